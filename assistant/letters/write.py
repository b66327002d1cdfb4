"""A letter as a chat shows it: the draft to copy, then what a person fills in and should know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.letters.papered import letter_paper
from assistant.papers.paper import Block, Lines, Paper
from tools.evidence import Evidence

MARKS = {"bullets": "- "}


def write_letter(evidence: Evidence) -> Iterator[str]:
    """The composed letter of this evidence; the same evidence gives the same text."""
    yield from letter_texts(letter_paper(evidence))


def letter_texts(paper: Paper) -> Iterator[str]:
    """To whom it goes, the letter, then the notes for its sender, as parts of a message."""
    addressed, *notes = paper.summary
    yield addressed.text
    yield f"**Subject:** {paper.subtitle}"
    yield _body(paper.parts[0].blocks)
    yield "\n".join(["**Before sending** (not part of the letter)", *(f"- {line.text}" for line in notes)])


def _body(blocks: Sequence[Block]) -> str:
    """Paragraphs with a blank line between them; a list goes with the one before it."""
    text = ""
    for block in blocks:
        if isinstance(block, Lines):
            gap = "" if not text else "\n" if block.block == "bullets" else "\n\n"
            text += gap + "\n".join(f"{MARKS.get(block.block, '')}{line.text}" for line in block.lines)
    return text
