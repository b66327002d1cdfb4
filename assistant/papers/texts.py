"""Prose as a paper holds it: no Markdown but **bold**, and nothing in a text of the data that could become a mark."""

from __future__ import annotations

import re

from assistant.prose.escaping import plain
from assistant.prose.wording import abbreviated, sentence_case, shown
from tools.facts import Fact

# Looks like a star and is none: two stars of a record's text must not turn its words bold.
STAR = "\u2217"
LIST_MARK = re.compile(r"^(?:- |> )")
ITALIC = re.compile(r"(?<![\w\\])_(?=\S)(.+?)(?<=[^\s\\])_(?!\w)")
ESCAPED = re.compile(r"\\([\\`_\[\]<>|~#+=.)-])")
ENDS = (".", "!", "?", "…", ":")
LONGEST_VALUE = 160


def text_of(markdown: str) -> str:
    """A line of prose without its list mark, italics and escapes."""
    line = LIST_MARK.sub("", markdown.strip())
    return ESCAPED.sub(r"\1", ITALIC.sub(r"\1", line.replace("\\*", STAR)))


def sentence(text: str) -> str:
    """The text with a capital first and a full stop."""
    said = sentence_case(text.strip())
    return said if not said or said.removesuffix("**").endswith(ENDS) else f"{said}."


def title_of(text: str) -> str:
    """A sentence as a title: without bold letters and without its full stop."""
    return text.replace("**", "").removesuffix(".")


def value_of(fact: Fact) -> str:
    """The value as people read it, on one line."""
    return harmless(fact.display) if fact.unit == "text" else shown(fact)


def harmless(text: str, longest: int = LONGEST_VALUE) -> str:
    """A name or text of the data on one line, without marks; a long one ends after a whole item or word of it."""
    line = plain(text, longest=len(text) + 1)
    if len(line) > longest:
        kept = line[:longest]
        end = max(kept.rfind("; "), kept.rfind(", "))
        line = f"{kept[: end if end > longest // 2 else kept.rfind(' ')].rstrip(',; ')} …"
    return text_of(line)


def label_of(fact: Fact) -> str:
    return abbreviated(fact.label)
