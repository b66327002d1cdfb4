"""The quarantine in short: how many rows of which file were held back for which reason."""

from __future__ import annotations

from integrations.importing.import_report import HeldBack
from integrations.importing.workbench import Workbench


def summarise_held(bench: Workbench) -> tuple[HeldBack, ...]:
    """Most frequent first."""
    rows = bench.rows(
        "SELECT file, column_name, reason, count(*), min(row), arg_min(value, row) FROM quarantine"
        " GROUP BY ALL ORDER BY count(*) DESC, file, column_name, reason"
    )
    fields = ("file", "column", "reason", "rows", "row", "value")
    return tuple(HeldBack.model_validate(dict(zip(fields, row, strict=True))) for row in rows)
