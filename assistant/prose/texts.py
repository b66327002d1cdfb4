"""Written knowledge, questions back and refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from assistant.prose.escaping import plain
from tools.evidence import Evidence, Passage
from tools.names import listed

LONGEST_PASSAGE = 1500
# By the folder of a passage's reference.
SOURCES: Mapping[str, str] = {"glossary": "glossary", "playbook": "playbook", "operating": "operating knowledge"}
RECORDS = "the company's records"
# A line break inside a paragraph: Slack would show it.
WRAPPED = re.compile(r"(?<!\n)\n(?!\n|[ \t]*(?:[-*>|#]|\d+[.)] ))")


def write_passages(evidence: Evidence) -> Iterator[str]:
    """Each passage under its title, those near it by title only, then where they come from."""
    whole, near = evidence.passages[: evidence.headline], evidence.passages[evidence.headline :]
    for passage in whole:
        yield f"**{plain(passage.title)}**\n{_text(passage)}"
    if near:
        yield f"See also: {listed([plain(passage.title) for passage in near])}."
    for source, passages in groupby(whole, key=_source):
        yield f"_Source: {source}, {listed([plain(passage.title) for passage in passages])}._"


def write_message(evidence: Evidence) -> Iterator[str]:
    """What to say, and the ways on."""
    yield evidence.message
    if evidence.choices:
        yield "\n".join(f"- {plain(choice.label, 200)}" for choice in evidence.choices)


def unwrapped(text: str) -> str:
    """Written knowledge without the line breaks inside its paragraphs."""
    return WRAPPED.sub(" ", text.strip())


def _source(passage: Passage) -> str:
    return SOURCES.get(passage.ref.split("/")[0], RECORDS)


def _text(passage: Passage) -> str:
    """The words of a glossary or play as they are, without their line breaks; those of a record as a quotation."""
    text = passage.text.strip()
    text = text if len(text) <= LONGEST_PASSAGE else text[: LONGEST_PASSAGE - 1].rsplit(" ", 1)[0] + "…"
    if passage.kind == "record":
        return "\n".join(f"> {plain(line, 400)}" for line in text.splitlines() if line.strip())
    return unwrapped(text)
