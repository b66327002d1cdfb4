"""Days and periods as people write them."""

from __future__ import annotations

import pytest

from assistant.claims.dates import read_dates


def read(text: str) -> list[str]:
    return [when.label or str(when.day or f"{when.start}..{when.end}") for when in read_dates(text)[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-12-31", ["2024-12-31..2024-12-31"]),
        ("2024-06", ["2024-06-01..2024-06-30"]),
        ("31 Dec 2024", ["2024-12-31..2024-12-31"]),
        ("December 31st, 2024", ["2024-12-31..2024-12-31"]),
        ("the 31st of December 2024", ["2024-12-31..2024-12-31"]),
        ("1–31 March 2024", ["2024-03-01..2024-03-01", "2024-03-31..2024-03-31"]),
        ("03/04/2024", ["2024-03-04..2024-03-04", "2024-04-03..2024-04-03"]),
        ("31.12.2024", ["2024-12-31..2024-12-31"]),
        ("Q3 2024", ["2024-07-01..2024-09-30"]),
        ("2024-Q3", ["2024-07-01..2024-09-30"]),
        ("Q3 '24", ["2024-07-01..2024-09-30"]),
        ("the third quarter of 2024", ["2024-07-01..2024-09-30"]),
        ("H2 2024", ["2024-07-01..2024-12-31"]),
        ("Q3 FY2025", ["3m3fy2025"]),
        ("FY25", ["fy2025"]),
        ("Oct 2024", ["2024-10-01..2024-10-31"]),
        ("31 Dec", ["(12, 31)"]),
        ("in 2024", ["2024-01-01..2024-12-31"]),
        ("mid-2024", ["2024-01-01..2024-12-31"]),
        ("Q3", ["3m3"]),
        ("in July", ["1m7"]),
        ("from Q1 to Q4 2024", ["3m1", "2024-10-01..2024-12-31"]),
    ],
)
def test_a_day_or_period_is_read(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text", ["2,024", "$2024", "2024.5", "feature_2024", "may 5 follow", "H2FY25", "marching", "20245"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


def test_an_impossible_day_stays_in_the_text() -> None:
    whens, rest = read_dates("on 31 Feb 2024")
    assert [when.text for when in whens] == ["Feb 2024"]
    assert "31" in rest


def test_what_was_read_leaves_a_gap_of_the_same_length() -> None:
    text = "ARR in Q3 2024 was 5"
    assert read_dates(text)[1] == "ARR in         was 5"
