"""Written knowledge, questions back and refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from assistant.prose.escaping import plain
from assistant.prose.wording import listed
from tools.evidence import Evidence, Passage

LONGEST_PASSAGE = 1500
SOURCES: Mapping[str, str] = {"glossary": "glossary", "playbook": "playbook", "record": "the company's records"}
# A line break inside a paragraph: Slack would show it.
WRAPPED = re.compile(r"(?<!\n)\n(?!\n|[ \t]*(?:[-*>|#]|\d+[.)] ))")


def write_passages(evidence: Evidence) -> Iterator[str]:
    """Each passage under its title, then where they come from."""
    for passage in evidence.passages:
        yield f"**{plain(passage.title)}**\n{_text(passage)}"
    for kind, passages in groupby(evidence.passages, key=lambda passage: passage.kind):
        yield f"_Source: {SOURCES[kind]}, {listed([plain(passage.title) for passage in passages])}._"


def write_message(evidence: Evidence) -> Iterator[str]:
    """What to say, and the ways on."""
    yield evidence.message
    if evidence.choices:
        yield "\n".join(f"- {plain(choice.label, 200)}" for choice in evidence.choices)


def _text(passage: Passage) -> str:
    """The words of a glossary or play as they are, without their line breaks; those of a record as a quotation."""
    text = passage.text.strip()
    text = text if len(text) <= LONGEST_PASSAGE else text[: LONGEST_PASSAGE - 1].rsplit(" ", 1)[0] + "…"
    if passage.kind == "record":
        return "\n".join(f"> {plain(line, 400)}" for line in text.splitlines() if line.strip())
    return WRAPPED.sub(" ", text)
