"""A line that ends on the day it starts was never live at a close: it is no revenue and makes nobody a past payer."""

from __future__ import annotations

import pytest

from tests.company import account, context, line
from tests.traps.asking import value
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Acme's first line lasted no day and its next starts in 2024; Bolt's line ends on the year's last day."""
    return context(
        {
            "accounts": [account("acme"), account("bolt"), account("core")],
            "subscriptions": [
                line("acme", 500, "2023-03-10", "2023-03-10"),
                line("acme", 70, "2024-04-01"),
                line("bolt", 30, "2023-02-01", "2024-12-31"),
                line("core", 100, "2023-02-01"),
                line("core", 900, "2024-12-31", "2024-12-31"),
            ],
        }
    )


def test_it_is_not_live_on_its_only_day(view: Context) -> None:
    assert value(view, "arr", "2023-03-10") == 130
    assert value(view, "arr", "2024-12-31") == 170


def test_an_account_that_had_only_such_a_line_is_new_and_not_reactivated(view: Context) -> None:
    assert value(view, "new_arr") == 70
    assert value(view, "reactivation_arr") == 0
    assert value(view, "new_accounts") == 1


def test_an_end_on_the_last_day_of_the_period_is_a_loss_of_that_period(view: Context) -> None:
    assert value(view, "churned_arr") == 30
    assert value(view, "churned_accounts") == 1


def test_it_is_counted_where_starts_and_ends_are_counted(view: Context) -> None:
    assert value(view, "started_subscriptions") == 2
    assert value(view, "ended_subscriptions") == 2
