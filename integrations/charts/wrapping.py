"""Text brought to a width: cleaned of what no file format takes, broken into lines, shortened with an ellipsis."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

# Marks that turn the reading direction of what follows: a name must not rearrange the sentence around it.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
DROPPED = frozenset({"Cc", "Cs", "Cn"})
ELLIPSIS = "…"


def clean(text: str) -> str:
    """One line of characters that XML and fonts can take; control characters and lone surrogates are gone."""
    spaced = "".join(" " if letter in "\t\r\n\v\f\u2028\u2029" else letter for letter in text)
    kept = (letter for letter in spaced if unicodedata.category(letter) not in DROPPED and letter not in TURNING)
    return " ".join("".join(kept).split())


def shortened(text: str, room: float, measure: Measure) -> str:
    """The text, or as much of its beginning as fits the room with an ellipsis after it."""
    if measure(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle].rstrip() + ELLIPSIS) <= room else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS


def wrapped(text: str, room: float, measure: Measure) -> list[str]:
    """The text in lines no wider than the room; a word too long for a line is broken."""
    lines: list[str] = []
    current = ""
    for piece in (piece for word in text.split(" ") for piece in _pieces(word, room, measure)):
        joined = f"{current} {piece}" if current else piece
        if not current or measure(joined) <= room:
            current = joined
        else:
            lines.append(current)
            current = piece
    return [*lines, current] if current else lines


def within(text: str, room: float, most: int, measure: Measure) -> list[str]:
    """The text in at most so many lines; the last one ends in an ellipsis when something was left out."""
    lines = wrapped(text, room, measure)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), room, measure)]


def _pieces(word: str, room: float, measure: Measure) -> Iterator[str]:
    while measure(word) > room and len(word) > 1:
        cut = _fitting(word, room, measure)
        yield word[:cut]
        word = word[cut:]
    yield word


def _fitting(word: str, room: float, measure: Measure) -> int:
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle]) <= room else (low, middle - 1)
    return low
