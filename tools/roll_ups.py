"""Usage added up at publish time, by month and by week: tables that a published version keeps beside its events."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tools.warehouse import Warehouse

EVENTS = "usage_events"
# How many usage events a row stands for: one event for itself, a row that adds up several for all of them.
RECORDS = "records"


@dataclass(frozen=True)
class RollUp:
    """A table of one row per account, `step` and different values of the columns `by`, with sums over their events.

    The step is a column: the last day of a month or the first of a week. Sums that some order of adding could change
    are left out.
    """

    table: str
    step: str
    by: tuple[str, ...]


USAGE_BY_MONTH = RollUp("usage_by_month", "month_end", ("feature", "is_beta"))
USERS_BY_MONTH = RollUp("users_by_month", "month_end", ("user_id",))
USAGE_BY_WEEK = RollUp("usage_by_week", "week", ("feature",))
USERS_BY_WEEK = RollUp("users_by_week", "week", ("user_id",))
ROLL_UPS = (USAGE_BY_MONTH, USERS_BY_MONTH, USAGE_BY_WEEK, USERS_BY_WEEK)


def is_kept(warehouse: Warehouse, roll_up: RollUp) -> bool:
    """Only a published version keeps one; a warehouse elsewhere may hold anything under the name."""
    return warehouse.has(roll_up.table) and bool(warehouse.coverage.published_at)


def monthly_with(warehouse: Warehouse, columns: Collection[str]) -> RollUp | None:
    """The first roll-up by month that has all these columns, None if none has."""
    months = (roll_up for roll_up in (USAGE_BY_MONTH, USERS_BY_MONTH) if is_kept(warehouse, roll_up))
    return next((one for one in months if set(columns) <= set(warehouse.tables[one.table].columns)), None)
