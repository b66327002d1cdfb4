"""From when to when a table's rows happened: a period before the first one is not known to be empty."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tools.context import Context
from tools.errors import NoData
from tools.metrics.metric import Metric
from tools.periods import Period, write_day
from tools.schema import SCHEMA
from tools.scope import OPERATOR
from tools.warehouse import Warehouse


def require_recorded(context: Context, metric: Metric, period: Period) -> tuple[str, ...]:
    """What to say about a flow whose table covers the period in part. Raises NoData when it begins after the period."""
    first, last = _span(context, metric)
    if metric.is_state or first is None or last is None:
        return ()
    rows = metric.frame.cut_table.replace("_", " ")
    if period.end < first:
        raise NoData(f"The {rows} are recorded from {write_day(first)}, after {period.name}; ask about a later period.")
    if period.start > last:
        return (f"the newest of the {rows} is of {write_day(last)}",)
    if period.start < first and first.replace(day=1) > period.start:
        return (f"the {rows} are recorded from {write_day(first)}",)
    return ()


def is_recorded(context: Context, metric: Metric, period: Period) -> bool:
    try:
        require_recorded(context, metric, period)
    except NoData:
        return False
    return True


def _span(context: Context, metric: Metric) -> tuple[date | None, date | None]:
    table = metric.frame.cut_table
    day = SCHEMA[table].happened_on if table in SCHEMA else ""
    if not day or table not in metric.frame.tables or not context.warehouse.has(table, day):
        return None, None
    return recorded_span(context.warehouse, table, day)


@lru_cache(maxsize=64)
def recorded_span(warehouse: Warehouse, table: str, column: str) -> tuple[date | None, date | None]:
    """The first and last day of a table's rows, over all accounts; once per published version."""
    rows = warehouse.table(table, OPERATOR)
    row = warehouse.run(rows.aggregate(first=rows[column].min(), last=rows[column].max())).rows[0]
    return row["first"], row["last"]
