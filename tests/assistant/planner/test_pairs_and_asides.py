"""Two metrics in one question, and what narrows or averages a figure without naming it."""

from __future__ import annotations

import pytest

from assistant.planner.reading import read
from tests.assistant.planner.companies import CALENDAR, NUMBERED
from tests.assistant.planner.written import asked, called

TWO_METRICS = (
    (
        "Which was larger in 2024, new ARR or expansion ARR, and what is the gap?",
        "new_arr",
        "expansion_arr",
        "difference",
    ),
    ("In 2024, was new ARR bigger than expansion ARR? By how much?", "new_arr", "expansion_arr", "difference"),
    ("Compare NRR and GRR for 2024", "net_revenue_retention", "gross_revenue_retention", "difference"),
    ("New ARR minus churned ARR in 2024", "new_arr", "churned_arr", "difference"),
    ("New plus expansion ARR in 2024", "new_arr", "expansion_arr", "sum"),
    ("Sum of churned and contraction ARR in 2024", "churned_arr", "contraction_arr", "sum"),
    ("how many tickets per active account did we get in 2024?", "tickets", "active_accounts", "ratio"),
    ("errors per ticket in 2024", "usage_errors", "tickets", "ratio"),
    ("Ratio of expansion ARR to churned ARR in 2024", "expansion_arr", "churned_arr", "ratio"),
)

ASIDES = (
    ("median ARR per account at the end of 2024", "measure arr in 2024-12-31 over_accounts=median"),
    ("average tickets per account in 2024", "measure tickets in 2024 over_accounts=mean"),
    ("how many tickets per account in 2024", "measure tickets in 2024 over_accounts=mean"),
    (
        "median usage count of FinTech accounts in 2024",
        "measure usage_count in 2024 where industry is FinTech over_accounts=median",
    ),
    ("median ARR per account by industry", "measure arr by industry over_accounts=median"),
    ("How many tickets were rated 5 in 2024?", "measure tickets in 2024 where satisfaction_score is 5"),
    ("tickets scored 3 to 5 in 2024", "measure tickets in 2024 where satisfaction_score is 3 or 4 or 5"),
    ("tickets with a rating of 4 or higher in 2024", "measure tickets in 2024 where satisfaction_score is 4 or 5"),
    (
        "tickets without a satisfaction score in 2024",
        "measure tickets in 2024 where satisfaction_score is not recorded",
    ),
    ("escalated tickets by satisfaction score in 2024", "measure escalated_tickets in 2024 by satisfaction_score"),
    (
        "how many accounts had tickets rated 3 in 2024",
        "measure accounts_with_tickets in 2024 where satisfaction_score is 3",
    ),
    (
        "NPS answers of 9 or 10 in 2024",
        "measure survey_responses in 2024 where survey_type is nps and survey_score is 9 or 10",
    ),
)  # fmt: skip

BOUNDS = (
    ("tickets that took more than 48 hours to resolve in 2024", "resolution_hours", "above", 48),
    ("how many tickets took longer than two days to resolve in 2024", "resolution_hours", "above", 48),
    ("tickets with a first response under 30 minutes in 2024", "first_response_minutes", "below", 30),
    ("tickets answered within 2 hours in 2024", "first_response_minutes", "at_most", 120),
)

ASKED_BACK = (
    "tickets per account in 2024",
    "share of tickets that took longer than 48 hours",
    "average tickets per account per month in 2024",
    "ARR with a satisfaction score of 5",
    "errors per 100 uses",
)


@pytest.mark.parametrize(("question", "metric", "other", "operation"), TWO_METRICS)
def test_two_metrics_are_combined_as_the_question_says(question: str, metric: str, other: str, operation: str) -> None:
    expected = called("compare_metric", metric=metric, other_metric=other, operation=operation, period="2024")
    assert read(question, NUMBERED, CALENDAR) == (expected,)


@pytest.mark.parametrize("question", ["new ARR and expansion ARR in 2024", "compare ARR and tickets in 2024"])
def test_two_metrics_that_are_only_listed_or_unlike_stay_two_figures(question: str) -> None:
    assert asked(question).count("measure") == 2


@pytest.mark.parametrize(("question", "calls"), ASIDES)
def test_an_aside_is_added_to_the_figure_of_the_rest(question: str, calls: str) -> None:
    assert asked(question) == calls


@pytest.mark.parametrize(("question", "metric", "comparison", "amount"), BOUNDS)
def test_a_bound_on_each_ticket_is_kept(question: str, metric: str, comparison: str, amount: float) -> None:
    bound = {"metric": metric, "comparison": comparison, "amount": amount}
    assert read(question, NUMBERED, CALENDAR) == (
        called("measure_metric", metric="tickets", period="2024", row_bounds=[bound]),
    )


@pytest.mark.parametrize("question", ASKED_BACK)
def test_what_stays_unclear_is_asked_back(question: str) -> None:
    assert asked(question) == "ask_back"


def test_a_ranking_by_satisfaction_is_no_count_by_score() -> None:
    assert asked("top 5 accounts by satisfaction score") == "measure ticket_csat by account highest 5"


def test_several_values_are_one_side_against_all_others() -> None:
    expected = called(
        "compare_metric", metric="arr", dimension="industry", values=["FinTech", "EdTech"], is_against_others=True
    )
    assert read("ARR of FinTech and EdTech vs everyone else", NUMBERED, CALENDAR) == (expected,)


def test_a_follow_up_that_loses_the_average_says_so() -> None:
    assert "per account" in asked("median ARR per account in 2024", "by month")
