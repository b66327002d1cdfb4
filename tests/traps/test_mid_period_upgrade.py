"""A line replaced by a dearer one in the middle of the period is expansion, never a loss and a new account."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, line
from tests.traps.asking import value
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Acme pays 100 until 14 May 2024 and 160 from 15 May; Bolt pays 100 all along."""
    return context(
        {
            "accounts": [account("acme"), account("bolt")],
            "subscriptions": [
                line("acme", 100, "2023-02-01", "2024-05-15"),
                line("acme", 160, "2024-05-15"),
                line("bolt", 100, "2023-02-01"),
            ],
        }
    )


@pytest.mark.parametrize(("day", "arr"), [("2024-05-14", 200), ("2024-05-15", 260)])
def test_the_day_of_the_upgrade_has_one_price(view: Context, day: str, arr: int) -> None:
    assert value(view, "arr", day) == arr


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("expansion_arr", 60),
        ("new_arr", 0),
        ("churned_arr", 0),
        ("churned_accounts", 0),
        ("new_accounts", 0),
        ("expanded_accounts", 1),
        ("net_revenue_retention", Decimal("1.3")),
        ("gross_revenue_retention", 1),
    ],
)
def test_it_is_expansion_of_the_same_account(view: Context, metric: str, expected: Decimal) -> None:
    assert value(view, metric) == expected


def test_it_belongs_to_the_quarter_it_falls_into(view: Context) -> None:
    assert [value(view, "expansion_arr", f"Q{quarter} 2024") for quarter in (1, 2, 3, 4)] == [0, 60, 0, 0]


def test_a_gap_of_one_day_between_the_lines_inside_the_period_is_no_loss() -> None:
    gap = context(
        {
            "accounts": [account("acme")],
            "subscriptions": [line("acme", 100, "2023-02-01", "2024-05-14"), line("acme", 160, "2024-05-15")],
        }
    )
    assert value(gap, "churned_arr") == 0
    assert value(gap, "expansion_arr") == 60
    assert value(gap, "arr", "2024-05-14") == 0
