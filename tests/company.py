"""Tiny companies whose numbers can be added in the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from knowledge.library import Library
from tools.company import Company
from tools.context import Context
from tools.schema import SCHEMA
from tools.scope import scope_of
from tools.warehouse import Coverage, Warehouse

ARROW: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "money": pa.decimal128(18, 2),
    "number": pa.float64(),
    "count": pa.int64(),
    "flag": pa.bool_(),
}
Row = Mapping[str, Any]
FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2024, 12, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


def account(name: str, **columns: Any) -> Row:
    return {"account_id": f"A-{name}", "name": name} | columns


def line(name: str, arr: int, start: str, end: str | None = None, **columns: Any) -> Row:
    """One subscription line of the account with this name."""
    return {
        "subscription_id": f"S-{name}-{start}-{arr}",
        "account_id": f"A-{name}",
        "arr": arr,
        "start_date": day(start),
        "end_date": day(end) if end else None,
    } | columns


def warehouse(tables: Mapping[str, Sequence[Row]], first_day: date = FIRST_DAY, last_day: date = LAST_DAY) -> Warehouse:
    """A warehouse in memory with these tables, typed as the schema says; unknown columns by their values."""
    backend = ibis.duckdb.connect()
    for name, rows in tables.items():
        backend.con.register(f"rows_of_{name}", _arrow(name, rows))
        backend.raw_sql(f"create table {name} as select * from rows_of_{name}")
        backend.con.unregister(f"rows_of_{name}")
    return Warehouse(backend, Coverage(first_day, last_day, "2025-01-01T00:00:00Z", "1"))


def context(
    tables: Mapping[str, Sequence[Row]],
    company: Company | None = None,
    *,
    user: str | None = None,
    as_of: date = LAST_DAY,
) -> Context:
    company = company or Company(name="Tiny")
    return Context(warehouse(tables), scope_of(user, company), company, Library.open(Path("unused"), ()), as_of)


def _arrow(table: str, rows: Sequence[Row]) -> pa.Table:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    known = SCHEMA[table].by_name if table in SCHEMA else {}
    arrays = {
        name: pa.array(values, type=ARROW[known[name].type]) if name in known else pa.array(values)
        for name, values in columns.items()
    }
    return pa.table(arrays)
