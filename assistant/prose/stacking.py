"""Lines under a title as Markdown reads them: lists, tables, quotations and sentences do not run into each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

KINDS: Mapping[str, re.Pattern[str]] = {
    "table": re.compile(r"\|"),
    "quote": re.compile(r">"),
    "list": re.compile(r"\s*(?:[-*]|\d+[.)]) "),
}


def stacked(title: str, blocks: Sequence[str]) -> str:
    """The blocks in order, a blank line between two of different kinds, and between any two but lines of a list."""
    text, before = title, "title"
    for block in blocks:
        first, last = _kind(block.split("\n", 1)[0]), _kind(block.rsplit("\n", 1)[-1])
        is_close = first == "list" and before in ("list", "title")
        text += ("\n" if is_close else "\n\n") + block
        before = last
    return text


def _kind(line: str) -> str:
    return next((kind for kind, pattern in KINDS.items() if pattern.match(line)), "text")
