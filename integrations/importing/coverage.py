"""The first and the last day a company's data speaks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from integrations.importing.paid_lines import columns_of
from integrations.importing.quoting import literal, name
from integrations.importing.workbench import Workbench
from tools.errors import OutsideError
from tools.schema import SCHEMA


@dataclass(frozen=True)
class Coverage:
    first_day: date
    last_day: date


def find_coverage(bench: Workbench, tables: Collection[str], today: date, covers_until: date | None) -> Coverage:
    """From the days things happened, up to `today`; a subscription's end counts only where nothing else is dated.

    Raises OutsideError when no row is dated on or before `today`.
    """
    days = [_range(bench, table, SCHEMA[table].happened_on, today) for table in tables if newest_column(bench, table)]
    if "tickets" in tables and "closed_at" in columns_of(bench, "tickets"):
        days.append(_range(bench, "tickets", "closed_at", today))
    dated = [table for table in tables if newest_column(bench, table)]
    if dated == ["subscriptions"] and "end_date" in columns_of(bench, "subscriptions"):
        days.append(_range(bench, "subscriptions", "end_date", today))
    firsts = [first for first, _ in days if first]
    lasts = [last for _, last in days if last]
    if not firsts:
        raise OutsideError(f"Every row is dated after {today}, the day of the import. Check the dates of the exports.")
    return Coverage(min(firsts), covers_until or max(lasts))


def newest_day(bench: Workbench, table: str, today: date) -> date | None:
    """The newest day a table's rows happened on, not after `today`; None for a table without days."""
    column = newest_column(bench, table)
    return _range(bench, table, column, today)[1] if column else None


def newest_column(bench: Workbench, table: str) -> str:
    """The column that dates the table's rows, '' if it has none."""
    column = SCHEMA[table].happened_on
    return column if column in columns_of(bench, table) else ""


def _range(bench: Workbench, table: str, column: str, today: date) -> tuple[date | None, date | None]:
    day = f"CAST({name(column)} AS DATE)"
    row = bench.rows(f"SELECT min({day}), max({day}) FROM {name(table)} WHERE {day} <= {literal(today)}")[0]
    return row[0], row[1]
