"""A group of accounts under one parent: each account's revenue is its own, counted once and rolled up nowhere."""

from __future__ import annotations

import pytest

from tests.company import account, context, line
from tests.traps.asking import by_group, value
from tools.catalogue import TOOLS
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Group pays 100 itself; its children East and West pay 30 and 20, and West leaves; Solo pays 50."""
    return context(
        {
            "accounts": [
                account("group"),
                account("east", parent_account_id="A-group"),
                account("west", parent_account_id="A-group"),
                account("solo"),
            ],
            "subscriptions": [
                line("group", 100, "2023-02-01"),
                line("east", 30, "2023-02-01"),
                line("west", 20, "2023-02-01", "2024-06-01"),
                line("solo", 50, "2023-02-01"),
            ],
        }
    )


def test_revenue_is_counted_once(view: Context) -> None:
    assert value(view, "arr", "2023-12-31") == 200
    assert by_group(view, "arr", "account", "2023-12-31") == {"group": 100, "east": 30, "west": 20, "solo": 50}


def test_a_child_that_leaves_is_a_lost_account_of_its_own(view: Context) -> None:
    assert value(view, "churned_accounts") == 1
    assert value(view, "churned_arr") == 20
    assert value(view, "contraction_arr") == 0


def test_the_parent_keeps_only_what_it_pays_itself(view: Context) -> None:
    described = TOOLS["describe_account"].run(view, {"account": "group", "topic": "revenue"}).facts
    assert next(fact.value for fact in described if fact.metric == "arr") == 100


def test_the_largest_accounts_are_accounts_and_not_groups(view: Context) -> None:
    shares = TOOLS["measure_concentration"].run(view, {"top": 1, "period": "2023-12-31"}).facts
    assert shares[0].value == shares[0].inputs["top_arr"] / shares[0].inputs["arr"]  # type: ignore[operator]
    assert shares[0].inputs["top_arr"] == 100
