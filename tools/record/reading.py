"""Reading the records of accounts: one query per table, rows typed and grouped by account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.metric import exact
from tools.record.known import RULES, known_on
from tools.record.record import Record
from tools.record.rows import (
    Account,
    Advocacy,
    ChurnEvent,
    Contact,
    ForecastSnapshot,
    Goal,
    HealthSnapshot,
    Interaction,
    Invoice,
    Line,
    Onboarding,
    Opportunity,
    Renewal,
    Survey,
    Ticket,
    Week,
)
from tools.schema import SCHEMA

# The field of a record, the table it is read from and what a row becomes.
ROWS: Mapping[str, tuple[str, type]] = {
    "lines": ("subscriptions", Line),
    "contacts": ("contacts", Contact),
    "tickets": ("tickets", Ticket),
    "surveys": ("surveys", Survey),
    "interactions": ("interactions", Interaction),
    "goals": ("goals", Goal),
    "onboardings": ("onboardings", Onboarding),
    "renewals": ("renewals", Renewal),
    "opportunities": ("opportunities", Opportunity),
    "churn_events": ("churn_events", ChurnEvent),
    "invoices": ("invoices", Invoice),
    "advocacy_events": ("advocacy_events", Advocacy),
    "health_snapshots": ("health_snapshots", HealthSnapshot),
    "forecast_snapshots": ("forecast_snapshots", ForecastSnapshot),
}
RENAMED = {"closed_at": "closed_on"}
WEEK = timedelta(days=7)


def read_records(context: Context, accounts: Sequence[str] | None = None) -> dict[str, Record]:
    """The records of the accounts the asker may see (or of these), by identifier, as known at the as-of close.

    Raises OutsideError. Accounts that signed up later are left out.
    """
    known = (known_on(record, context.as_of) for record in _whole(context, accounts))
    return {record.account.account_id: record for record in known if is_signed_up(record)}


def _whole(context: Context, accounts: Sequence[str] | None) -> tuple[Record, ...]:
    """All their rows; some accounts are taken from everyone's records where these have been read already."""
    warehouse, csms = context.warehouse, context.scope.csms
    if accounts is not None and not warehouse.has_kept(("records", csms)):
        return warehouse.once(("records", csms, tuple(accounts)), lambda: _read_whole(context, accounts))
    everyone = warehouse.once(("records", csms), lambda: _read_whole(context, None))
    return everyone if accounts is None else tuple(one for one in everyone if one.account.account_id in accounts)


def is_signed_up(record: Record) -> bool:
    return record.account.signup_date is None or record.account.signup_date <= record.day


def _read_whole(context: Context, accounts: Sequence[str] | None) -> tuple[Record, ...]:
    tables = _tables_of(context)
    newest = context.warehouse.coverage.last_day
    rows = {name: _read(context, table, row, accounts) for name, (table, row) in ROWS.items()}
    rows["weeks"] = _weeks(context, accounts)
    rows["renewals"] = {name: [_decided(row, newest) for row in own] for name, own in rows["renewals"].items()}
    found = []
    for values in _rows_of(context, "accounts", Account, accounts):
        named = values | {"name": context.vocabulary.accounts[values["account_id"]]}
        own = {name: tuple(by_account.get(values["account_id"], ())) for name, by_account in rows.items()}
        found.append(Record(_typed(Account, named), newest, newest, tables, **_in_time(own)))
    return tuple(found)


def _in_time(own: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    days = {name: rule.born or "due_on" for name, rule in RULES.items()}
    return {
        name: tuple(sorted(rows, key=lambda row: getattr(row, days[name]) or date.min)) for name, rows in own.items()
    }


def _decided(renewal: Renewal, newest: date) -> Renewal:
    """A decision without its day counts from the due day, or from the newest day when that is earlier."""
    if renewal.outcome is None or renewal.closed_on is not None:
        return renewal
    return replace(renewal, closed_on=min(renewal.due_on, newest))


def _tables_of(context: Context) -> frozenset[str]:
    tables = {name: table for name, table in context.warehouse.tables.items() if name in SCHEMA}
    return frozenset(tables) | {f"{name}.{column}" for name, table in tables.items() for column in table.columns}


def _read(context: Context, table: str, row: type, accounts: Sequence[str] | None) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    if not context.warehouse.has(table):
        return found
    for values in _rows_of(context, table, row, accounts):
        found[values["account_id"]].append(_typed(row, values))
    return found


def _rows_of(context: Context, name: str, row: type, accounts: Sequence[str] | None) -> Iterable[dict[str, Any]]:
    table = context.table(name)
    wanted = {"account_id", *_fields(row)}
    columns = [column for column in table.columns if column in wanted]
    return context.warehouse.run(_only(table, accounts).select(columns)).rows


def _only(table: Table, accounts: Sequence[str] | None) -> Table:
    return table if accounts is None else table.filter(table.account_id.isin(list(accounts)))


def _typed(row: type, values: Mapping[str, Any]) -> Any:
    """A row of the type: what the table lacks or leaves empty keeps the field's default."""
    fields_of = _fields(row)
    given = ((fields_of[name], value) for name, value in values.items() if value is not None and name in fields_of)
    return row(**{name: _plain(value) for name, value in given})


@cache
def _fields(row: type) -> Mapping[str, str]:
    """The columns that the type's fields are read from, each with its field."""
    own = {field.name: field.name for field in fields(row)}
    return own | {column: field for column, field in RENAMED.items() if field in own}


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def _weeks(context: Context, accounts: Sequence[str] | None) -> dict[str, list[Week]]:
    """Use by whole week, from an account's first week with use to the last whole week of the data."""
    if not context.warehouse.has("usage_events"):
        return {}
    events = _only(context.table("usage_events"), accounts)
    result = context.warehouse.run(_by_week_and_feature(events))
    by_account: dict[str, dict[date, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in result.rows:
        by_account[row["account_id"]][row["week"]].append(row)
    last = context.warehouse.coverage.last_day
    return {account: list(_every_week(weeks, last)) for account, weeks in by_account.items()}


def _by_week_and_feature(events: Table) -> Table:
    """What the company does not count is a use per row and no errors; what it does not name is left out."""
    keyed = events.mutate(
        week=events.used_on.truncate("W").cast("date"),
        of_feature=events.feature if "feature" in events.columns else ibis.null("string"),
        counted_uses=events.uses.fill_null(1) if "uses" in events.columns else ibis.literal(1),
        counted_errors=events.errors.fill_null(0) if "errors" in events.columns else ibis.literal(0),
    )
    aggregates = {"uses": keyed.counted_uses.sum(), "errors": keyed.counted_errors.sum(), "rows": keyed.count()}
    if "user_id" in events.columns:
        aggregates["users"] = keyed.user_id.collect(distinct=True)
    return keyed.group_by(["account_id", "week", "of_feature"]).agg(**aggregates)


def _every_week(found: Mapping[date, Sequence[Mapping[str, Any]]], last: date) -> Iterable[Week]:
    week = min(found)
    while week + WEEK - timedelta(days=1) <= last:
        yield _week(week, found.get(week, ()))
        week += WEEK


def _week(starts_on: date, rows: Sequence[Mapping[str, Any]]) -> Week:
    return Week(
        starts_on=starts_on,
        ends_on=starts_on + WEEK - timedelta(days=1),
        uses=Decimal(sum(exact(row["uses"] or 0) for row in rows)),
        errors=Decimal(sum(exact(row["errors"] or 0) for row in rows)),
        rows=sum(row["rows"] for row in rows),
        users=frozenset(user for row in rows for user in row.get("users") or () if user),
        features={row["of_feature"]: Decimal(exact(row["uses"] or 0)) for row in rows if row["of_feature"]},
    )
