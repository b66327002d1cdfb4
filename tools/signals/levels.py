"""Recent use against the account's own usual use, week by week, with its usual swings taken into account."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from math import sqrt
from typing import Any, NamedTuple

from tools.record.record import Record
from tools.record.rows import Week
from tools.signals.episodes import paying_spans

# Recent weeks against how many before: a month shows a break, a quarter a slow fade and what sparse use does.
MONTH, QUARTER = (4, 26), (13, 39)
SPANS = (MONTH, QUARTER)
LEAST_BEFORE = 8
LEAST_USUAL = 2.5
HOLIDAY_WEEKS = 2
LATEST = 4
SWINGS = 2.75


@dataclass(frozen=True)
class Level:
    """The weekly mean of the recent weeks and the median of those before, at the end of week number `place`.

    `swing` is how far the recent mean usually strays, `latest` the mean of the last month and `later` of the later
    half of the recent weeks. The last two fields leave out the two quietest or busiest of these weeks: a holiday is no
    fall, a busy week no growth.
    """

    place: int
    recent: float
    usual: float
    swing: float
    is_enough: bool
    latest: float
    later: float
    without_quiet: float
    without_busy: float

    def stands_out(self, expected: float) -> bool:
        """Further from what is expected than its usual swings, where there is usually enough use to tell."""
        return self.is_enough and abs(self.recent - expected) >= SWINGS * self.swing


@lru_cache(maxsize=4096)
def levels(values: tuple[float, ...], span: tuple[int, int]) -> tuple[Level, ...]:
    """One level for each week with enough weeks before it."""
    width = sum(span)
    windows = ((end - 1, values[max(0, end - width) : end]) for end in range(1, len(values) + 1))
    measured = ((place, _measured(window, span[0])) for place, window in windows)
    return tuple(Level(place, *found) for place, found in measured if found)


class Share(NamedTuple):
    """Of a level its means as shares of the usual use."""

    place: int
    recent: float
    latest: float
    later: float


def shares(values: Sequence[float], span: tuple[int, int]) -> Iterator[Share]:
    """The levels with enough usual use as shares of it, from whole numbers.

    A whole company has many: sums and order are carried on from week to week instead of being made anew.
    """
    recent, before = span
    sums, base = [0.0, *accumulate(values)], list[float]()
    for end in range(recent + 1, len(values) + 1):
        first = end - recent - 1
        insort(base, values[first])
        if len(base) > before:
            del base[bisect_left(base, values[first - before])]
        usual = _middle(base) if len(base) >= max(LEAST_BEFORE, recent) else 0.0
        if usual >= LEAST_USUAL:
            means = ((sums[end] - sums[end - weeks]) / weeks for weeks in (recent, LATEST, recent // 2))
            yield Share(end - 1, *(mean / usual for mean in means))


# A history looks at the same weeks again for each of its days.
@lru_cache(maxsize=131_072)
def _measured(window: tuple[float, ...], recent: int) -> tuple[Any, ...] | None:
    """The fields of a level after its place: the recent weeks of the window against those before."""
    base, lately = sorted(window[:-recent]), window[-recent:]
    if len(base) < max(LEAST_BEFORE, recent):
        return None
    usual, mean, last = _middle(base), sum(base) / len(base), sorted(lately)
    # Even a count that never varied may stray a little.
    variance = max(sum((value - mean) ** 2 for value in base) / len(base), mean / 4)
    return (
        _mean(last),
        usual,
        sqrt(variance / len(last) + variance / len(base)),
        usual >= LEAST_USUAL,
        _mean(lately[-LATEST:]),
        _mean(lately[-(recent // 2) :]),
        _mean(last[HOLIDAY_WEEKS:]),
        _mean(last[:-HOLIDAY_WEEKS]),
    )


def _middle(ordered: Sequence[float]) -> float:
    """The median; of counts that are mostly nothing the mean."""
    half = len(ordered) // 2
    middle = (ordered[half] + ordered[-half - 1]) / 2
    return middle if middle >= 1 else _mean(ordered)


def busy_weeks(weeks: Sequence[Week]) -> tuple[Week, ...]:
    return tuple(week for week in weeks if not is_quiet(week))


def counts(weeks: Sequence[Week]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """What is counted week by week: active users where they are known, and uses."""
    if any(week.users for week in weeks):
        yield "active users", tuple(float(len(week.users)) for week in weeks)
    yield "uses", tuple(float(week.uses) for week in weeks)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def terms(record: Record) -> Iterator[tuple[Week, ...]]:
    """The whole weeks of each time the account paid without a break."""
    for start, end in paying_spans(record):
        weeks = tuple(week for week in record.weeks if week.starts_on >= start and (end is None or week.ends_on < end))
        if weeks:
            yield weeks


def is_quiet(week: Week) -> bool:
    """Most of its days lie around the turn of the year, when offices stand empty whoever they belong to."""
    middle = week.starts_on + timedelta(3)
    return (middle.month, middle.day) >= (12, 20) or (middle.month, middle.day) <= (1, 5)


def seats_on(record: Record, day: date) -> int | None:
    """Licensed users on a day: of the paid lines live then when these carry seats, else as recorded on the account."""
    counted = sum(
        line.seats or 0
        for line in record.lines
        if line.start_date <= day and (line.end_date is None or line.end_date > day) and not line.is_trial
    )
    return counted or record.account.seats or None


@lru_cache(maxsize=8192)
def distinct(groups: tuple[frozenset[str], ...], weeks: int) -> tuple[int, ...]:
    """How many different ones there were in so many weeks up to each week; the first weeks have fewer before them."""
    return tuple(len(frozenset().union(*groups[max(0, end - weeks) : end])) for end in range(1, len(groups) + 1))
