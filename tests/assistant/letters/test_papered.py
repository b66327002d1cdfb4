from __future__ import annotations

import pytest

from assistant.letters.papered import draft_of, letter_paper
from assistant.papers.paper import Line, Lines
from tests.assistant.letters.drafts import KINDS, evidence, numbers


def lines(kind: str) -> list[Line]:
    blocks = letter_paper(evidence(kind, length="long")).parts[0].blocks
    return [line for block in blocks if isinstance(block, Lines) for line in block.lines]


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_says_what_the_letter_says_and_nothing_meant_for_its_sender(kind: str) -> None:
    told = "\n".join(line.text for line in lines(kind))
    assert told == draft_of(evidence(kind, length="long")).body.replace("\n\n", "\n").replace("\n- ", "\n")
    assert "Before sending" not in told


def test_gaps_are_marked_in_their_lines_and_listed() -> None:
    paper = letter_paper(evidence("price_increase"))
    assert "new price" in paper.gaps
    assert [line.text for line in lines("price_increase") if line.tone == "gap"]
    assert (paper.kind, paper.account, paper.subtitle) == ("letter", "Acme", paper.parts[0].heading)


def test_a_line_with_a_number_carries_its_facts() -> None:
    for line in lines("renewal"):
        if numbers(line.text) and line.tone != "gap":
            assert line.facts, line.text
