"""Many tickets, uses, surveys and churn events of an account never multiply its revenue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, day, line
from tests.traps.asking import by_group, only, value
from tools.catalogue import TOOLS
from tools.context import Context


def rows(table: str, name: str, count: int, **columns: object) -> list[dict[str, object]]:
    return [{f"{table}_id": f"{table}-{name}-{at}", "account_id": f"A-{name}"} | columns for at in range(count)]


@pytest.fixture(scope="module")
def view() -> Context:
    """Acme 100 to 80 with seven tickets, Bolt 40 to 0 with three churn events, Core 10 with nothing."""
    when = day("2024-05-05")
    return context(
        {
            "accounts": [
                account("acme", segment="Enterprise"),
                account("bolt", segment="SMB"),
                account("core", segment="SMB"),
            ],
            "subscriptions": [
                line("acme", 60, "2023-02-01", plan="Pro"),
                line("acme", 40, "2023-02-01", "2024-04-01", plan="Add-on"),
                line("acme", 20, "2024-04-01", plan="Add-on"),
                line("bolt", 40, "2023-02-01", "2024-06-01", plan="Pro"),
                line("core", 10, "2023-02-01", plan="Pro"),
            ],
            "tickets": [*rows("ticket", "acme", 7, opened_on=when), *rows("ticket", "bolt", 2, opened_on=when)],
            "usage_events": rows("usage_event", "acme", 50, used_on=when, feature="Search", uses=3),
            "surveys": rows("survey", "acme", 4, answered_on=when, type="nps", score=9.0),
            "churn_events": [
                *rows("churn_event", "bolt", 2, churned_on=day("2024-05-20"), reason="price", kind="voluntary"),
                {"churn_event_id": "late", "account_id": "A-bolt", "churned_on": day("2024-06-01"), "reason": "budget"},
                *rows("churn_event", "acme", 3, churned_on=when, reason="features", kind="downgrade"),
            ],
        }
    )


def test_revenue_is_the_same_with_and_without_a_filter_that_everybody_meets(view: Context) -> None:
    assert value(view, "arr", "2023-12-31") == 150
    assert value(view, "arr", "2023-12-31", **only("segment", "Enterprise", "SMB")) == 150
    assert value(view, "net_revenue_retention", **only("segment", "Enterprise", "SMB")) == Decimal(90) / 150


def test_groups_add_up_to_the_whole(view: Context) -> None:
    assert by_group(view, "arr", "segment", "2024-12-31") == {"Enterprise": 80, "SMB": 10}
    assert sum(by_group(view, "arr", "account", "2024-12-31").values()) == 90


@pytest.mark.parametrize("metric", ["churned_arr", "arr_losses", "voluntary_churn", "downgrade_churn"])
def test_a_loss_with_several_churn_events_is_one_loss(view: Context, metric: str) -> None:
    expected = {"churned_arr": 40, "arr_losses": 60, "voluntary_churn": 0, "downgrade_churn": 20}
    assert value(view, metric) == expected[metric]


def test_losses_by_reason_add_up_to_the_loss(view: Context) -> None:
    assert by_group(view, "churned_arr", "reason") == {"budget": 40}
    assert by_group(view, "arr_losses", "reason") == {"budget": 40, "features": 20}


def test_accounts_with_many_tickets_are_counted_once(view: Context) -> None:
    assert value(view, "accounts_with_tickets") == 2
    assert value(view, "tickets") == 9


def test_a_list_held_to_tickets_keeps_each_account_and_its_revenue_once(view: Context) -> None:
    asked = {"conditions": [{"metric": "tickets", "comparison": "above", "amount": 1}], "period": "2024"}
    evidence = TOOLS["list_accounts"].run(view, asked | {"sort_by": "opening_arr"})
    listed = [(fact.subject["account"], fact.value) for fact in evidence.facts[: evidence.headline]]
    assert listed == [("acme", 100), ("bolt", 40)]


def test_revenue_per_ticket_divides_two_sums_of_their_own(view: Context) -> None:
    asked = {"metric": "churned_arr", "other_metric": "tickets", "operation": "ratio", "period": "2024"}
    assert TOOLS["compare_metric"].run(view, asked).facts[0].value == Decimal(40) / 9
