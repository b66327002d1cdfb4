"""An account's use of the product, week by week: from the weekly roll-ups where they are kept, else from the events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.metric import exact
from tools.metrics.usage_rows import each_once
from tools.record.rows import Week
from tools.roll_ups import EVENTS, USAGE_BY_WEEK, USERS_BY_WEEK, RollUp, is_kept

WEEK = timedelta(days=7)
Rows = Mapping[date, Sequence[Mapping[str, Any]]]


def read_weeks(context: Context, accounts: Sequence[str] | None) -> dict[str, list[Week]]:
    """By account: each whole week from its first one with use to the last of the data. Raises OutsideError."""
    if not context.warehouse.has(EVENTS):
        return {}
    used = _by_account(context, _used(_rows(context, USAGE_BY_WEEK, accounts)))
    has_users = context.warehouse.has(EVENTS, "user_id")
    users = _by_account(context, _users(_rows(context, USERS_BY_WEEK, accounts))) if has_users else {}
    last = context.warehouse.coverage.last_day
    return {account: list(_every_week(weeks, users.get(account, {}), last)) for account, weeks in used.items()}


def _rows(context: Context, roll_up: RollUp, accounts: Sequence[str] | None) -> Any:
    """The roll-up, or the events in its form: one that does not say how often something was used is one use."""
    if is_kept(context.warehouse, roll_up):
        rows: Any = context.table(roll_up.table)
    else:
        rows = each_once(context.table(EVENTS))
        errors = {"errors": rows.errors.fill_null(0)} if "errors" in rows.columns else {}
        rows = rows.mutate(week=rows.used_on.truncate("W").cast("date"), uses=rows.uses.fill_null(1), **errors)
    return rows if accounts is None else rows.filter(rows.account_id.isin(list(accounts)))


def _used(rows: Any) -> Table:
    sums = [name for name in ("uses", "errors", "records") if name in rows.columns]
    keys = ["account_id", "week", *(name for name in ("feature",) if name in rows.columns)]
    return rows.group_by(keys).agg(**{name: rows[name].sum() for name in sums})


def _users(rows: Any) -> Table:
    return rows.group_by(["account_id", "week"]).agg(users=rows.user_id.collect(distinct=True))


def _by_account(context: Context, rows: Table) -> dict[str, Rows]:
    found: dict[str, dict[date, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in context.warehouse.run(rows).rows:
        found[row["account_id"]][row["week"]].append(row)
    return dict(found)


def _every_week(used: Rows, users: Rows, last: date) -> Iterable[Week]:
    week = min(used)
    while week + WEEK - timedelta(days=1) <= last:
        yield _week(week, used.get(week, ()), users.get(week, ()))
        week += WEEK


def _week(starts_on: date, used: Sequence[Mapping[str, Any]], users: Sequence[Mapping[str, Any]]) -> Week:
    return Week(
        starts_on=starts_on,
        ends_on=starts_on + WEEK - timedelta(days=1),
        uses=Decimal(sum(exact(row["uses"] or 0) for row in used)),
        errors=Decimal(sum(exact(row.get("errors") or 0) for row in used)),
        rows=sum(row["records"] for row in used),
        users=frozenset(user for row in users for user in row["users"] or () if user),
        features={row["feature"]: Decimal(exact(row["uses"] or 0)) for row in used if row.get("feature")},
    )
