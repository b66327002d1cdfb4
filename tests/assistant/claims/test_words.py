"""Numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.claims.dates import read_dates
from assistant.claims.numbers import read_numbers
from assistant.claims.words import value_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve", 12),
        ("twenty-seven", 27),
        ("a dozen", 12),
        ("two hundred and five", 205),
        ("three thousand", 3000),
        ("half a million", 500_000),
        ("one hundred twenty-one million", 121_000_000),
        ("five hundred sixty-four thousand five hundred", 564_500),
    ],
)
def test_number_words_have_a_value(words: str, value: int) -> None:
    assert value_of(words) == value
    assert [one.value for one in read_numbers(f"we saw {words} of them")] == [value]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("half of the accounts", "part", Decimal(50)),
        ("a quarter of ARR", "part", Decimal(25)),
        ("three quarters of it", "part", Decimal(75)),
        ("a third of ARR", "part", Decimal(100) / 3),
        ("two thirds", "part", Decimal(100) / 3 * 2),
        ("it doubled", "times", Decimal(2)),
        ("twice as many", "times", Decimal(2)),
        ("it halved", "times", Decimal("0.5")),
    ],
)
def test_parts_and_multiples_have_a_value(text: str, kind: str, value: Decimal) -> None:
    assert [(one.kind, one.value) for one in read_numbers(text)] == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "no one",
        "the first half",
        "the last quarter",
        "a quarter of 2024",
        "half year",
        "a third account",
        "a third party",
        "second-largest",
        "two-way",
        "double-check",
        "single-threaded",
    ],
)
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert read_numbers(read_dates(text)[1]) == ()
