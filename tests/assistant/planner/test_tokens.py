"""A question as words."""

from __future__ import annotations

import pytest

from assistant.planner.tokens import tokenise


def words(text: str) -> list[str]:
    return [token.word for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why is O'Malley red", ["why", "is", "o", "malley", "red"]),
        ("what’s O’Brien's nrr", ["what", "is", "o", "brien", "is", "nrr"]),
        ("it isn't", ["it", "is", "not"]),
        ("they won't", ["they", "will", "not"]),
    ],
)
def test_an_apostrophe_is_a_contraction_or_part_of_a_name(text: str, expected: list[str]) -> None:
    assert words(text) == expected
