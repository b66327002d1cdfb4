"""An account that first pays less and then leaves: over the whole period one loss, step by step two."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, line
from tests.traps.asking import value
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Acme pays 100, from March 40, and leaves in September 2024; Bolt pays 100 all along."""
    return context(
        {
            "accounts": [account("acme"), account("bolt")],
            "subscriptions": [
                line("acme", 100, "2023-02-01", "2024-03-01"),
                line("acme", 40, "2024-03-01", "2024-09-15"),
                line("bolt", 100, "2023-02-01"),
            ],
        }
    )


def test_over_the_year_all_of_its_opening_is_churn(view: Context) -> None:
    assert value(view, "churned_arr") == 100
    assert value(view, "contraction_arr") == 0
    assert value(view, "logo_churn") == Decimal("0.5")


def test_by_quarter_it_is_contraction_first_and_churn_of_what_was_left_later(view: Context) -> None:
    assert [value(view, "contraction_arr", f"Q{quarter} 2024") for quarter in (1, 2, 3, 4)] == [60, 0, 0, 0]
    assert [value(view, "churned_arr", f"Q{quarter} 2024") for quarter in (1, 2, 3, 4)] == [0, 0, 40, 0]


def test_a_downgrade_never_counts_in_logo_churn(view: Context) -> None:
    assert value(view, "logo_churn", "Q1 2024") == 0
    assert value(view, "gross_revenue_retention", "Q1 2024") == Decimal("0.7")


def test_the_quarters_lose_as_much_as_the_year(view: Context) -> None:
    quarters = [f"Q{quarter} 2024" for quarter in (1, 2, 3, 4)]
    lost = sum(value(view, name, quarter) for quarter in quarters for name in ("contraction_arr", "churned_arr"))
    assert lost == value(view, "churned_arr") + value(view, "contraction_arr") == 100
