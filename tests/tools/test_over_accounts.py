"""Means and medians over accounts, counts by score, and bounds on tickets; numbers counted by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.company import account, context, day, line
from tools.catalogue import TOOLS
from tools.context import Context
from tools.evidence import Evidence


def ticket(number: int, name: str, score: float | None, hours: float | None, priority: str = "low") -> dict[str, Any]:
    return {
        "ticket_id": f"T-{number}",
        "account_id": f"A-{name}",
        "opened_on": day("2024-11-05"),
        "priority": priority,
        "satisfaction_score": score,
        "resolution_hours": hours,
    }


def answer(number: int, kind: str, score: float) -> dict[str, Any]:
    row = {"survey_id": f"V-{number}", "account_id": "A-north", "type": kind, "score": score}
    return row | {"answered_on": day("2024-11-05")}


@pytest.fixture(scope="module")
def company() -> Context:
    """Four accounts, of which three pay 1,000, 2,000 and 6,000; north has four tickets, south one, the others none."""
    return context(
        {
            "accounts": [
                account("north", industry="Retail", plan="Pro", is_trial=True),
                account("south", industry="Retail", plan="Basic", is_trial=False),
                account("east", industry="Media", plan="Basic", is_trial=False),
                account("west", industry="Media", plan="Basic", is_trial=False),
            ],
            "subscriptions": [
                line("north", 1000, "2023-02-01", plan="Pro", is_trial=False),
                line("south", 1500, "2023-03-01", plan="Pro", is_trial=False),
                line("south", 500, "2023-03-01", plan="Basic", is_trial=False),
                line("east", 6000, "2023-05-01", plan="Basic", is_trial=False),
                line("west", 900, "2024-05-01", plan="Basic", is_trial=True),
            ],
            "tickets": [
                ticket(1, "north", 5.0, 10.0),
                ticket(2, "north", 5.0, 48.0),
                ticket(3, "north", 3.0, 50.0, "high"),
                ticket(4, "north", None, None),
                ticket(5, "south", 4.0, 90.0, "high"),
            ],
            "surveys": [answer(1, "nps", 10.0), answer(2, "nps", 9.0), answer(3, "nps", 6.0), answer(4, "csat", 5.0)],
        }
    )


def measured(company: Context, **arguments: Any) -> Evidence:
    return TOOLS["measure_metric"].run(company, arguments)


def where(dimension: str, *values: str) -> list[dict[str, Any]]:
    return [{"dimension": dimension, "values": list(values)}]


def test_the_median_of_arr_is_over_paying_accounts(company: Context) -> None:
    evidence = measured(company, metric="arr", over_accounts="median")
    assert evidence.facts[0].value == 2000
    assert evidence.facts[0].inputs["base_accounts"] == 3
    assert "over accounts with ARR above zero" in evidence.assumptions


def test_accounts_without_tickets_count_as_zero(company: Context) -> None:
    assert measured(company, metric="tickets", over_accounts="mean").facts[0].value == Decimal("1.25")
    assert measured(company, metric="tickets", over_accounts="median").facts[0].value == Decimal("0.5")


def test_a_filter_on_tickets_leaves_every_account_in_the_base(company: Context) -> None:
    evidence = measured(company, metric="tickets", over_accounts="mean", filters=where("priority", "high"))
    assert evidence.facts[0].value == Decimal("0.5")


def test_a_filter_on_accounts_makes_the_base_smaller(company: Context) -> None:
    evidence = measured(company, metric="tickets", over_accounts="mean", filters=where("industry", "Retail"))
    assert (evidence.facts[0].value, evidence.facts[0].inputs["base_accounts"]) == (Decimal("2.5"), 2)


def test_an_average_per_group_stands_beside_that_of_all(company: Context) -> None:
    evidence = measured(company, metric="tickets", over_accounts="mean", group_by=["industry"])
    values = {fact.subject.get("industry", "all"): fact.value for fact in evidence.facts}
    assert values == {"Retail": Decimal("2.5"), "Media": 0, "all": Decimal("1.25")}


def test_without_an_account_there_is_no_average(company: Context) -> None:
    evidence = measured(company, metric="arr", over_accounts="median", filters=where("account", "west"))
    assert (evidence.facts[0].value, evidence.reason) == (None, "undefined")


@pytest.mark.parametrize("metric", ["accounts", "active_accounts"])
def test_counts_of_accounts_have_no_figure_per_account(company: Context, metric: str) -> None:
    assert not measured(company, metric=metric, over_accounts="mean").facts


def test_tickets_are_counted_by_score_and_those_without_stand_apart(company: Context) -> None:
    evidence = measured(company, metric="tickets", group_by=["satisfaction_score"])
    groups = [(fact.subject["satisfaction_score"], fact.value) for fact in evidence.facts[: evidence.headline]]
    assert groups == [("3", 1), ("4", 1), ("5", 2), ("not recorded", 1)]


@pytest.mark.parametrize(("scores", "tickets"), [(["5"], 2), (["4", "5"], 3), (["not recorded"], 1), (["1"], 0)])
def test_a_score_is_a_filter(company: Context, scores: list[str], tickets: int) -> None:
    assert measured(company, metric="tickets", filters=where("satisfaction_score", *scores)).facts[0].value == tickets


def test_answers_of_a_survey_are_counted_by_score(company: Context) -> None:
    filters = where("survey_type", "nps") + where("survey_score", "9", "10")
    assert measured(company, metric="survey_responses", filters=filters).facts[0].value == 2


def test_scores_run_from_low_to_high(company: Context) -> None:
    evidence = measured(company, metric="survey_responses", group_by=["survey_score"])
    assert [fact.subject["survey_score"] for fact in evidence.facts[: evidence.headline]] == ["5", "6", "9", "10"]


@pytest.mark.parametrize(("comparison", "tickets"), [("above", 2), ("at_least", 3), ("below", 1), ("at_most", 2)])
def test_a_bound_keeps_the_tickets_within_it(company: Context, comparison: str, tickets: int) -> None:
    bound = {"metric": "resolution_hours", "comparison": comparison, "amount": 48}
    assert measured(company, metric="tickets", row_bounds=[bound]).facts[0].value == tickets


def test_rows_that_are_no_tickets_have_no_such_bound(company: Context) -> None:
    bound = {"metric": "resolution_hours", "comparison": "above", "amount": 48}
    assert not measured(company, metric="arr", row_bounds=[bound]).facts


def test_arr_per_account_follows_the_billed_plan_as_arr_does(company: Context) -> None:
    evidence = measured(company, metric="arr_per_account", group_by=["plan"])
    groups = {fact.subject["billed_plan"]: fact.value for fact in evidence.facts[: evidence.headline]}
    assert groups == {"Pro": 1250, "Basic": 3250}
    assert "plan as billed on the subscription" in evidence.assumptions


def test_arr_of_trial_accounts_goes_by_the_mark_on_the_account(company: Context) -> None:
    evidence = measured(company, metric="arr", filters=where("is_trial", "true"))
    assert evidence.facts[0].value == 1000
    assert "trial as marked on the account" in evidence.assumptions
