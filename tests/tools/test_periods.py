from __future__ import annotations

from datetime import date

import pytest

from tools.errors import InvalidRequest, NoData
from tools.periods import Calendar, Period, add_months

CALENDAR = Calendar(as_of=date(2024, 12, 31), first_day=date(2023, 1, 1), last_day=date(2024, 12, 31))
FEBRUARY = CALENDAR.model_copy(update={"fiscal_start_month": 2})


def test_a_period_opens_at_the_close_of_the_day_before_it() -> None:
    assert CALENDAR.quarter(2024, 1).opening_day == date(2023, 12, 31)


def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends() -> None:
    assert (FEBRUARY.year(2025).start, FEBRUARY.year(2025).end) == (date(2024, 2, 1), date(2025, 1, 31))
    assert FEBRUARY.quarter(2025, 4).label == "Q4 FY2025"


def test_january_belongs_to_the_last_quarter_of_a_fiscal_year_that_starts_in_february() -> None:
    assert FEBRUARY.holding(date(2024, 1, 5), "quarter").label == "Q4 FY2024"


def test_the_trailing_twelve_months_end_on_the_as_of_date() -> None:
    period = CALENDAR.trailing(12)
    assert (period.start, period.end) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
    ],
)
def test_adding_months_stays_inside_the_month(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


def test_the_quarter_before_the_first_is_the_fourth_of_the_year_before() -> None:
    assert CALENDAR.shifted(CALENDAR.quarter(2024, 1), -1).label == "Q4 2023"


def test_the_same_quarter_a_year_before_keeps_its_name() -> None:
    assert CALENDAR.a_year_before(CALENDAR.quarter(2024, 3)).label == "Q3 2023"


def test_a_year_is_split_into_its_quarters() -> None:
    assert [piece.label for piece in CALENDAR.split(CALENDAR.year(2024), "quarter")] == [
        "Q1 2024",
        "Q2 2024",
        "Q3 2024",
        "Q4 2024",
    ]


def test_a_period_that_has_not_closed_is_said_to_be_partial() -> None:
    early = CALENDAR.model_copy(update={"as_of": date(2024, 11, 15)})
    covered = early.covered(early.quarter(2024, 4))
    assert covered.end == date(2024, 11, 15)
    assert "partial" in covered.name


@pytest.mark.parametrize("year", [2022, 2025])
def test_a_period_outside_the_data_is_no_data_and_names_the_border(year: int) -> None:
    with pytest.raises(NoData, match=r"31 Dec 2024|1 Jan 2023"):
        CALENDAR.covered(CALENDAR.year(year))


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(InvalidRequest, match="swap"):
        Period(start=date(2024, 2, 1), end=date(2024, 1, 1))
