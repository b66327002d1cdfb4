"""What the parts of a period phrase mean on a company's calendar. The phrases themselves are in period_atoms.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from tools.errors import InvalidRequest
from tools.period_spelling import COUNTS, MONTHS
from tools.periods import MONTHS as MONTHS_IN
from tools.periods import Calendar, Grain, Period, add_months

Shift = Literal["", "before", "year_before"]
Groups = dict[str, str]
DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EXAMPLES = "say for example 'Q3 2024', 'last quarter' or '2024-06-30'"


@dataclass(frozen=True)
class Reading:
    """What a phrase means; the fields are those of PeriodMention."""

    period: Period
    is_day: bool = False
    around: Period | None = None
    shift: Shift = ""


_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_UNITS = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_STEPS = {"this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1, "forthcoming": 1}


def named(start: date, end: date, calendar: Calendar) -> Period:
    """The period of these days, with the calendar's name for it where it has one."""
    for grain in MONTHS_IN:
        held = calendar.holding(start, grain)
        if (held.start, held.end) == (start, end):
            return held
    return Period(start=start, end=end)


def as_day(day: date, around: Period | None = None) -> Reading:
    return Reading(Period(start=day, end=day), is_day=True, around=around)


def year_of(groups: Groups, calendar: Calendar) -> int | None:
    """The year named beside a month, quarter or day."""
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        return 2000 + int(groups["short"])
    if groups.get("ryear"):
        return calendar.holding(calendar.as_of, "year").end.year + _STEPS.get(groups["ryear"], -1)
    return None


def _latest(build: Callable[[int], Period], groups: Groups, calendar: Calendar) -> Period:
    """The period of the named year, else the latest one that has started."""
    year = year_of(groups, calendar)
    if year is not None:
        return build(year)
    newest = calendar.holding(calendar.as_of, "year").end.year
    return next(found for step in range(9) if (found := build(newest - step)).start <= calendar.as_of)


def _month_number(groups: Groups) -> int:
    return int(groups["mm"]) if groups.get("mm") else MONTHS.index(groups["month"]) + 1


def read_exact_day(groups: Groups, calendar: Calendar) -> Reading:
    number, month = int(groups["d"]), _month_number(groups)
    is_leap_day = (month, number) == (2, 29)

    def build(year: int) -> Period:
        try:
            return Period(start=date(year, month, number), end=date(year, month, number))
        except ValueError as error:
            if is_leap_day and not groups.get("year"):
                return Period(start=date.max, end=date.max)
            raise InvalidRequest(f"There is no day {number} in month {month} of {year}; {EXAMPLES}.") from error

    return as_day(_latest(build, groups, calendar).end)


def read_slashed_day(groups: Groups, calendar: Calendar) -> Reading:
    """31/12/2024 or 12/31/2024; 03/04/2024 could be either."""
    first, second, year = int(groups["a"]), int(groups["b"]), groups["year"]
    if first <= 12 and second <= 12 and first != second:
        raise InvalidRequest(
            f"{first}/{second}/{year} can be two days; write {year}-{second:02}-{first:02} or "
            f"{year}-{first:02}-{second:02}."
        )
    number, month = (first, second) if first > 12 else (second, first)
    return read_exact_day({"d": str(number), "mm": str(month), "year": year}, calendar)


def read_month(groups: Groups, calendar: Calendar) -> Reading:
    number = _month_number(groups)
    if not 1 <= number <= 12:
        raise InvalidRequest(f"There is no month {number}; {EXAMPLES}.")
    if _STEPS.get(groups.get("rel", "")) == 1:
        ahead = calendar.month(calendar.as_of.year, number)
        return Reading(calendar.month(ahead.start.year + (ahead.start <= calendar.as_of), number))
    if groups.get("rel") in ("last", "previous", "prior", "past"):
        held = _latest(lambda year: calendar.month(year, number), {}, calendar)
        is_running = held.start <= calendar.as_of <= held.end
        return Reading(calendar.month(held.start.year - is_running, number))
    return Reading(_latest(lambda year: calendar.month(year, number), groups, calendar))


def read_month_or_day(groups: Groups, calendar: Calendar) -> Reading:
    """'June 24' is a month of a year the data covers, else a day."""
    year = 2000 + int(groups["d"])
    if calendar.first_day.year <= year <= calendar.as_of.year:
        return read_month(groups | {"year": str(year)}, calendar)
    return read_exact_day(groups, calendar)


def _ordinal(groups: Groups) -> int:
    return _ORDINALS[groups["ordinal"].replace(" ", "")]


def read_quarter(groups: Groups, calendar: Calendar) -> Reading:
    number = int(groups["q"]) if groups.get("q") else _ordinal(groups)
    return Reading(_latest(lambda year: calendar.quarter(year, number), groups, calendar))


def read_half(groups: Groups, calendar: Calendar) -> Reading:
    number = int(groups["h"]) if groups.get("h") else min(2, _ordinal(groups))
    return Reading(_latest(lambda year: calendar.half(year, number), groups, calendar))


def read_year(groups: Groups, calendar: Calendar) -> Reading:
    year = cast("int", year_of(groups, calendar))
    is_plain = bool(groups.get("year")) and not groups.get("fy", "").startswith("f")
    return Reading(calendar.calendar_year(year) if is_plain or groups["all"].startswith("c") else calendar.year(year))


def read_middle(groups: Groups, calendar: Calendar) -> Reading:
    """The close of the first half."""
    half = _latest(lambda year: calendar.half(year, 1), groups, calendar)
    return as_day(half.end, half)


def read_edge_of_year(groups: Groups, calendar: Calendar) -> Reading:
    """'first 6 months of 2024', 'last quarter of 2023'."""
    whole = _latest(calendar.year, groups, calendar)
    months = MONTHS_IN[cast("Grain", groups["unit"])] * _count(groups)
    if groups["edge"] == "first":
        return Reading(named(whole.start, add_months(whole.start, months) - DAY, calendar))
    return Reading(named(add_months(whole.end + DAY, -months), whole.end, calendar))


def _count(groups: Groups) -> int:
    word = groups.get("n") or "1"
    return int(word) if word.isdigit() else COUNTS.index(word)


def held_by(day: date, unit: str, calendar: Calendar) -> Period:
    """The day, week (from Monday), month, quarter or year that holds a day."""
    if unit == "day":
        return Period(start=day, end=day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(start=monday, end=monday + timedelta(days=6))
    return calendar.holding(day, cast("Grain", unit))


def stepped(day: date, unit: str, steps: int) -> date:
    """The day some days, weeks, months, quarters or years later (negative: earlier)."""
    if unit in ("day", "week"):
        return day + timedelta(days=steps * (7 if unit == "week" else 1))
    return add_months(day, steps * MONTHS_IN[cast("Grain", unit)])


def read_relative(groups: Groups, calendar: Calendar) -> Reading:
    steps = _STEPS.get(groups["rel"], -1) - (1 if "before" in groups["all"] or groups.get("twice") else 0)
    start = held_by(calendar.as_of, groups["unit"], calendar).start
    return Reading(held_by(stepped(start, groups["unit"], steps), groups["unit"], calendar))


def read_current(groups: Groups, calendar: Calendar) -> Reading:
    return Reading(held_by(calendar.as_of, groups["unit"], calendar))


def read_year_back(_groups: Groups, calendar: Calendar) -> Reading:
    return Reading(calendar.trailing(12))


def read_last_some(groups: Groups, calendar: Calendar) -> Reading:
    """'last 90 days', 'past 6 months'; quarters are whole ones, the newest that is complete included."""
    unit, count = groups["unit"][:1], _count(groups)
    if _STEPS.get(groups.get("rel", "")) == 1:
        return Reading(_next_some(_UNITS[unit], count, calendar))
    if unit in "dw":
        return Reading(calendar.trailing_days(count * (7 if unit == "w" else 1)))
    if unit == "q":
        held = calendar.holding(calendar.as_of, "quarter")
        end = held.end if held.end <= calendar.as_of else held.start - DAY
        return Reading(named(add_months(end + DAY, -3 * count), end, calendar))
    return Reading(calendar.trailing(count * (12 if unit == "y" else 1)))


def _next_some(unit: str, count: int, calendar: Calendar) -> Period:
    """The days that follow the as-of date; quarters are the whole ones after the running one."""
    start = calendar.as_of + DAY
    if unit == "quarter":
        start = calendar.holding(calendar.as_of, "quarter").end + DAY
        return named(start, add_months(start, 3 * count) - DAY, calendar)
    return Period(start=start, end=stepped(start, unit, count) - DAY, label=f"the next {count} {unit}s")


def read_rest(groups: Groups, calendar: Calendar) -> Reading:
    """'rest of the year': from the day after the as-of date to the last day of the running one."""
    held = held_by(calendar.as_of, groups["unit"], calendar)
    if held.end == calendar.as_of:
        raise InvalidRequest(f"Nothing is left of {held.name}; say for example 'next {groups['unit']}'.")
    return Reading(named(calendar.as_of + DAY, held.end, calendar))


def read_ago(groups: Groups, calendar: Calendar) -> Reading:
    unit = groups["unit"]
    day = stepped(calendar.as_of, unit, -_count(groups))
    if unit == "quarter":
        return Reading(held_by(day, unit, calendar))
    return as_day(day, held_by(day, unit, calendar))


def read_to_date(groups: Groups, calendar: Calendar) -> Reading:
    unit = _UNITS[groups["unit"][:1]]
    year = year_of(groups, calendar)
    last = calendar.as_of if year is None else add_months(calendar.as_of, 12 * (year - calendar.as_of.year))
    return Reading(named(held_by(last, unit, calendar).start, last, calendar))


def read_now(_groups: Groups, calendar: Calendar) -> Reading:
    return as_day(calendar.as_of)


def read_neighbour_day(groups: Groups, calendar: Calendar) -> Reading:
    return as_day(calendar.as_of + (DAY if groups["all"] == "tomorrow" else -DAY))


def read_weekday(groups: Groups, calendar: Calendar) -> Reading:
    """'since Monday': the newest one that is over."""
    back = (calendar.as_of.weekday() - WEEKDAYS.index(groups["weekday"] or groups["lone"]) - 1) % 7 + 1
    return as_day(calendar.as_of - back * DAY)


def read_unit_end(groups: Groups, calendar: Calendar) -> Reading:
    """'quarter end': the newest close of one that the as-of date has reached."""
    held = held_by(calendar.as_of, groups["unit"], calendar)
    if held.end > calendar.as_of:
        held = held_by(held.start - DAY, groups["unit"], calendar)
    return as_day(held.end, held)


def read_everything(_groups: Groups, calendar: Calendar) -> Reading:
    start = min(calendar.first_day, calendar.as_of)
    return Reading(named(start, calendar.as_of, calendar))


def read_year_before(groups: Groups, calendar: Calendar) -> Reading:
    return Reading(calendar.a_year_before(_around_now(groups, calendar)), shift="year_before")


def read_before(groups: Groups, calendar: Calendar) -> Reading:
    return Reading(calendar.shifted(_around_now(groups, calendar), -1), shift="before")


def _around_now(groups: Groups, calendar: Calendar) -> Period:
    unit = groups.get("unit")
    return held_by(calendar.as_of, unit, calendar) if unit else calendar.trailing(12)
