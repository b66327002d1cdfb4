"""What must be true of a built version before anybody may read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from integrations.importing.import_report import DataNote, HeldBack, TableReport
from integrations.importing.manifest import Manifest
from integrations.importing.paid_lines import arr_of_live_lines, arr_of_starts_and_ends, create_paid_lines
from integrations.importing.quoting import name
from integrations.importing.workbench import open_published
from tools.errors import OutsideError
from tools.schema import REQUIRED_TABLES

LARGEST_LOSS = Decimal("0.20")
LARGEST_GROWTH = Decimal("0.50")


def check_required(tables: Sequence[TableReport], held: Sequence[HeldBack]) -> None:
    """Refuses a version whose required tables are empty, and says why they are."""
    for table in tables:
        if table.table in REQUIRED_TABLES and table.loaded == 0:
            files = ", ".join(table.files)
            state = f"all {table.rows_in:,} rows were held back" if table.rows_in else "there is a header and no row"
            raise OutsideError(
                f"{files}: {state}, and Steward cannot do without {table.table}; nothing was published."
                f"{_reason(held, table)}"
            )


def _reason(held: Sequence[HeldBack], table: TableReport) -> str:
    first = next((entry for entry in held if entry.file in table.files), None)
    return f" Line {first.row}, column '{first.column}': {first.reason} ({first.value})." if first else ""


def check_shrinking(tables: Sequence[TableReport], before: Manifest | None) -> None:
    """Refuses a table that lost more than a fifth of its rows: more often half a file than a real loss."""
    now = {table.table: table for table in tables}
    for table, entry in before.tables.items() if before else ():
        rows = now[table].loaded if table in now else 0
        if rows < entry.rows * (1 - LARGEST_LOSS):
            files = ", ".join(now[table].files) if table in now else entry.source
            raise OutsideError(
                f"{files}: {table} would shrink from {entry.rows:,} to {rows:,} rows, more than the 20 % that is let "
                "through. If that is right, import again with --force; the current version stays until then."
            )


def growth_notes(tables: Sequence[TableReport], before: Manifest | None) -> tuple[DataNote, ...]:
    known = before.tables if before else {}
    return tuple(
        DataNote(
            code="table_grew",
            table=table.table,
            rows=table.loaded - known[table.table].rows,
            sentence=f"{table.table} grew from {known[table.table].rows:,} to {table.loaded:,} rows by this import.",
            example=table.files[0],
        )
        for table in tables
        if table.table in known and table.loaded > known[table.table].rows * (1 + LARGEST_GROWTH)
    )


def check_built(database: Path, tables: Sequence[TableReport], last_day: date) -> Decimal:
    """Opens the finished file as a reader would: counts again, and computes ARR by two roads. Returns the ARR."""
    with open_published(database) as bench:
        for table in tables:
            stored = bench.value(f"SELECT count(*) FROM {name(table.table)}") if table.loaded else 0
            if stored != table.loaded:
                raise OutsideError(f"{table.table}: {table.loaded:,} rows were loaded and {stored:,} are in the file.")
        create_paid_lines(bench)
        arr, again = arr_of_live_lines(bench, last_day), arr_of_starts_and_ends(bench, last_day)
        if arr != again:
            raise OutsideError(
                f"ARR at {last_day} is {arr} by live lines and {again} by starts and ends. Nothing published."
            )
        return arr
