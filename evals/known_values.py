"""Known values, computed by plain SQL over the data itself: never through the tools they are to check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection
from pydantic import ValidationError

from evals.case import Case, Known
from evals.matching import agree
from tools.errors import OutsideError

BOOK = Path(__file__).parent / "book.sql"
KnownValues = Mapping[str, tuple[Known, ...]]
Truth = DuckDBPyConnection


def open_exports(folder: Path) -> Truth:
    """Raw CSV exports as tables named after their files, without the folder's name: ravenstack_accounts is accounts."""
    connection = duckdb.connect()
    for path in sorted(folder.glob("*.csv")):
        name = path.stem.removeprefix(f"{folder.name}_")
        connection.read_csv(str(path), sample_size=-1).create(name)
    return connection


def open_published(file: Path) -> Truth:
    """The tables of a published company, read-only, with the macros of book.sql."""
    connection = duckdb.connect()
    quoted = str(file).replace("'", "''")
    connection.execute(f"attach '{quoted}' as company (read_only)")
    connection.execute("use company")
    connection.execute(BOOK.read_text(encoding="utf-8"))
    return connection


def known_values(cases: Iterable[Case], connection: Truth | None) -> dict[str, tuple[Known, ...]]:
    """Per case id: what its SQL returns, else what it pins; without a connection only what is pinned.

    Raises OutsideError when a case's SQL fails, returns nothing, or differs from what the case pins.
    """
    return {case.id: _known(case, connection) for case in cases}


def known_rows(connection: Truth, sql: str) -> tuple[Known, ...]:
    """The rows of a query with a column `value` and perhaps a column `subject`."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return tuple(_row(dict(zip(names, row, strict=True))) for row in cursor.fetchall())


def _known(case: Case, connection: Truth | None) -> tuple[Known, ...]:
    pinned = case.expect.known
    if connection is None or not case.expect.sql:
        return pinned
    try:
        rows = known_rows(connection, case.expect.sql)
    except (duckdb.Error, ValidationError) as error:
        raise OutsideError(f"The SQL of case {case.id} gives no plain values; correct it and run again.") from error
    if not rows:
        raise OutsideError(f"The SQL of case {case.id} returns nothing; correct it and run again.")
    if pinned and not _same(case, pinned, rows):
        raise OutsideError(f"Case {case.id} pins values that its SQL does not return; correct one of them.")
    return rows


def _row(row: dict[str, Any]) -> Known:
    subject = row.get("subject", "")
    return Known.model_validate({"value": row.get("value"), "subject": "not recorded" if subject is None else subject})


def _same(case: Case, pinned: tuple[Known, ...], rows: tuple[Known, ...]) -> bool:
    """Whether the pinned rows are those of the SQL, which has an order only where the case is about order."""
    unit = case.expect.unit or "count"
    sides = (pinned, rows) if case.expect.ordered else (_sorted(pinned), _sorted(rows))
    return len(pinned) == len(rows) and all(
        one.subject == other.subject and agree(one.value, other.value, unit) for one, other in zip(*sides, strict=True)
    )


def _sorted(rows: tuple[Known, ...]) -> list[Known]:
    return sorted(rows, key=lambda row: row.subject)
