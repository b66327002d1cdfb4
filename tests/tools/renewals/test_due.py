from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records import DAY
from tests.tools.renewals.ratings import GONE, due, renewal
from tools.errors import InvalidRequest
from tools.periods import Calendar
from tools.renewals.due import due_in, read_due_period

PAST = date(2026, 5, 1)
CALENDAR = Calendar(as_of=DAY, first_day=date(2024, 1, 1), last_day=DAY)
NOVEMBER = CALENDAR.model_copy(update={"as_of": date(2025, 11, 15)})


def test_a_renewal_without_an_outcome_is_open() -> None:
    item = due(renewal())
    assert item.is_open
    assert not item.is_overdue
    assert item.arr_after is None


def test_an_open_renewal_whose_day_has_come_is_overdue() -> None:
    assert due(renewal(DAY)).is_overdue
    assert not due(renewal(date(2026, 7, 1))).is_overdue


@pytest.mark.parametrize(
    ("outcome", "renewed_arr", "after", "is_kept"),
    [
        ("renewed", None, 1000, True),
        ("Renewed", 1000, 1000, True),
        ("expanded", 1500, 1500, True),
        ("contracted", 400, 400, True),
        ("contracted", None, None, True),
        ("churned", None, 0, False),
        ("churned", 1000, 0, False),
    ],
)
def test_a_decision_says_what_is_left(outcome: str, renewed_arr: int | None, after: int | None, is_kept: bool) -> None:
    amount = None if renewed_arr is None else Decimal(renewed_arr)
    item = due(renewal(PAST, outcome=outcome, closed_on=PAST, renewed_arr=amount))
    assert (item.arr_after, item.is_kept, item.is_open) == (after, is_kept, False)


def test_a_decision_without_a_date_counts_from_the_due_day_on() -> None:
    assert due(renewal(date(2026, 7, 1), outcome="renewed")).is_open
    assert not due(renewal(DAY, outcome="renewed")).is_open


def test_a_renewal_of_an_account_that_has_left_is_no_longer_open() -> None:
    item = due(renewal(), lines=GONE)
    assert (item.outcome, item.arr_after, item.is_kept) == ("left", Decimal(0), False)


def test_the_first_and_last_day_of_a_period_belong_to_it() -> None:
    quarter = CALENDAR.quarter(2026, 3)
    days = (date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1))
    found = due_in([due(renewal(day)) for day in days], quarter)
    assert [item.renewal.due_on for item in found] == [date(2026, 7, 1), date(2026, 9, 30)]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        (None, "2026-07-01", "2026-09-28"),
        ("next quarter", "2026-07-01", "2026-09-30"),
        ("next 30 days", "2026-07-01", "2026-07-30"),
        ("Q3", "2026-07-01", "2026-09-30"),
        ("Q4", "2026-10-01", "2026-12-31"),
        ("Q4 2026", "2026-10-01", "2026-12-31"),
        ("Q1", "2026-01-01", "2026-03-31"),
        ("August", "2026-08-01", "2026-08-31"),
        ("21 August", "2026-08-21", "2026-08-21"),
        ("H2", "2026-07-01", "2026-12-31"),
        ("from July to September", "2026-07-01", "2026-09-30"),
        ("by the end of the year", "2026-07-01", "2026-12-31"),
        ("until September", "2026-07-01", "2026-09-30"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("last quarter", "2026-01-01", "2026-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_time_named_without_a_year_is_the_nearest_one(words: str | None, start: str, end: str) -> None:
    period = read_due_period(words, CALENDAR)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_the_nearest_quarter_depends_on_today() -> None:
    assert read_due_period("Q1", NOVEMBER).label == "Q1 2026"
    assert read_due_period("Q3", NOVEMBER).label == "Q3 2025"


def test_words_that_name_no_period_are_refused() -> None:
    with pytest.raises(InvalidRequest):
        read_due_period("soon", CALENDAR)
