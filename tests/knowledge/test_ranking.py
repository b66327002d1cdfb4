"""How rankings become one, in numbers one can follow by hand."""

from __future__ import annotations

import pytest

from knowledge.ranking import DEPTH, by_nearest_pieces, fuse


def test_a_document_both_ways_find_outranks_one_that_a_single_way_finds() -> None:
    first, *_ = fuse({"meaning": ["a", "b"], "words": ["b"]})
    assert (first.reference, first.matched_by) == ("b", ("meaning", "words"))


def test_what_every_ranking_puts_first_scores_one() -> None:
    assert fuse({"meaning": ["a"], "words": ["a"]})[0].score == pytest.approx(1)
    assert fuse({"meaning": [], "words": ["a"]})[0].score == pytest.approx(1)


def test_scores_are_the_votes_over_the_best_possible() -> None:
    # Meaning votes 2/6 for its first, words 1/6 for theirs; the best possible is their sum, 3/6.
    scores = {found.reference: found.score for found in fuse({"meaning": ["a"], "words": ["b"]})}
    assert scores == {"a": pytest.approx(2 / 3), "b": pytest.approx(1 / 3)}


def test_nothing_found_gives_nothing() -> None:
    assert fuse({"meaning": [], "words": []}) == []


def test_a_ranking_is_trusted_no_deeper_than_its_depth() -> None:
    assert len(fuse({"words": [str(place) for place in range(DEPTH + 5)]})) == DEPTH


def test_two_near_pieces_beat_one_that_is_slightly_nearer() -> None:
    # a: 0.80 + half of the furthest 0.10; b: 0.78 + half of 0.76.
    ranked = by_nearest_pieces([("a", 0.80), ("b", 0.78), ("b", 0.76), ("c", 0.10)])
    assert list(ranked.items()) == [("b", 0.78), ("a", 0.80), ("c", 0.10)]


def test_no_pieces_give_no_documents() -> None:
    assert by_nearest_pieces([]) == {}
