"""Reading the records of accounts: one query per table, rows typed and grouped by account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from ibis.expr.types import Table

from tools.context import Context
from tools.currencies import currencies_of
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
)
from tools.record.weeks import read_weeks
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
    tables, currencies = _tables_of(context), currencies_of(context)
    newest = context.warehouse.coverage.last_day
    rows = {name: _read(context, table, row, accounts) for name, (table, row) in ROWS.items()}
    rows["weeks"] = read_weeks(context, accounts)
    rows["renewals"] = {name: [_decided(row, newest) for row in own] for name, own in rows["renewals"].items()}
    found = []
    for values in _rows_of(context, "accounts", Account, accounts):
        named = values | {"name": context.vocabulary.accounts[values["account_id"]]}
        own = {name: tuple(by_account.get(values["account_id"], ())) for name, by_account in rows.items()}
        found.append(Record(_typed(Account, named), newest, newest, tables, currencies, **_in_time(own)))
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
