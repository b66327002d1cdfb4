"""A Markdown text cut into pieces that each stand alone: sentences, and table cells with their row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

SENTENCE = re.compile(r"(?<=[.!?])(?<!vs\.)(?<!approx\.)(?<!ca\.)\s+(?=[A-Z\"'(])|;\s+")
HEADING = re.compile(r"^\s*(?:#{1,6}\s+)?([^|]*?[^\s:|.!?]):?\s*$")
BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,3}[.)])\s+")
PRONOUN = re.compile(r"^(?:it|its|they|their|that|this)\b", re.IGNORECASE)
LABEL = re.compile(r"(?:[+=−-] )?[^\W\d]|\d{1,2} [A-Z][a-z]{2}\w* \d{4}$|\d{4}(?:-\d\d){0,2}$")
DIVIDER = re.compile(r"^[\s|:-]+$")


def segments(text: str, names: Callable[[str], bool], first_name: Callable[[str], str]) -> Iterator[str]:
    """Pieces in order. `names` says whether a piece names somebody, `first_name` whom it names first.

    A bullet that names nobody stands under the heading that does; a sentence that starts with "it" after its subject.
    """
    lines = text.split("\n")
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and _is_row(lines[end]) == _is_row(lines[start]):
            continue
        run = lines[start:end]
        yield from _cells(run) if _is_row(run[0]) else _sentences(run, names, first_name)
        start = end


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _cells(lines: list[str]) -> Iterator[str]:
    """Each cell after the words of its row and the head of its column."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not DIVIDER.match(line)]
    header, *body = rows or [[]]
    for row in body:
        words = [cell for cell in row if LABEL.match(cell)]
        for place, cell in enumerate(row):
            column = header[place] if place < len(header) else ""
            yield cell if cell in words else f"{' · '.join([*words, column])}: {cell}"


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
