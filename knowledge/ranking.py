"""Rankings made one: a document that two ways of searching find outranks one that only one of them finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# Reciprocal rank fusion's usual constant: a first place is worth little more than a second.
OFFSET = 61


class Ranked(NamedTuple):
    reference: str
    score: float
    matched_by: tuple[str, ...]


def fuse(rankings: Mapping[str, Sequence[str]]) -> list[Ranked]:
    """References in the order of all rankings together; the score is 1 for what every ranking puts first."""
    best = len(rankings) / OFFSET
    found: dict[str, Ranked] = {}
    for way, references in rankings.items():
        for rank, reference in enumerate(references):
            before = found.get(reference, Ranked(reference, 0.0, ()))
            score = before.score + 1 / (OFFSET + rank) / best
            found[reference] = Ranked(reference, score, (*before.matched_by, way))
    return sorted(found.values(), key=lambda ranked: -ranked.score)
