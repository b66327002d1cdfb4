"""The monthly mart: each account's balances at the month ends of a published version, read in place of the ledger."""

from __future__ import annotations

from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.periods import Period
from tools.warehouse import Warehouse

TABLE = "monthly_balances"
MONEY = "decimal(18, 2)"
NOTHING = ibis.literal(0).cast(MONEY)


def reads_months(context: Context, period: Period) -> bool:
    """Whether both closes of the period are month ends that the mart holds; only a published version keeps one."""
    warehouse = context.warehouse
    is_kept = warehouse.has(TABLE) and bool(warehouse.coverage.published_at)
    return is_kept and period.months > 0 and period.ends_by(warehouse.coverage.last_day)


def opened_and_closed_by_month(context: Context, period: Period) -> Table:
    """Per account: `opening`, `closing` and whether it `paid_before` the period opened, from two months of the mart."""
    months = context.table(TABLE)
    opens, closes = months.month_end == period.opening_day, months.month_end == period.end
    accounts = (
        months.filter((opens | closes) & (months.closing != 0))
        .group_by("account_id")
        .agg(
            # One row per account and month: the sum is as narrow as the row, and adds up faster so.
            opening=opens.ifelse(months.closing, NOTHING).sum().cast(MONEY),
            closing=closes.ifelse(months.closing, NOTHING).sum().cast(MONEY),
            paid_before=(months.first_paid_on <= period.opening_day).fill_null(False).any(),
        )
    )
    return _that_paid(context, accounts)


def month_by_month(context: Context, period: Period) -> Table:
    """The balances of every month that ends in the period: the mart's own rows, each of one account and `month_end`."""
    months: Any = context.table(TABLE)
    opening, closing = months.opening, months.closing
    rows = months.filter(months.month_end.between(period.start, period.end)).mutate(
        retained=(opening > 0).ifelse(closing, NOTHING), kept=ibis.least(opening, closing)
    )
    return _that_paid(context, rows)


def _that_paid(context: Context, rows: Table) -> Table:
    """Those with ARR at one of the two closes: all of them, unless somebody's credits came to more than the rest.

    A filter that keeps everything makes the engine expect few rows, and join them the slow way.
    """
    warehouse = context.warehouse
    has_credits = warehouse.once((TABLE, "credits"), lambda: _has_credits(warehouse))
    return rows.filter(ibis.greatest(rows.opening, rows.closing) > 0) if has_credits else rows


def _has_credits(warehouse: Warehouse) -> bool:
    lowest = warehouse.tables[TABLE].closing.min().name("lowest")
    return (warehouse.run(lowest).rows[0]["lowest"] or 0) < 0
