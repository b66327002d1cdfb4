"""The recurring, paid subscription lines: what ARR is the sum of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from integrations.importing.quoting import literal, name
from integrations.importing.workbench import Workbench

PAID = name("paid lines")
# Columns a source may lack, and what their absence means.
ABSENT = {"end_date": "NULL::DATE", "is_trial": "false", "is_one_off": "false", "plan": "NULL::VARCHAR"}


def columns_of(bench: Workbench, table: str) -> tuple[str, ...]:
    """The columns of a table, none if there is no such table."""
    wanted = f"schema_name = 'main' AND table_name = {literal(table)}"
    rows = bench.rows(f"SELECT column_name FROM duckdb_columns() WHERE {wanted} ORDER BY column_index")
    return tuple(row[0] for row in rows)


def create_paid_lines(bench: Workbench) -> None:
    """A view of the paid lines: neither trials nor one-off services; columns the source lacks are filled in."""
    known = columns_of(bench, "subscriptions")
    filled = {column: name(column) if column in known else absent for column, absent in ABSENT.items()}
    bench.run(
        f"CREATE OR REPLACE TEMP VIEW {PAID} AS SELECT subscription_id, account_id, start_date, "
        f"{filled['end_date']} AS end_date, arr, {filled['plan']} AS plan FROM subscriptions "
        f"WHERE NOT coalesce({filled['is_trial']}, false) AND NOT coalesce({filled['is_one_off']}, false)"
    )


def arr_of_live_lines(bench: Workbench, day: date) -> Decimal:
    """ARR at the close of `day`: the lines that have started and not ended."""
    live = f"start_date <= {literal(day)} AND (end_date IS NULL OR end_date > {literal(day)})"
    return Decimal(bench.value(f"SELECT coalesce(sum(arr), 0) FROM {PAID} WHERE {live}"))


def arr_of_starts_and_ends(bench: Workbench, day: date) -> Decimal:
    """The same amount by another road: everything that ever started, less everything that has ended since."""
    movements = (
        f"SELECT start_date AS day, arr FROM {PAID}"
        f" UNION ALL SELECT greatest(end_date, start_date), -arr FROM {PAID} WHERE end_date IS NOT NULL"
    )
    return Decimal(bench.value(f"SELECT coalesce(sum(arr), 0) FROM ({movements}) WHERE day <= {literal(day)}"))
