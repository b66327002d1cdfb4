"""The outlines are data: complete, readable by the model, and made of names and figures that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from pydantic import ValidationError

import assistant.papers.outline as home
from assistant.papers.drafts import KINDS, LETTER
from assistant.papers.outline import Outline, SectionName, Slot, outline_of
from assistant.papers.paper import Kind

DRAWN = sorted(set(KINDS.values()) - {LETTER})
COMPANY_WORDS = ("health", "red", "risk", "churn", "score")


def sentences(outline: Outline) -> Iterator[str]:
    yield from (*outline.title, *outline.subtitle, *(text for told in outline.summary for text in told.lead))
    for part in outline.parts:
        yield part.heading
        for slot in part.slots:
            yield from (slot.title, slot.gap, *slot.lead, *slot.each)


def test_there_is_one_outline_for_each_kind_of_paper_but_the_letter() -> None:
    files = {path.stem for path in Path(home.__file__).with_name("outlines").glob("*.yaml")}
    assert files == set(get_args(Kind)) - {"letter"} == set(DRAWN)


@pytest.mark.parametrize("kind", DRAWN)
def test_an_outline_names_sections_of_the_vocabulary_and_says_what_it_is(kind: Kind) -> None:
    outline = outline_of(kind)
    taken = {name for part in outline.parts for slot in part.slots for name in slot.takes}
    assert outline.kind == kind
    assert taken <= set(get_args(SectionName))
    assert len({part.name for part in outline.parts}) == len(outline.parts)
    assert 1 <= len(outline.summary) <= 5


@pytest.mark.parametrize("kind", DRAWN)
def test_every_sentence_of_an_outline_can_be_filled(kind: Kind) -> None:
    for sentence in sentences(outline_of(kind)):
        assert all(name is None or name for _, name, _, _ in Formatter().parse(sentence)), sentence
        assert "  " not in sentence


def test_what_a_business_review_shows_the_account_judges_nobody() -> None:
    shown = [part for part in outline_of("qbr").parts if not part.is_internal]
    taken = {name for part in shown for slot in part.slots for name in slot.takes}
    assert taken.isdisjoint({"head", "health", "risks", "renewal", "plays", "exposure", "gaps"})
    said = " ".join(part.heading.lower() for part in shown)
    assert not [word for word in COMPANY_WORDS if word in said]


def test_the_business_review_opens_on_the_goals_of_the_account() -> None:
    first = outline_of("qbr").parts[0]
    assert first.slots[0].takes == ("goals",)
    assert first.slots[0].empty == "gap"


@pytest.mark.parametrize(
    "wrong",
    [
        {"takes": ["goals"], "block": "chart"},
        {"takes": ["goals"], "block": "bullets", "form": "trend"},
        {"takes": ["gaols"], "block": "bullets"},
        {"takes": ["goals"], "block": "bullets", "colour": "red"},
        {"takes": ["goals"], "block": "bullets", "limit": 0},
    ],
)
def test_a_slot_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Slot.model_validate(wrong)
