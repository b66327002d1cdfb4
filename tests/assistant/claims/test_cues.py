"""Words around a number."""

from __future__ import annotations

import pytest

from assistant.claims.cues import is_bound, is_rank, may_be_difference, must_be_difference, whole_named


def around(text: str) -> tuple[str, int, int]:
    """The text and the place of its first digit group."""
    start = next(place for place, mark in enumerate(text) if mark.isdigit())
    end = start + 1
    while end < len(text) and text[end].isdigit():
        end += 1
    return text, start, end


@pytest.mark.parametrize("text", ["top 5", "#5", "the 5 largest", "number 5"])
def test_a_place_in_a_list_is_a_rank(text: str) -> None:
    assert is_rank(*around(text))


@pytest.mark.parametrize("text", ["top 5 of 43", "some 5 accounts"])
def test_a_count_is_no_rank(text: str) -> None:
    assert not is_rank(*around(text))


@pytest.mark.parametrize("text", ["ARR above 5", "at least 5", "between 5"])
def test_a_bound_is_said_in_certain_words(text: str) -> None:
    assert is_bound(*around(text)[:2])


@pytest.mark.parametrize("text", ["a difference of 5", "fell by 5", "5 higher", "5 (8 %) lower"])
def test_some_words_allow_only_a_difference(text: str) -> None:
    assert must_be_difference(*around(text))


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("the gap is 5", True),
        ("up 5", True),
        ("A is 5 ahead", True),
        ("it was 5", False),
        ("the gap between A (5", False),
    ],
)
def test_a_difference_is_told_by_words_near_it(text: str, is_told: bool) -> None:
    assert may_be_difference(*around(text)) is is_told


@pytest.mark.parametrize(
    ("text", "whole"),
    [("overall it was 5", "surely"), ("a total of 5", "perhaps"), ("it was 5", ""), ("had 7 of 5", "")],
)
def test_all_together_is_said_in_certain_words(text: str, whole: str) -> None:
    _, start, end = around(text)
    assert whole_named(text, 0, start, end) == whole
