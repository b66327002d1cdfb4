"""What was not recorded is left out of a mean or median and said; it never pulls the figure to zero."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.company import account, context, day, line
from tests.traps.asking import asked, fact, only, value
from tools.context import Context


def ticket(number: int, **columns: Any) -> dict[str, Any]:
    return {"ticket_id": f"T-{number}", "account_id": "A-acme", "opened_on": day("2024-05-05")} | columns


def survey(number: int, kind: str, score: float | None) -> dict[str, Any]:
    own = {"survey_id": f"V-{number}", "account_id": "A-acme", "answered_on": day("2024-05-05")}
    return own | {"type": kind, "score": score}


@pytest.fixture(scope="module")
def view() -> Context:
    """Four tickets of which two are answered, one scored and one closed; two surveys of four were filled in."""
    closed = datetime(2024, 5, 6, 9)
    return context(
        {
            "accounts": [account("acme", seats=10), account("bolt")],
            "subscriptions": [line("acme", 100, "2023-02-01", seats=10), line("bolt", 50, "2023-02-01")],
            "tickets": [
                ticket(1, first_response_minutes=30.0, resolution_hours=20.0, closed_at=closed, satisfaction_score=4.0),
                ticket(2, first_response_minutes=90.0),
                ticket(3),
                ticket(4),
            ],
            "surveys": [survey(1, "csat", 5.0), survey(2, "csat", None), survey(3, "nps", 9.0), survey(4, "nps", None)],
        }
    )


@pytest.mark.parametrize(
    ("metric", "expected", "known"),
    [
        ("first_response_minutes", 60, ("answered", 2)),
        ("mean_first_response_minutes", 60, ("answered", 2)),
        ("resolution_hours", 20, ("resolved", 1)),
        ("mean_resolution_hours", 20, ("resolved", 1)),
        ("ticket_csat", 4, ("scored", 1)),
    ],
)
def test_tickets_without_the_figure_are_left_out_and_both_counts_are_said(
    view: Context, metric: str, expected: int, known: tuple[str, int]
) -> None:
    found = fact(view, metric)
    assert found.value == expected
    assert (found.inputs[known[0]], found.inputs["tickets"]) == (known[1], 4)


def test_a_survey_without_a_score_is_no_answer(view: Context) -> None:
    assert (value(view, "csat"), fact(view, "csat").inputs["answers"]) == (5, 1)
    assert (value(view, "nps"), fact(view, "nps").inputs["answers"]) == (100, 1)


def test_where_nothing_is_known_the_figure_is_undefined(view: Context) -> None:
    assert value(view, "ces") is None
    assert value(view, "ticket_csat", "2024", **only("account", "bolt")) is None


def test_a_period_before_anything_was_recorded_is_no_period_of_zeros(view: Context) -> None:
    evidence = asked(view, "tickets", "2023")
    assert (evidence.outcome, evidence.reason, evidence.facts) == ("declined", "no_data", ())


def test_an_unknown_share_of_tickets_is_not_met(view: Context) -> None:
    assert value(view, "csat_response_rate") == Decimal("0.25")


def test_seats_that_are_not_recorded_add_nothing(view: Context) -> None:
    assert value(view, "seats", "2024-12-31") == 10


def test_an_average_per_account_says_whom_it_counts(view: Context) -> None:
    rated = fact(view, "ticket_csat", "2024", over_accounts="mean")
    assert (rated.value, rated.inputs["base_accounts"]) == (4, 1)
    counted = fact(view, "tickets", "2024", over_accounts="mean")
    assert (counted.value, counted.inputs["base_accounts"]) == (2, 2)
