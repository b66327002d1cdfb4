"""From moments to episodes: when a condition was first seen, and when it was over.

An episode found today has the same days as when it was found on any day since: nothing is dated in hindsight.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, TypeVar

from tools.record.record import Record, is_paid
from tools.signals.signal import Signal

Seen = TypeVar("Seen")
Row = TypeVar("Row")
GAP = timedelta(7)


@dataclass(frozen=True)
class Run(Generic[Seen]):
    """One episode and what was seen in it, in the order of time. `ended` is None while it holds."""

    began: date
    ended: date | None
    seen: tuple[Seen, ...]


def runs(moments: Iterable[tuple[date, Seen | None]], settle: int = 1) -> Iterator[Run[Seen]]:
    """Moments in a row at which something was seen; over at the `settle`-th moment in a row without it."""
    began, seen, missed = date.min, list[Seen](), 0
    for day, value in moments:
        if value is not None:
            began = began if seen else day
            seen.append(value)
        missed = 0 if value is not None else missed + 1
        if seen and missed == settle:
            yield Run(began, day, tuple(seen))
            seen = []
    if seen:
        yield Run(began, None, tuple(seen))


def lasting(events: Iterable[tuple[date, Seen]], days: int, today: date) -> Iterator[Run[Seen]]:
    """Events in the order of time that each count for so many days; those that overlap are one episode."""
    held: list[tuple[date, Seen]] = []
    for day, value in events:
        if held and day >= held[-1][0] + timedelta(days):
            yield _held(held, days, today)
            held = []
        held.append((day, value))
    if held:
        yield _held(held, days, today)


def _held(held: list[tuple[date, Seen]], days: int, today: date) -> Run[Seen]:
    return Run(held[0][0], past(held[-1][0] + timedelta(days), today), tuple(value for _, value in held))


def within(rows: Sequence[Row], day: date, days: int, key: Callable[[Row], date]) -> Sequence[Row]:
    """Of rows in the order of time those of so many days up to and with this one."""
    return rows[bisect_right(rows, day - timedelta(days), key=key) : bisect_right(rows, day, key=key)]


def past(day: date | None, today: date) -> date | None:
    """The day itself once it has come, else None."""
    return day if day is not None and day <= today else None


def earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def paying_spans(record: Record) -> tuple[tuple[date, date | None], ...]:
    """From when to when the account paid; an end is the first day without, None while it pays.

    A gap of a few days between two lines is how contracts are entered, not a loss.
    """
    spans: list[tuple[date, date | None]] = []
    for line in sorted((line for line in record.lines if is_paid(line)), key=lambda line: line.start_date):
        if spans and (spans[-1][1] is None or line.start_date <= spans[-1][1] + GAP):
            start, end = spans[-1]
            spans[-1] = (start, None if end is None or line.end_date is None else max(end, line.end_date))
        else:
            spans.append((line.start_date, line.end_date))
    return tuple(spans)


def while_paying(record: Record, signals: Iterable[Signal]) -> Iterator[Signal]:
    """The signals of the times an account pays: over on the day it stops, the day of the loss itself included."""
    spans = paying_spans(record)
    for signal in signals:
        for start, end in spans:
            if start <= signal.noticed and (end is None or signal.noticed <= end):
                yield replace(signal, ended=earliest(signal.ended, end))
                break


def seen_since(record: Record) -> date | None:
    """The first day on which something was recorded of the account beside its contract; None if nothing was.

    Before it, silence says nothing: the records may simply not reach back.
    """
    firsts = (
        rows and getattr(rows[0], field)
        for rows, field in (
            (record.weeks, "starts_on"),
            (record.tickets, "opened_on"),
            (record.surveys, "answered_on"),
            (record.interactions, "happened_on"),
        )
    )
    return earliest(*(day or None for day in firsts))
