from __future__ import annotations

from datetime import date

import pytest

from integrations.sample.curves import curve_from, level
from integrations.sample.window import anniversary, month_ends, month_starts, weeks, working_day

CURVE = curve_from(date(2025, 1, 1), {0: 1.0, 10: 0.5})


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2024, 6, 1), 1.0), (date(2025, 1, 1), 1.0), (date(2025, 1, 6), 0.75), (date(2025, 3, 1), 0.5)],
)
def test_a_curve_is_straight_between_its_points_and_flat_outside(day: date, value: float) -> None:
    assert level(CURVE, day) == pytest.approx(value)


def test_an_empty_curve_changes_nothing() -> None:
    assert level((), date(2025, 1, 1)) == 1.0


def test_weeks_begin_on_the_monday_at_or_before_the_first_day() -> None:
    assert weeks(date(2024, 1, 3), date(2024, 1, 15)) == [date(2024, 1, 1), date(2024, 1, 8), date(2024, 1, 15)]


def test_months_are_those_touched_and_those_ended() -> None:
    assert month_starts(date(2024, 11, 5), date(2025, 1, 2)) == [date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1)]
    assert month_ends(date(2024, 11, 5), date(2025, 1, 2)) == [date(2024, 11, 30), date(2024, 12, 31)]
    assert month_ends(date(2026, 6, 1), date(2026, 6, 30)) == [date(2026, 6, 30)]


def test_an_anniversary_of_a_leap_day_is_the_day_before() -> None:
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_people_work_on_weekdays_that_are_no_holidays() -> None:
    assert working_day(date(2026, 6, 27)) == date(2026, 6, 29)
    assert working_day(date(2025, 12, 24)) == date(2025, 12, 29)
