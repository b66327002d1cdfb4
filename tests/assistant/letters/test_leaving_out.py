from __future__ import annotations

import pytest

from assistant.letters.compose import Draft
from assistant.letters.leaving_out import read_wish
from assistant.letters.papered import draft_of
from tests.assistant.letters.drafts import evidence


def drafted(kind: str, *without: str) -> Draft:
    return draft_of(evidence(kind, length="long", without=without))


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("the discount sentence", "discount"),
        ("pricing", "price"),
        ("the renewal date", "renewal_date"),
        ("renewal", "renewal"),
        ("any mention of open promises", "promises"),
        ("the line about tickets", "tickets"),
    ],
)
def test_people_call_topics_by_many_names(typed: str, topic: str) -> None:
    assert read_wish(typed).topics == {topic}


def test_other_words_mean_the_sentences_that_hold_them() -> None:
    wish = read_wish("the rollout plan step")
    assert wish.topics == frozenset()
    assert wish.meets((), "We: send the rollout plans, by 3 Jul 2026")
    assert not wish.meets((), "We: send the plan")


@pytest.mark.parametrize(
    ("kind", "typed", "gone"),
    [
        ("renewal", "the price", "$12,000"),
        ("renewal", "renewal date", "1 Sep 2026"),
        ("renewal", "the ticket", "Sync is down"),
        ("renewal", "goals", "Idle less"),
        ("follow_up", "the rollout plan", "rollout plan"),
        ("follow_up", "what is still open", "benchmark"),
        ("follow_up", "thanks", "Thank you"),
        ("re_engagement", "the goal", "Plan less"),
        ("price_increase", "new price", "[new price"),
        ("escalation", "health", "health score"),
    ],
)
def test_what_is_not_wanted_is_gone_and_the_rest_stays(kind: str, typed: str, gone: str) -> None:
    whole, cut = drafted(kind), drafted(kind, typed)
    assert gone in f"{whole.subject}\n{whole.body}"
    assert gone not in f"{cut.subject}\n{cut.body}"
    assert cut.unmet == ()
    assert (cut.greeting, cut.signature) == (whole.greeting, whole.signature)


def test_what_is_not_in_the_letter_is_said_and_changes_nothing() -> None:
    assert drafted("renewal", "the discount sentence").unmet == ("the discount sentence",)
    assert drafted("renewal", "the discount sentence").body == drafted("renewal").body


def test_a_day_of_a_step_left_out_is_not_told_either() -> None:
    body = drafted("follow_up", "next steps").body
    assert "3 Jul 2026" not in body
    assert "10 Jul 2026" not in body


def test_a_discount_is_known_by_the_words_of_the_record() -> None:
    wish = read_wish("the discount")
    assert wish.meets((), "We: give you 20% off, by 3 Jul")
    assert wish.meets((), "We: waive the set-up fee")
    assert not wish.meets((), "We: send the plan, 20% of it is done")
