"""Queries compiled once: one shape of question differs from period to period only in its days.

The expression is built with parameters in place of the days, so that Python code which decides by a day fails instead
of deciding (an expression has no truth value), and the compiled text is kept only when it becomes, with real days, what
compiling the real question gives. Everything else is compiled each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from tools.context import Context
from tools.periods import Period
from tools.warehouse import Query, Result, Warehouse

MOST_SHAPES = 512
# Days of no company's data, each of another year, month and day.
MARKS: Mapping[str, date] = {"opening": date(1871, 2, 13), "start": date(1873, 5, 17), "end": date(1877, 7, 19)}
# How engines spell a day: '2024-12-31', or the numbers of a function that makes one.
SPELLINGS: tuple[Callable[[date], str], ...] = (
    lambda day: f"'{day.isoformat()}'",
    lambda day: f"({day.year}, {day.month}, {day.day})",
)

Build = Callable[[Period], Any]


class OpenPeriod(Period):
    """A period whose days are parameters, to be filled in when it is asked.

    Known are its length in months and whether the data covers its end: every period of the shape has the same.
    """

    start: Any
    end: Any
    opening: Any
    known_months: int
    known_end: tuple[date, bool]

    @property
    def opening_day(self) -> Any:
        return self.opening

    @property
    def months(self) -> int:
        return self.known_months

    def ends_by(self, day: date) -> bool:
        known, is_so = self.known_end
        if day != known:
            raise TypeError("whether the period ends by this day is not the same for all periods of the shape")
        return is_so


@dataclass(frozen=True)
class Shape:
    """What is known of one shape: its text with the marks in place of days, None where days enter in another way.

    `kept` holds the objects whose identity is part of the key, so that no later ones take it.
    """

    query: Query | None
    is_tried: bool
    kept: tuple[Any, ...]


def run_compiled(context: Context, period: Period, build: Build, of: tuple[Hashable, tuple[Any, ...]]) -> Result:
    """The result of the expression that `build` makes of the period, compiled once for all periods where it can be.

    `of` says what else the expression rests on: values, and objects that are compared by identity.
    """
    warehouse, (values, objects) = context.warehouse, of
    kept = (context.company, *objects)
    known_of_period = (period.months, period.ends_by(warehouse.coverage.last_day))
    key = (context.scope.csms, context.as_of, known_of_period, values, *map(id, kept))
    shapes: dict[Hashable, Shape] = warehouse.once(("compiled", "shapes"), dict)
    known = shapes.get(key)
    if known and known.query:
        return warehouse.execute(_filled(known.query, period))
    query = warehouse.compile(build(period))
    if not known or not known.is_tried:
        # The first time is compiled as it is; one that comes back is worth compiling for all periods.
        if len(shapes) >= MOST_SHAPES:
            shapes.clear()
        shapes[key] = Shape(_of_all(warehouse, build, period, query) if known else None, bool(known), kept)
    return warehouse.execute(query)


def _of_all(warehouse: Warehouse, build: Build, period: Period, query: Query) -> Query | None:
    """The query of every such period, with the marks as its days; None unless it gives this one's."""
    days = {name: ibis.param("date") for name in MARKS}
    try:
        last = warehouse.coverage.last_day
        known: dict[str, Any] = {"known_months": period.months, "known_end": (last, period.ends_by(last))}
        expression = build(OpenPeriod.model_construct(**days, **known))
        found = warehouse.compile(expression, {days[name]: mark for name, mark in MARKS.items()})
    except Exception:  # noqa: BLE001
        # Whatever fails on days that are not known yet needs them while the expression is built.
        return None
    return found if _filled(found, period) == query else None


def _filled(query: Query, period: Period) -> Query:
    """The query of this period: each mark replaced by its day, both written from a date."""
    text = query.text
    for name, day in (("opening", period.opening_day), ("start", period.start), ("end", period.end)):
        for spelled in SPELLINGS:
            text = text.replace(spelled(MARKS[name]), spelled(day))
    return Query(text, query.days)
