"""Written knowledge, questions back and refusals."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.prose.escaping import plain
from tools.evidence import Evidence, Passage

LONGEST_PASSAGE = 1500


def write_passages(evidence: Evidence) -> Iterator[str]:
    """Each passage under its title, its source after it."""
    for passage in evidence.passages:
        yield f"**{plain(passage.title)}**\n{_text(passage)}"
        yield f"_Source: {passage.kind}, {plain(passage.title)}._"


def write_message(evidence: Evidence) -> Iterator[str]:
    """What to say, and the ways on."""
    yield evidence.message
    if evidence.choices:
        yield "\n".join(f"- {plain(choice.label, 200)}" for choice in evidence.choices)


def _text(passage: Passage) -> str:
    """The words of a glossary or play as they are; those of a record as a quotation."""
    text = passage.text.strip()
    text = text if len(text) <= LONGEST_PASSAGE else text[: LONGEST_PASSAGE - 1].rsplit(" ", 1)[0] + "…"
    if passage.kind != "record":
        return text
    return "\n".join(f"> {plain(line, 400)}" for line in text.splitlines() if line.strip())
