"""Churn and contraction by kind and reason. Opening 31 Dec 2023, closing 31 Dec 2024.

Ada leaves (100, by choice), Bob leaves (200, closed down), Cog shrinks 300 -> 250, Dee shrank first and then left (80),
Eve leaves without a word (50), Fay came, shrank and left within the year and was never in the opening.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import Row, account, context, day, line
from tools.catalogue import TOOLS
from tools.context import Context
from tools.facts import Value
from tools.measure import measure_metric
from tools.requests import MeasureMetric


def event(name: str, on: str, kind: str, reason: str) -> Row:
    return {
        "churn_event_id": f"C-{name}-{on}",
        "account_id": f"A-{name}",
        "churned_on": day(on),
        "kind": kind,
        "reason": reason,
    }


LINES = [
    line("Ada", 100, "2023-01-01", "2024-03-01"),
    line("Bob", 200, "2023-01-01", "2024-12-31"),
    line("Cog", 300, "2023-01-01", "2024-06-01"),
    line("Cog", 250, "2024-06-01"),
    line("Dee", 80, "2023-01-01", "2024-04-01"),
    line("Dee", 40, "2024-04-01", "2024-09-01"),
    line("Eve", 50, "2023-01-01", "2024-05-01"),
    line("Fay", 70, "2024-02-01", "2024-10-01"),
]
EVENTS = [
    event("Ada", "2023-06-01", "involuntary", "an older story"),
    event("Ada", "2024-03-01", "voluntary", "price"),
    event("Bob", "2024-12-31", "involuntary", "closed"),
    event("Cog", "2024-06-01", "downgrade", "too many seats"),
    event("Dee", "2024-04-01", "downgrade", "too many seats"),
    event("Dee", "2024-09-01", "voluntary", "price"),
    event("Fay", "2024-10-01", "voluntary", "price"),
]
NAMES = ("Ada", "Bob", "Cog", "Dee", "Eve", "Fay")


@pytest.fixture(scope="module")
def company() -> Context:
    return context({"accounts": [account(name) for name in NAMES], "subscriptions": LINES, "churn_events": EVENTS})


def asked(company: Context, metric: str, by: str = "") -> dict[str, Value]:
    groups = (by,) if by else ()
    facts = measure_metric(company, MeasureMetric(metric=metric, period="2024", group_by=groups)).facts
    return {" ".join(fact.subject.values()): fact.value for fact in facts if fact.metric == metric}


def test_losses_by_kind_add_up_to_churn_and_contraction(company: Context) -> None:
    assert asked(company, "arr_losses", "churn_kind") == {
        "voluntary": 180,
        "involuntary": 200,
        "downgrade": 50,
        "not recorded": 50,
        "": 480,
    }


def test_a_loss_has_the_reason_of_its_own_event_and_none_where_none_was_recorded(company: Context) -> None:
    found = asked(company, "arr_losses", "reason")
    assert found == {"price": 180, "closed": 200, "too many seats": 50, "not recorded": 50, "": 480}


@pytest.mark.parametrize(
    ("metric", "expected"),
    [("voluntary_churn", 180), ("involuntary_churn", 200), ("downgrade_churn", 50), ("churned_arr", 430)],
)
def test_each_kind_is_a_metric_of_its_own(company: Context, metric: str, expected: int) -> None:
    assert asked(company, metric)[""] == expected


def test_churned_arr_can_be_cut_by_reason_and_still_ties_to_the_ledger(company: Context) -> None:
    found = asked(company, "churned_arr", "reason")
    assert found == {"price": 180, "closed": 200, "not recorded": 50, "": 430}


def test_without_churn_events_the_ledger_still_tells_what_was_lost() -> None:
    bare = context({"accounts": [account(name) for name in NAMES], "subscriptions": LINES})
    assert asked(bare, "arr_losses")[""] == 480
    assert asked(bare, "downgrade_churn")[""] == 50


def test_events_without_a_kind_leave_it_open_whether_the_loss_was_chosen() -> None:
    events = [{name: value for name, value in row.items() if name != "kind"} for row in EVENTS]
    company = context({"accounts": [account(name) for name in NAMES], "subscriptions": LINES, "churn_events": events})
    assert asked(company, "arr_losses", "reason")["closed"] == 200
    assert TOOLS["measure_metric"].run(company, {"metric": "voluntary_churn", "period": "2024"}).reason == "no_data"


def test_a_period_before_the_first_event_is_not_unknown_but_without_loss(company: Context) -> None:
    facts = measure_metric(company, MeasureMetric(metric="churned_arr", period="Q1 2023")).facts
    assert facts[0].value == Decimal(0)
