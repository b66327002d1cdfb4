from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.tools.renewals.ratings import rating, renewal
from tools.company import Company
from tools.renewals.forecast import bounds, weighted

COMPANY = Company()
ITEMS = (
    rating("green", item=renewal(arr=10_000)),
    rating("red", item=renewal(arr=2_000)),
    rating(None, item=renewal(arr=700)),
)


def test_the_weighted_forecast_is_the_sum_of_amount_times_chance() -> None:
    assert weighted(ITEMS, COMPANY) == Decimal("10500.00")  # 9,500 + 1,000; what is not known adds nothing


def test_the_range_follows_the_spread_of_independent_decisions() -> None:
    # variance: 10,000^2 x 0.95 x 0.05 + 2,000^2 x 0.5 x 0.5 = 4,750,000 + 1,000,000; 1.2816 x 2,397.9158 = 3,073.1689
    low, high = bounds(ITEMS, COMPANY)
    assert low == Decimal("7426.83")
    assert high == Decimal("12000.00")  # not above what is open and has a chance


def test_nothing_open_has_no_range() -> None:
    assert bounds((), COMPANY) == (Decimal("0.00"), Decimal("0.00"))


def test_the_parts_of_a_forecast_add_up_to_the_cent() -> None:
    items = [rating("green", item=replace(renewal(), arr=Decimal("0.33"))) for _ in range(3)]
    assert weighted(items, COMPANY) == Decimal("0.93")  # 0.33 x 95 % is 0.31 to the cent, three times
