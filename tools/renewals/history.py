"""How forecasts of past renewals came true: each case with its chance beforehand and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from tools.company import Company
from tools.company_settings import Bucket
from tools.metrics.metric import exact
from tools.periods import Calendar, Period
from tools.record.known import known_on
from tools.record.rows import ForecastSnapshot
from tools.record.totals import added, ratio
from tools.renewals.buckets import bucket_named, probability_of, rated
from tools.renewals.due import Due, due_in

QUARTERS = 4
# A stored forecast stands for a quarter when it was taken in its first week or in the month before.
FIRST_WEEK, STALE = timedelta(6), timedelta(31)
Forecast = tuple[Bucket, Decimal]


@dataclass(frozen=True)
class Case:
    """A renewal decided by now that was open on the first day of the quarter it was due in, and its chance then."""

    quarter: Period
    due: Due
    bucket: Bucket
    chance: Decimal

    @property
    def squared_miss(self) -> Decimal:
        return (self.chance - self.due.is_kept) ** 2

    @property
    def kept_arr(self) -> Decimal:
        """What was renewed of the amount due; the whole of it where the new amount is not recorded."""
        after = self.due.renewal.arr if self.due.arr_after is None else self.due.arr_after
        return min(after, self.due.renewal.arr) if self.due.is_kept else Decimal(0)


@dataclass(frozen=True)
class History:
    """The cases of some quarters, and how many of the renewals due in them are no case, and why."""

    quarters: tuple[Period, ...]
    cases: tuple[Case, ...]
    decided_before: int = 0
    still_open: int = 0
    without_forecast: int = 0

    def of(self, bucket: Bucket) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.bucket == bucket)


def full_quarters(calendar: Calendar, period: Period | None = None) -> tuple[Period, ...]:
    """The quarters of the period that are over; without one the last four, the oldest first."""
    if period is not None:
        return tuple(quarter for quarter in calendar.split(period, "quarter") if quarter.end <= calendar.as_of)
    held = calendar.holding(calendar.as_of, "quarter")
    last = held if held.end <= calendar.as_of else calendar.shifted(held, -1)
    return tuple(calendar.shifted(last, -steps) for steps in reversed(range(QUARTERS)))


def computed(dues: Sequence[Due], quarters: Sequence[Period], company: Company) -> History:
    """Buckets by health as it was known at the close of each quarter's first day."""
    return _history(dues, quarters, lambda due, quarter: _by_health(due, quarter, company))


def recorded(dues: Sequence[Due], quarters: Sequence[Period], company: Company) -> History:
    """The forecasts the company stored by the end of each quarter's first week."""
    return _history(dues, quarters, lambda due, quarter: _stored(due, quarter, company))


def brier(cases: Sequence[Case]) -> Decimal | None:
    """The mean squared miss; None without cases."""
    return ratio(added(case.squared_miss for case in cases), len(cases))


def renewal_rate(cases: Sequence[Case]) -> Decimal | None:
    return ratio(sum(case.due.is_kept for case in cases), len(cases))


def renewal_rate_by_arr(cases: Sequence[Case]) -> Decimal | None:
    return ratio(added(case.kept_arr for case in cases), added(case.due.renewal.arr for case in cases))


def mean_chance(cases: Sequence[Case]) -> Decimal | None:
    return ratio(added(case.chance for case in cases), len(cases))


def _history(
    dues: Sequence[Due], quarters: Sequence[Period], forecast: Callable[[Due, Period], Forecast | None]
) -> History:
    cases, counts = [], Counter[str]()
    for quarter in quarters:
        for due in due_in(dues, quarter):
            found = _why_none(due, quarter) or forecast(due, quarter) or "without_forecast"
            if isinstance(found, str):
                counts[found] += 1
            else:
                cases.append(Case(quarter, due, *found))
    return History(tuple(quarters), tuple(cases), **counts)


def _why_none(due: Due, quarter: Period) -> str:
    """Why a renewal had nothing to forecast or has nothing to compare with; empty when it is a case."""
    if due.is_open:
        return "still_open"
    return "" if _on_first_day(due, quarter).is_open else "decided_before"


def _on_first_day(due: Due, quarter: Period) -> Due:
    record = known_on(due.record, quarter.start)
    return Due(record, next(item for item in record.renewals if item.renewal_id == due.renewal.renewal_id))


def _by_health(due: Due, quarter: Period, company: Company) -> Forecast | None:
    bucket = rated(_on_first_day(due, quarter), company).by_health
    return (bucket, probability_of(bucket, company)) if bucket else None


def _stored(due: Due, quarter: Period, company: Company) -> Forecast | None:
    taken = [
        item
        for item in due.record.forecast_snapshots
        if item.renewal_id == due.renewal.renewal_id
        and quarter.start - STALE <= item.taken_on <= quarter.start + FIRST_WEEK
    ]
    return _as_stored(taken[-1], company) if taken else None


def _as_stored(item: ForecastSnapshot, company: Company) -> Forecast | None:
    bucket = bucket_named(item.bucket)
    if bucket is None:
        return None
    return bucket, probability_of(bucket, company) if item.probability is None else Decimal(exact(item.probability))
