"""Rankings: from similar pieces to documents, and from several ways of searching to one order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

# Chosen by trying them on some 140 questions: of a document's pieces the second nearest counts half, meaning has two
# votes, the words one, and a vote shrinks with the rank (reciprocal rank fusion), each ranking being trusted ten deep.
SECOND_PIECE = 0.5
VOTES = {"meaning": 2.0, "words": 1.0}
OFFSET = 6
DEPTH = 10


class Ranked(NamedTuple):
    reference: str
    score: float
    matched_by: tuple[str, ...]


def by_nearest_pieces(pieces: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The documents of the pieces (reference, similarity; nearest first), best first, with their nearest similarity.

    Two near pieces say more than one: a single sentence may resemble a question by chance.
    """
    similarities: dict[str, list[float]] = {}
    furthest = 0.0
    for reference, similarity in pieces:
        similarities.setdefault(reference, []).append(similarity)
        furthest = similarity
    scores = {reference: own[0] + SECOND_PIECE * [*own, furthest][1] for reference, own in similarities.items()}
    best_first = sorted(scores, key=lambda reference: -scores[reference])
    return {reference: similarities[reference][0] for reference in best_first}


def fuse(rankings: Mapping[str, Sequence[str]]) -> list[Ranked]:
    """References in the order of all rankings together; the score is 1 for what every ranking with a say puts first."""
    best = sum(VOTES[way] for way, references in rankings.items() if references) / OFFSET
    found: dict[str, Ranked] = {}
    for way, references in rankings.items():
        for rank, reference in enumerate(references[:DEPTH]):
            before = found.get(reference, Ranked(reference, 0.0, ()))
            score = before.score + VOTES[way] / (OFFSET + rank) / best
            found[reference] = Ranked(reference, score, (*before.matched_by, way))
    return sorted(found.values(), key=lambda ranked: -ranked.score)
