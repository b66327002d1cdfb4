"""Markdown as a reader sees it."""

from __future__ import annotations

import pytest

from assistant.claims.reading import readable, without


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**ARR** is _up_ `5`", "ARR is up 5"),
        ("Company\\_12 \\*x\\*", "Company_12 *x*"),
        ("Company_12 and feature_7", "Company_12 and feature_7"),
        ("−2.8 points", "-2.8 points"),
        ("10 159 608,50 €", "10159608.50 €"),
        ("in 2024 500 accounts", "in 2024 500 accounts"),
        ("½ of them", " half  of them"),
        (":tada: 5", "  5"),
    ],
)
def test_marks_and_escapes_are_gone_and_numbers_whole(text: str, read: str) -> None:
    assert readable(text) == read


def test_only_whole_names_are_blanked_and_places_are_kept() -> None:
    assert (
        without("feature_7 and feature_77, top 10 %", ["feature_7", "top 10"]) == "          and feature_77, top 10 %"
    )
