"""Single facts about one account that are not metrics: what is recorded of it, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tools.context import Context
from tools.dimensions import CSM
from tools.errors import UnknownName
from tools.facts import Definition, Fact, Source, Unit, Value
from tools.metrics.ledger import paid
from tools.names import listed, pick
from tools.schema import ACCOUNTS
from tools.warehouse import Result

UNITS: dict[type, Unit] = {date: "date", int: "count", Decimal: "count", float: "count", str: "text", bool: "text"}
HIDDEN = ("account_id", "name")


def recorded(context: Context, account: str, attribute: str | None = None) -> Iterator[Fact]:
    """What the accounts table says, column by column, or the one column asked for. Raises UnknownName."""
    accounts = context.table("accounts")
    result = context.warehouse.run(accounts.filter(accounts.account_id == account))
    row = result.rows[0]
    wanted = [_column(attribute, list(row))] if attribute else [name for name in row if name not in HIDDEN]
    for name in wanted:
        yield _about(context, account, name, row[name], result)


def status(context: Context, account: str) -> Iterator[Fact]:
    """Whether the account pays at the as-of close, and its first and last paid day."""
    lines = context.table("subscriptions")
    lines = lines.filter((lines.account_id == account) & paid(lines) & (lines.arr > 0))
    lines = lines.filter(lines.start_date <= context.as_of)
    has_ends = "end_date" in lines.columns
    ended = lines.end_date <= context.as_of if has_ends else lines.start_date.isnull()
    result = context.warehouse.run(
        lines.aggregate(
            since=lines.start_date.min(),
            live=(~ended.fill_null(False)).sum(),
            until=lines.end_date.max() if has_ends else lines.start_date.max(),
            rows=lines.count(),
        )
    )
    row = result.rows[0]
    yield _about(context, account, "account_status", _status_words(row), result)
    if row["since"]:
        yield _about(context, account, "paying_since", row["since"], result)
    if row["rows"] and not row["live"]:
        yield _about(context, account, "paid_until", row["until"], result)


def _status_words(row: dict[str, Any]) -> str:
    if not row["rows"]:
        return "never paid"
    return "paying" if row["live"] else "no longer paying"


def _about(context: Context, account: str, name: str, value: Any, result: Result) -> Fact:
    computed = name in ("account_status", "paying_since", "paid_until")
    # Of the lines one row was made, which holds their number; the account's own row is one.
    rows = result.rows[0]["rows"] if computed else len(result.rows)
    return Fact(
        metric=name,
        label=_label(name),
        value=context.company.name_of(value) if name == CSM and value else _plain(value),
        unit=UNITS.get(type(value), "text"),
        subject={"account": context.vocabulary.accounts[account]},
        as_of=context.as_of,
        definition=Definition(name=name, version=1, formula="from its paid lines" if computed else "as recorded"),
        source=Source(tables=("subscriptions" if computed else "accounts",), rows=rows, query=result.query),
        undefined_because="it is not recorded" if value is None else None,
    )


def _label(name: str) -> str:
    return "CSM" if name == CSM else name.removeprefix("is_").replace("_", " ").capitalize()


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return Decimal(repr(value)) if isinstance(value, float) else value


def _column(attribute: str, columns: list[str]) -> str:
    by_cut = {column.cut: column.name for column in ACCOUNTS.columns if column.cut}
    if attribute in columns or by_cut.get(attribute) in columns:
        return by_cut.get(attribute, attribute)
    try:
        return pick(attribute, columns, "attribute")
    except UnknownName as error:
        known = listed([name for name in columns if name not in HIDDEN])
        raise UnknownName(f"The accounts have no '{attribute}'; recorded are {known}.") from error
