"""An account that comes back is neither new nor retained: it has a line of its own in the bridge."""

from __future__ import annotations

import pytest

from tests.company import account, context, line
from tests.traps.asking import value
from tools.catalogue import TOOLS
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Back paid 80 in 2023, left, and pays 50 from March 2024; Kept pays 100; Fresh pays 60 from June 2024."""
    return context(
        {
            "accounts": [account("back"), account("kept"), account("fresh"), account("trial")],
            "subscriptions": [
                line("back", 80, "2023-02-01", "2023-09-01"),
                line("back", 50, "2024-03-01"),
                line("kept", 100, "2023-02-01"),
                line("fresh", 60, "2024-06-01"),
                line("trial", 90, "2023-05-01", "2023-06-01", is_trial=True),
                line("trial", 10, "2024-08-01"),
            ],
        }
    )


def test_it_is_reactivation_and_not_new(view: Context) -> None:
    assert value(view, "reactivation_arr") == 50
    assert value(view, "reactivated_accounts") == 1


def test_a_trial_before_is_no_payment_before(view: Context) -> None:
    assert value(view, "new_arr") == 70
    assert value(view, "new_accounts") == 2


def test_it_is_out_of_net_revenue_retention(view: Context) -> None:
    assert value(view, "net_revenue_retention") == 1
    assert value(view, "logo_retention") == 1


def test_one_who_leaves_and_returns_within_the_period_never_left_by_its_two_closes(view: Context) -> None:
    assert value(view, "churned_arr", "2023-08-31..2024-12-31") == 0
    assert value(view, "contraction_arr", "2023-08-31..2024-12-31") == 30


def test_the_bridge_shows_it_apart_and_closes(view: Context) -> None:
    facts = TOOLS["bridge_arr"].run(view, {"period": "2024"}).facts
    part = {fact.metric: fact.value for fact in facts}
    assert part["opening_arr"] == 100
    assert part["closing_arr"] == 220 == 100 + 70 + 50
