"""ARR over two years, by hand, under each convention of timing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tools.what_if.growth import TIMINGS, Plan

PLAN = Plan(opening=Decimal(100), new=Decimal(20), years=2)


@pytest.mark.parametrize(
    ("timing", "closes"),
    [
        # 100 x 0.5 + 20 = 70; 70 x 0.5 + 20 = 55
        ("year_end", (100, 70, 55)),
        # 100 x 0.5 + 20 x 0.75 = 65; 65 x 0.5 + 15 = 47.5
        ("mid_year", (100, 65, Decimal("47.5"))),
        # (100 + 20) x 0.5 = 60; 80 x 0.5 = 40
        ("year_start", (100, 60, 40)),
    ],
)
def test_new_arr_loses_what_its_timing_says(timing: str, closes: tuple[int | Decimal, ...]) -> None:
    assert PLAN.closes(Decimal("0.5"), TIMINGS[timing]) == closes


def test_nothing_is_lost_at_full_retention() -> None:
    assert list(PLAN.closes(Decimal(1))) == [100, 120, 140]
