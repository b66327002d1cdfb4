"""Whether a fact is the value that was meant: near enough, and about the right thing."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain

from evals.case import Case, Dated, Known
from tools.facts import Fact, Unit, Value
from tools.periods import MONTH_NAMES

TOLERANCE: Mapping[Unit, Decimal] = {"percent": Decimal("0.0005"), "money": Decimal("0.01"), "count": Decimal(0)}
USUAL_TOLERANCE = Decimal("0.01")
MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
# How a bridge's parts are called besides the first word of their label.
PARTS = {"churned": "churn"}


def agree(value: Value, wanted: Decimal | int | str, unit: Unit) -> bool:
    """Numbers within the unit's tolerance; texts and days alike but for case."""
    if value is None:
        return False
    if isinstance(value, str) or isinstance(wanted, str):
        return str(value).casefold() == str(wanted).casefold()
    return abs(Decimal(value) - Decimal(wanted)) <= TOLERANCE.get(unit, USUAL_TOLERANCE)


def is_value(fact: Fact, row: Known, case: Case) -> bool:
    """Whether the fact states the known row: its unit, its subject and its value."""
    return is_about(fact, row, case) and agree(fact.value, row.value, fact.unit)


def is_about(fact: Fact, row: Known, case: Case) -> bool:
    """A row with a subject is told by it; a row without one by the metric, where the case names it."""
    if not fits_unit(fact, case):
        return False
    if row.subject:
        return row.subject.casefold() in names_of(fact)
    return not case.expect.metric or fact.metric == case.expect.metric


def is_dated(fact: Fact, row: Dated) -> bool:
    """Whether the fact is one of the row's metrics about its subject, on a day near enough."""
    if fact.value is None or fact.unit != "date" or fact.metric not in row.metric:
        return False
    is_about_it = not row.subject or row.subject.casefold() in names_of(fact)
    return is_about_it and abs((date.fromisoformat(str(fact.value)) - row.day).days) <= row.within


def fits_unit(fact: Fact, case: Case) -> bool:
    return not case.expect.unit or fact.unit == case.expect.unit


def names_of(fact: Fact) -> frozenset[str]:
    """Everything a known value may call the fact by, in lower case: subject, metric, part of a bridge, period."""
    return frozenset(name.casefold() for name in _names(fact))


def _names(fact: Fact) -> Iterator[str]:
    if "comparison" in fact.subject:
        return iter((fact.subject["comparison"],))
    first_word = fact.label.split(" ")[0].lower()
    said = (*fact.subject.values(), fact.metric, fact.label, first_word, PARTS.get(first_word, first_word))
    cohorts = (name for value in fact.subject.values() for name in _read_period(value.lower()))
    flags = (name for item in fact.subject.items() for name in _flag_names(*item))
    return chain(said, cohorts, flags, _days(fact))


def _flag_names(dimension: str, value: str) -> tuple[str, ...]:
    """Both sides of a yes or no: is_beta is 'beta', or 'not beta' and 'other'."""
    words = dimension.removeprefix("is_").replace("_", " ")
    return {"yes": (words,), "no": (f"not {words}", "other")}.get(value, ())


def _days(fact: Fact) -> Iterator[str]:
    """The fact's whole period; for a state its day, and the month, quarter and year that end on it."""
    if fact.period is not None:
        return span_names(fact.period.start, fact.period.end)
    day = fact.as_of
    firsts = (date(day.year, (day.month - 1) // months * months + 1, 1) for months in (1, 3, 12))
    return chain([day.isoformat()], *(span_names(first, day) for first in firsts))


def span_names(start: date, end: date) -> Iterator[str]:
    """2025, 2025-H1, 2025-Q3 or 2025-07 when the days are just that."""
    months = end.month - start.month + 1
    is_whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1] and start.year == end.year
    if not is_whole or start.month % months != 1 % months:
        return
    names = {1: f"{end:%Y-%m}", 3: f"{end.year}-Q{end.month // 3}", 6: f"{end.year}-H{end.month // 6}", 12: f"{end:%Y}"}
    if months in names:
        yield names[months]


def _read_period(text: str) -> Iterator[str]:
    """A cohort's name in the form of a known value: 'q3 2025' is 2025-Q3, 'jul 2025' is 2025-07."""
    found = re.fullmatch(r"(q[1-4]|[a-z]{3}) (\d{4})", text)
    if found and found[1].startswith("q"):
        yield f"{found[2]}-{found[1]}"
    elif found and found[1] in MONTH_NUMBERS:
        yield f"{found[2]}-{MONTH_NUMBERS[found[1]]:02d}"
