"""From values to places on the sheet, and from days and categories to places along an axis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.papers.paper import Chart

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Scale:
    """Values between `low` and `high` lie between the places `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def values_of(chart: Chart) -> list[float]:
    return [float(point.value) for series in chart.series for point in series.points if point.value is not None]


def categories_of(chart: Chart) -> tuple[str, ...]:
    """Every `at` once: by time when all are days or months, else in the order they come in."""
    seen = tuple(dict.fromkeys(point.at for series in chart.series for point in series.points))
    return tuple(sorted(seen)) if seen and all(_is_time(at) for at in seen) else seen


def places_of(categories: Sequence[str]) -> dict[str, float]:
    """Each category's place from 0 to 1: days by their distance in time, others evenly."""
    days = [day_of(at) for at in categories]
    known = [day for day in days if day is not None]
    if len(known) == len(categories) and len(set(known)) > 1:
        marks: Iterable[float] = [float(day.toordinal()) for day in known]
    else:
        marks = [float(index) for index in range(len(categories))]
    marks = list(marks)
    low, high = min(marks, default=0.0), max(marks, default=0.0)
    return {at: (mark - low) / (high - low) if high > low else 0.5 for at, mark in zip(categories, marks, strict=True)}


def axis_label(at: str) -> str:
    """A category as written under an axis: days and months are shortened, any other name stays as it is."""
    if MONTH.fullmatch(at) and 1 <= int(at[5:7]) <= 12:
        return f"{MONTH_NAMES[int(at[5:7]) - 1]} ’{at[2:4]}"
    day = day_of(at)
    return f"{day.day} {MONTH_NAMES[day.month - 1]} ’{day:%y}" if day else at


def day_of(at: str) -> date | None:
    """The day that an `at` names, or None where it is no day."""
    if not DAY.fullmatch(at):
        return None
    try:
        return date.fromisoformat(at)
    except ValueError:
        return None


def _is_time(at: str) -> bool:
    return bool(DAY.fullmatch(at) or MONTH.fullmatch(at))
