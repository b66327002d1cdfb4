"""What a list is to show beside its figures: 'with reason and owner'. Said to be left out, for a list has its own."""

from __future__ import annotations

from assistant.planner.understanding import Understanding

OPENING = ("with", "including", "plus", "showing")
SMALL = ("and", "the", "their", "its", "or", "next")
NAMES = ("dimension", "metric", "topic", "attribute", "missing")


def may_name_columns(text: str) -> bool:
    """A quick look before the text is taken apart."""
    return bool(set(OPENING) & set(text.lower().split()))


def without_columns(u: Understanding) -> tuple[str, tuple[str, ...]] | None:
    """The text before a tail that only names details, one of them a dimension, and the tail; None without one."""
    named = {at for match in u.of(*NAMES) for at in match.at}
    place = len(u.tokens) - 1
    while place >= 0 and (place in named or u.word(place) in SMALL):
        place -= 1
    has_dimension = any(match.first > place for match in u.of("dimension"))
    if place <= 0 or u.word(place) not in OPENING or not has_dimension:
        return None
    start = u.tokens[place].start
    return u.text[:start].rstrip(" ,"), (u.text[start:].strip(" .?!"),)
