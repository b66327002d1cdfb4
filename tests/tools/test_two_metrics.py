"""Two metrics combined, a value against all others, and what a state is compared with; numbers added by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.company import account, context, day, line
from tools.catalogue import TOOLS
from tools.context import Context
from tools.evidence import Evidence


def ticket(number: int, name: str, opened: str) -> dict[str, Any]:
    return {"ticket_id": f"T-{number}", "account_id": f"A-{name}", "opened_on": day(opened)}


@pytest.fixture(scope="module")
def company() -> Context:
    """At the end of 2024 three accounts pay 1,000, 2,000 and 5,000; at the end of September two pay 1,000 and 1,500."""
    return context(
        {
            "accounts": [
                account("north", industry="Retail"),
                account("south", industry="Retail"),
                account("east", industry="Media"),
            ],
            "subscriptions": [
                line("north", 1000, "2023-02-01"),
                line("south", 1500, "2023-03-01", "2024-10-10"),
                line("south", 2000, "2024-10-10"),
                line("east", 5000, "2024-11-01"),
            ],
            "tickets": [
                ticket(1, "north", "2024-02-01"),
                ticket(2, "north", "2024-10-05"),
                ticket(3, "south", "2024-11-05"),
                ticket(4, "east", "2024-12-05"),
                ticket(5, "east", "2024-12-06"),
                ticket(6, "east", "2024-12-07"),
            ],
        }
    )


def compared(company: Context, **arguments: Any) -> Evidence:
    return TOOLS["compare_metric"].run(company, arguments)


def test_the_gap_of_two_metrics_is_a_fact_of_its_own(company: Context) -> None:
    evidence = compared(company, metric="new_arr", other_metric="expansion_arr", period="Q4 2024")
    assert [fact.value for fact in evidence.facts] == [5000, 500, 4500]
    assert evidence.facts[2].definition.formula == "New ARR - expansion ARR"


def test_a_sum_stands_first_with_both_of_its_parts(company: Context) -> None:
    evidence = compared(company, metric="new_arr", other_metric="expansion_arr", operation="sum", period="2024")
    assert [fact.value for fact in evidence.facts] == [5500, 5000, 500]
    assert evidence.facts[0].unit == "money"


def test_filters_hold_for_both_metrics(company: Context) -> None:
    retail = [{"dimension": "industry", "values": ["Retail"]}]
    evidence = compared(company, metric="new_arr", other_metric="expansion_arr", operation="sum", filters=retail)
    assert [fact.value for fact in evidence.facts] == [500, 0, 500]


def test_a_ratio_takes_the_state_at_the_close_of_the_period(company: Context) -> None:
    evidence = compared(company, metric="tickets", other_metric="active_accounts", operation="ratio", period="Q4 2024")
    assert evidence.facts[0].value == Decimal(5) / 3
    assert (evidence.facts[0].label, evidence.facts[0].unit) == ("Tickets per active account", "ratio")


def test_a_ratio_without_a_period_takes_the_usual_one_of_what_happened(company: Context) -> None:
    evidence = compared(company, metric="active_accounts", other_metric="tickets", operation="ratio")
    assert evidence.facts[0].value == Decimal(3) / 5
    assert evidence.assumptions[0] == "no period asked: the last full quarter, Q4 2024"


def test_money_by_a_count_stays_money(company: Context) -> None:
    evidence = compared(company, metric="arr", other_metric="tickets", operation="ratio", period="Q4 2024")
    assert (evidence.facts[0].value, evidence.facts[0].unit) == (1600, "money")


def test_nothing_to_divide_by_is_not_defined(company: Context) -> None:
    evidence = compared(company, metric="new_arr", other_metric="churned_arr", operation="ratio", period="2024")
    assert (evidence.outcome, evidence.reason) == ("declined", "undefined")
    assert evidence.facts[0].undefined_because == "churned ARR is zero, so there is nothing to divide by"


@pytest.mark.parametrize("operation", ["sum", "difference"])
def test_unlike_units_do_not_add_up(company: Context, operation: str) -> None:
    evidence = compared(company, metric="tickets", other_metric="arr", operation=operation)
    assert evidence.outcome == "clarify" or evidence.reason is not None
    assert not evidence.facts


def test_rates_are_not_added(company: Context) -> None:
    retention = {"metric": "net_revenue_retention", "other_metric": "gross_revenue_retention"}
    assert not compared(company, **retention, operation="sum").facts


def test_a_value_is_compared_with_all_others(company: Context) -> None:
    evidence = compared(company, metric="arr", dimension="industry", values=["Retail"], is_against_others=True)
    assert [fact.value for fact in evidence.facts[:3]] == [3000, 5000, -2000]
    assert evidence.facts[1].subject == {"industry": "all others"}


def test_a_state_alone_is_compared_with_the_quarter_end_before(company: Context) -> None:
    evidence = compared(company, metric="arr")
    assert [fact.value for fact in evidence.facts[:3]] == [8000, 2500, 5500]
    assert any("30 Sep 2024" in text for text in evidence.assumptions)
