from __future__ import annotations

from datetime import date

import pytest

from tests.tools.letters.matters import CALL, context, matter
from tools.errors import NoData, UnknownName
from tools.letters.talk import kind_words, talk_of
from tools.record.rows import Interaction

REVIEW = Interaction("I-0", date(2026, 5, 4), "C-2", "qbr", notes="Agency spend is lower.")
BROADCAST = Interaction("I-2", date(2026, 6, 28), "C-1", "email", is_meaningful=False, notes="Sent the news.")
NOTE = Interaction("I-3", date(2026, 6, 29), None, "note", notes="Internal: watch the agency spend.")
TALKS = (REVIEW, CALL, BROADCAST, NOTE)


def talk(about: str | None) -> str | None:
    found = talk_of(context(), matter(interactions=TALKS).record, about)
    return found.interaction_id if found else None


def test_the_latest_meaningful_one_is_meant_when_none_is_named() -> None:
    assert talk(None) == "I-1"


@pytest.mark.parametrize(
    ("about", "identifier"),
    [
        ("4 May", "I-0"),
        ("2026-06-22", "I-1"),
        ("May", "I-0"),
        ("the QBR", "I-0"),
        ("our last call", "I-1"),
        ("the business review", "I-0"),
        ("agency spend", "I-0"),
        ("the talk with Sue", "I-0"),
        ("28 Jun", "I-2"),
    ],
)
def test_a_day_a_type_a_person_or_a_subject_names_one(about: str, identifier: str) -> None:
    assert talk(about) == identifier


def test_what_fits_none_is_refused_with_the_latest_ones() -> None:
    with pytest.raises(UnknownName, match="the call of 22 Jun 2026") as caught:
        talk("the moon landing")
    assert caught.value.choices == (
        "Draft a follow-up to Acme about the call of 22 Jun 2026",
        "Draft a follow-up to Acme about the business review of 4 May 2026",
    )


def test_without_interactions_one_cannot_be_named() -> None:
    own = matter(interactions=(), tables=frozenset({"accounts"})).record
    assert talk_of(context(), own, None) is None
    with pytest.raises(NoData, match="interactions"):
        talk_of(context(), own, "today")


@pytest.mark.parametrize(
    ("kind", "words"), [("email", "exchange of mails"), ("QBR", "business review"), (None, "conversation")]
)
def test_a_type_is_called_as_people_call_it(kind: str | None, words: str) -> None:
    assert kind_words(Interaction("I", date(2026, 6, 1), type=kind)) == words


def test_a_note_is_no_conversation_even_where_it_is_marked_as_one() -> None:
    marked = Interaction("I-3", date(2026, 6, 29), None, "note", None, True, "All green!")
    assert talk_of(context(), matter(interactions=(CALL, marked)).record, None) == CALL
    assert talk_of(context(), matter(interactions=(marked,)).record, None) is None
