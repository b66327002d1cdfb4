"""Which accounts are in and out of a figure, and its rows: asked after an answer or at once."""

from __future__ import annotations

import pytest

from assistant.planner.reading import read
from tests.assistant.planner.companies import CALENDAR, NUMBERED
from tools.requests import AskBack, Filter, ListCohort, MeasureMetric, Request

IN_2024 = ListCohort(metric="net_revenue_retention", period="2024")
FOLLOW_UPS: tuple[tuple[str, str, Request], ...] = (
    ("What was NRR in 2024?", "Which accounts are in and out of that cohort?", IN_2024),
    ("What was NRR in 2024?", "Give me the rows so I can tie them to the ledger.", IN_2024),
    ("What was NRR in 2024?", "who is counted in that figure?", IN_2024),
    ("What was NRR in 2024?", "which accounts are in the cohort and which are left out?", IN_2024),
    ("ARR bridge 2024", "show me the accounts behind it", IN_2024),
    (
        "GRR by country in Q3 2024",
        "Which UK accounts are in that cohort?",
        ListCohort(
            metric="gross_revenue_retention",
            period="Q3 2024",
            filters=(Filter(dimension="country", values=("UK",)),),
        ),
    ),
    (
        "What is our ARR?",
        "Give me the rows so I can tie them to the ledger",
        MeasureMetric(metric="arr", group_by=("account",), limit=25),
    ),
    (
        "How many tickets in Q3 2024?",
        "show me the lines behind that",
        MeasureMetric(metric="tickets", period="Q3 2024", group_by=("account",), limit=25),
    ),
)


def requests(question: str, *before: str) -> list[Request]:
    previous = read(before[0], NUMBERED, CALENDAR) if before else ()
    return [call.request for call in read(question, NUMBERED, CALENDAR, previous)]


@pytest.mark.parametrize(("first", "then", "expected"), FOLLOW_UPS)
def test_the_rows_of_the_answer_before_are_found(first: str, then: str, expected: Request) -> None:
    assert requests(then, first) == [expected]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which accounts are in and out of the NRR cohort in 2024?", IN_2024),
        ("Give me the rows behind ARR", MeasureMetric(metric="arr", group_by=("account",), limit=25)),
    ],
)
def test_a_figure_named_at_once_needs_no_answer_before(question: str, expected: Request) -> None:
    assert requests(question) == [expected]


def test_without_a_figure_it_is_asked_which_one_is_meant() -> None:
    (request,) = requests("Give me the rows so I can tie them to the ledger.")
    assert isinstance(request, AskBack)
    assert "Which figure" in request.question


def test_a_word_that_nobody_knows_is_not_dropped() -> None:
    (request,) = requests("Which purple accounts are in and out of that cohort?", "What was NRR in 2024?")
    assert not isinstance(request, ListCohort)


@pytest.mark.parametrize(
    "question", ["Show me the list of accounts", "which accounts churned in 2024", "top 5 accounts"]
)
def test_other_questions_about_accounts_are_not_taken_for_it(question: str) -> None:
    assert not any(isinstance(request, (ListCohort, AskBack)) for request in requests(question))
