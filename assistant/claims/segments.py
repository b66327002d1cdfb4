"""A Markdown text cut into pieces that each stand alone: sentences, and table cells with their row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

SENTENCE = re.compile(r"(?<=[.!?])(?<!vs\.)(?<!approx\.)(?<!ca\.)\s+(?=[A-Z\"'(])|;\s+")
HEADING = re.compile(r"^\s*(?:#{1,6}\s+)?([^|]*?[^\s:|.!?]):?\s*$")
BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,3}[.)])\s+")
PRONOUN = re.compile(r"^(?:it|its|they|their|that|this)\b", re.IGNORECASE)
DIVIDER = re.compile(r"^[\s|:-]+$")


def segments(text: str, names: Callable[[str], bool], first_name: Callable[[str], str]) -> Iterator[str]:
    """Pieces in order. `names` says whether a piece names somebody, `first_name` whom it names first.

    A bullet that names nobody stands under the heading that does; a sentence that starts with "it" after its subject.
    """
    for is_table, run in groupby(text.split("\n"), key=lambda line: line.lstrip().startswith("|")):
        yield from _cells(list(run)) if is_table else _sentences(list(run), names, first_name)


def _cells(lines: list[str]) -> Iterator[str]:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    header, *body = [row for row, line in zip(rows, lines, strict=True) if not DIVIDER.match(line)] or [[]]
    for row in body:
        label = " ".join(cell for cell in row if not re.search(r"\d", cell)) or ""
        leading = row[0] if row else ""
        prefix = label if leading in label else f"{leading} {label}"
        for place, cell in enumerate(row):
            column = header[place] if place < len(header) else ""
            yield f"{prefix}, {column}: {cell}" if place or cell != leading else cell


def _sentences(lines: list[str], names: Callable[[str], bool], first_name: Callable[[str], str]) -> Iterator[str]:
    heading, previous = "", ""
    for line in lines:
        is_bullet = bool(BULLET.match(line))
        if not is_bullet:
            heading = ""
        for piece in SENTENCE.split(BULLET.sub("", line)):
            context = "" if names(piece) else heading if is_bullet else previous if PRONOUN.match(piece) else ""
            yield f"{context}: {piece}" if context else piece
            previous = first_name(piece) or previous
        if not is_bullet and HEADING.match(line) and names(line) and not re.search(r"\d\s?%|[$€£]", line):
            heading = first_name(line)
