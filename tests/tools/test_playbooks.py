"""A situation finds its play with all that is needed to act; what is near nothing is refused with nearest titles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge
from knowledge.documents import Document, load_documents
from knowledge.library import Library
from tests.company import account, context
from tests.knowledge.fakes import WordCounts, absent
from tools.account_requests import FindPlaybook
from tools.context import Context
from tools.errors import UnknownName
from tools.playbooks import find_playbook, text_of

BUILT_IN = Path(knowledge.__file__).parent
LONGEST_TEXT = 1500
PLAY = Document.model_validate(
    {
        "kind": "playbook",
        "name": "champion_left",
        "title": "Champion left",
        "questions": ["the champion of the account resigned"],
        "body": "Meet the successor soon.",
        "owner": "csm_lead",
        "within_days": 1,
        "trigger": {"any": ["champion_left", "champion_silent"], "none": ["escalation"], "status": ["red", "yellow"]},
        "steps": ["Call the one who covers.", "Meet the successor."],
        "success": "A named successor.",
        "avoid": ["Waiting.", "A discount."],
    }
)
OPERATING = Document.model_validate(
    {"kind": "operating", "name": "charter", "title": "Charter", "owner": "CS", "body": "What the team answers for."}
)
TERM = Document(name="champion", title="Champion", body="Who speaks for us after the champion of the account resigned.")


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Context]:
    yield from with_library(tmp_path, PLAY, OPERATING, TERM)


def with_library(folder: Path, *documents: Document) -> Iterator[Context]:
    opened = Library(folder, documents, WordCounts)
    bare = context({"accounts": [account("north")]})
    yield Context(bare.warehouse, bare.scope, bare.company, opened, bare.as_of)
    opened.close()


def test_the_play_comes_with_trigger_owner_steps_success_and_what_to_avoid(company: Context) -> None:
    found = find_playbook(company, FindPlaybook(situation="the champion of the account resigned"))
    first = found.passages[0]
    assert (found.shape, found.outcome, found.title) == ("passage", "answered", "Champion left")
    assert (first.kind, first.title, first.ref) == ("playbook", "Champion left", "playbook/champion_left")
    assert first.text == (
        "Meet the successor soon.\n\n"
        "**When:** one of champion left or champion silent, not escalation, while red or yellow. "
        "**Owner:** CSM lead, within 1 day.\n\n"
        "1. Call the one who covers.\n2. Meet the successor.\n\n"
        "**Sign of success:** A named successor.\n\n"
        "**Avoid:**\n- Waiting.\n- A discount."
    )


def test_terms_of_the_glossary_are_no_plays(company: Context) -> None:
    found = find_playbook(company, FindPlaybook(situation="the champion of the account resigned"))
    assert {passage.ref.split("/")[0] for passage in found.passages} <= {"playbook", "operating"}


def test_a_search_can_be_kept_to_operating_knowledge(company: Context) -> None:
    request = FindPlaybook(situation="what the team answers for", kind="operating")
    (passage,) = find_playbook(company, request).passages
    assert (passage.kind, passage.ref, passage.text) == ("playbook", "operating/charter", "What the team answers for.")


def test_what_comes_near_nothing_is_refused_with_the_nearest_titles(company: Context) -> None:
    with pytest.raises(UnknownName) as refused:
        find_playbook(company, FindPlaybook(situation="sourdough bread"))
    assert refused.value.message.startswith("No play or piece of operating knowledge comes near 'sourdough bread'.")
    assert set(refused.value.choices) == {"Champion left", "Charter"}


def test_without_the_model_words_still_find_a_play(tmp_path: Path) -> None:
    bare = context({"accounts": [account("north")]})
    by_words = Context(bare.warehouse, bare.scope, bare.company, Library(tmp_path, (PLAY,), absent), bare.as_of)
    assert find_playbook(by_words, FindPlaybook(situation="a champion resigned")).title == "Champion left"
    with pytest.raises(UnknownName):
        find_playbook(by_words, FindPlaybook(situation="sourdough bread"))


def test_a_play_due_today_and_one_without_a_limit_say_so() -> None:
    assert "**Owner:** CSM, the same day." in text_of(PLAY.model_copy(update={"owner": "csm", "within_days": 0}))
    assert "**Owner:** Dana Cole." in text_of(PLAY.model_copy(update={"owner": "Dana Cole", "within_days": None}))


@pytest.mark.parametrize("folder", ["playbooks", "operating"])
def test_every_built_in_text_is_short_enough_to_be_shown_whole(folder: str) -> None:
    lengths = {document.name: len(text_of(document)) for document in load_documents(BUILT_IN / folder)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_TEXT} == {}
