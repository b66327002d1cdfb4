"""The days the sample covers, and the few things done with days."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_DAY = date(2024, 1, 1)
LAST_DAY = date(2026, 6, 30)
HOLIDAYS = ((12, 24), (12, 25), (12, 26), (1, 1))


def weeks(first: date, last: date) -> list[date]:
    """The Mondays of the weeks that touch first..last."""
    monday = first - timedelta(first.weekday())
    return [monday + timedelta(days) for days in range(0, (last - monday).days + 1, 7)]


def month_starts(first: date, last: date) -> list[date]:
    """The first days of the months that touch first..last."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def month_ends(first: date, last: date) -> list[date]:
    """The last days of the months that end inside first..last."""
    nexts = month_starts(first, last + timedelta(1))[1:]
    return [start - timedelta(1) for start in nexts if start - timedelta(1) <= last]


def anniversary(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th."""
    safe = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return safe.replace(year=day.year + years)


def working_day(day: date) -> date:
    """The day itself, or the next one on which people work."""
    while day.weekday() > 4 or (day.month, day.day) in HOLIDAYS:
        day += timedelta(1)
    return day


def say_day(day: date) -> str:
    """A day as a colleague writes it in a note: 14 Mar."""
    return f"{day.day} {day:%b}"
