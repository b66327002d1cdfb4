"""The usage of a period as rows: the events themselves, or where a version keeps them, months already added up."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.periods import Period
from tools.roll_ups import EVENTS, RECORDS, RollUp, monthly_with


def used(context: Context, period: Period) -> Table:
    """Usage records of the period; a record without a count of uses counts as one."""
    return _between(context, period.start, period.end)


def used_by_month(context: Context, period: Period, columns: Collection[str]) -> Table | None:
    """The same from a roll-up with these columns, None if there is none.

    Months that lie in the period whole are read added up, the days beside them as they were recorded.
    """
    roll_up = monthly_with(context.warehouse, columns)
    return None if roll_up is None else _months_and_days(context, roll_up, period)


def each_once(events: Table) -> Table:
    """Usage events as rows of a roll-up: each stands for one; without a count of uses it is one use."""
    rows = events.mutate(**{RECORDS: ibis.literal(1)})
    return rows if "uses" in events.columns else rows.mutate(uses=1)


def _months_and_days(context: Context, roll_up: RollUp, period: Period) -> Table:
    months: Any = context.table(roll_up.table)
    if period.months > 0:
        return months.filter(months.month_end.between(period.start, period.end))
    day, month = ibis.interval(days=1), ibis.interval(months=1)
    start, end = (one if isinstance(one, ibis.Expr) else ibis.literal(one) for one in (period.start, period.end))
    # The first day of the first whole month, and of the month after the last one: in this order if there is any.
    opens, closed = _day((start - day).truncate("M") + month), _day((end + day).truncate("M"))
    months = months.filter((months.month_end >= opens) & (months.month_end < closed)).drop(roll_up.step)
    before = _between(context, start, ibis.least(end, _day(opens - day)))
    after = _between(context, ibis.greatest(opens, closed), end)
    days = [rows.select(months.columns).cast(months.schema()) for rows in (before, after)]
    return months.union(*days)


def _day(moment: Any) -> Any:
    """A day plus an interval is a moment to some engines, and days compared with moments cannot be skipped unread."""
    return moment.cast("timestamp").cast("date")


def _between(context: Context, first: Any, last: Any) -> Table:
    events: Any = context.table(EVENTS)
    return each_once(events.filter(events.used_on.between(first, last)))
