"""Several lines of one account that overlap are one account, and each line counts for as long as it is live."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, line
from tests.traps.asking import value
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Acme: 100 all along, 50 from July 2023 to the end of June 2024, 30 from June 2024; Bolt: 40 all along."""
    return context(
        {
            "accounts": [account("acme"), account("bolt")],
            "subscriptions": [
                line("acme", 100, "2023-02-01"),
                line("acme", 50, "2023-07-01", "2024-07-01"),
                line("acme", 30, "2024-06-01"),
                line("bolt", 40, "2023-02-01"),
            ],
        }
    )


@pytest.mark.parametrize(
    ("day", "arr"), [("2023-12-31", 190), ("2024-05-31", 190), ("2024-06-30", 220), ("2024-07-01", 170)]
)
def test_each_line_counts_while_it_is_live(view: Context, day: str, arr: int) -> None:
    assert value(view, "arr", day) == arr


def test_an_account_with_three_lines_is_one_account(view: Context) -> None:
    assert value(view, "active_accounts", "2024-06-15") == 2
    assert value(view, "arr_per_account", "2024-06-15") == 110


def test_movement_is_taken_per_account_and_not_per_line(view: Context) -> None:
    assert value(view, "expansion_arr") == 0
    assert value(view, "contraction_arr") == 20
    assert value(view, "churned_arr") == 0
    assert value(view, "net_revenue_retention") == Decimal(170) / 190


def test_the_same_line_twice_in_overlap_is_paid_twice() -> None:
    twice = context(
        {
            "accounts": [account("acme")],
            "subscriptions": [line("acme", 60, "2023-02-01"), line("acme", 60, "2023-03-01")],
        }
    )
    assert value(twice, "arr", "2024-12-31") == 120
