"""Stretches of time that reach to today or begin there, in days: 'in 30 days', 'two quarters', 'since March'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from assistant.planner.amounts import find_amounts
from assistant.planner.understanding import Understanding, When
from assistant.planner.wordings import words_of
from tools.errors import InvalidRequest
from tools.period_mentions import PeriodMention
from tools.periods import Calendar, add_months
from tools.renewals.due import read_due_period
from tools.requests import Condition

HALF = "half"
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Span:
    """`days` from today to its far end; `opens` where it begins, for one that lies ahead."""

    days: int
    at: tuple[int, ...]
    opens: int = 0
    reaches_today: bool = True


def spans_of(u: Understanding, *, is_ahead: bool) -> list[Span]:
    """Counted units ('30 days', 'a month') and named periods, read forwards or backwards."""
    counted = list(_counted(u))
    taken = frozenset(position for span in counted for position in span.at)
    others = [when for when in u.whens if taken.isdisjoint(when.at)]
    named = [_ahead(u, when) if is_ahead else _back(u, when) for when in others]
    return [*counted, *(span for span in named if span is not None)]


def ahead_words(mention: PeriodMention, calendar: Calendar) -> str:
    """A period that may lie ahead, as typed; 'before September' said of what is due is the one to come."""
    end = mention.period.end
    is_past = mention.text.lower().startswith("before ") and end < calendar.as_of
    if not is_past or _YEAR.search(mention.text):
        return mention.text
    return f"until {add_months(end + timedelta(days=1), 12) - timedelta(days=1)}"


def due_conditions(words: str | None, calendar: Calendar) -> tuple[Condition, ...]:
    """Renewals due in a period, as bounds on the days to them."""
    period = read_due_period(words, calendar)
    opens, closes = ((day - calendar.as_of).days for day in (period.start, period.end))
    return (
        Condition(metric="days_to_renewal", comparison="at_least", amount=0 if opens == 1 else opens),
        Condition(metric="days_to_renewal", comparison="at_most", amount=closes),
    )


def _counted(u: Understanding) -> Iterator[Span]:
    table = words_of("demands")
    numbers = {amount.at[-1]: amount for amount in find_amounts(u.tokens, ()) if not amount.is_money}
    for position in range(1, len(u.tokens)):
        unit = table["units"].get(u.word(position))
        before = numbers.get(position - 1)
        if unit and HALF in (u.word(position - 1), u.word(position - 2)):
            at = tuple(range(position - 1 if u.word(position - 1) == HALF else position - 2, position + 1))
            yield Span(round(unit / 2), _with_period(u, at))
            continue
        is_one = u.plain(position - 1) in table["one"]
        if unit and (is_one or before is not None):
            count = before.number if before is not None and not is_one else 1
            at = (*(before.at if before is not None else (position - 1,)), position)
            yield Span(round(count * unit), _with_period(u, at))


def _with_period(u: Understanding, at: tuple[int, ...]) -> tuple[int, ...]:
    """'last 30 days' is also a named period: all of its words."""
    return tuple(
        sorted({*at, *(position for when in u.whens if not {*at}.isdisjoint(when.at) for position in when.at)})
    )


def _ahead(u: Understanding, when: When) -> Span | None:
    try:
        period = read_due_period(ahead_words(when.mention, u.calendar), u.calendar)
    except InvalidRequest:
        return None
    today = u.calendar.as_of
    opens = (period.start - today).days
    return Span((period.end - today).days, when.at, 0 if opens == 1 else opens)


def _back(u: Understanding, when: When) -> Span | None:
    """The days back to its first one; a period that is over does not reach today."""
    period, today = when.mention.period, u.calendar.as_of
    if period.start > today:
        return None
    is_day = period.start == period.end
    return Span((today - period.start).days, when.at, reaches_today=is_day or period.end >= today)
