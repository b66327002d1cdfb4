"""What an import did, as a value and as plain text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from integrations.importing.text_table import lay_out
from tools.facts import Frozen


class TableReport(Frozen):
    """One table: rows in = rows loaded + rows held back. A derived table has one row per identifier found."""

    table: str
    files: tuple[str, ...]
    rows_in: int
    loaded: int
    held_back: int
    is_derived: bool = False
    attributes: tuple[str, ...] = ()


class DataNote(Frozen):
    """Rows that are odd but usable; `code` is stable, `example` names one of them."""

    code: str
    table: str
    rows: int
    sentence: str
    example: str


class HeldBack(Frozen):
    """Rows of one file held back for one reason; `row` is the line number of the first."""

    file: str
    column: str
    reason: str
    rows: int
    row: int
    value: str


class ImportReport(Frozen):
    company: str
    version: str
    currency: str
    first_day: date
    last_day: date
    arr: Decimal
    tables: tuple[TableReport, ...]
    held_back: tuple[HeldBack, ...]
    notes: tuple[DataNote, ...]
    remarks: tuple[str, ...]
    quarantine_file: str


def render_report(report: ImportReport) -> str:
    """The report as aligned plain text."""
    days = f"{report.first_day} to {report.last_day}"
    lines = [
        f"{report.company}: version {report.version} is published, with data from {days}.",
        f"ARR at {report.last_day}: {report.arr:,.2f} {report.currency} (computed twice, equal to the cent).",
        "",
        *_tables(report),
        "",
        *held_back_lines(report.held_back),
    ]
    if report.held_back:
        lines.append(f"Every row that was held back, with its line: {report.quarantine_file}")
    lines += ["", *note_lines(report.notes)]
    if report.remarks:
        lines += ["", "Also worth knowing", *(f"  {remark}" for remark in report.remarks)]
    return "\n".join(lines)


def held_back_lines(held: tuple[HeldBack, ...]) -> list[str]:
    if not held:
        return ["No row was held back."]
    rows = [
        (f"{entry.rows:,}", entry.file, entry.column or "-", entry.reason, f"line {entry.row}", _short(entry.value))
        for entry in held
    ]
    return ["Held back", *lay_out(("rows", "file", "column", "reason", "first at", "value"), rows, right=(0,))]


def note_lines(notes: tuple[DataNote, ...]) -> list[str]:
    if not notes:
        return ["Nothing odd was found in the rows that are loaded."]
    return ["Odd but usable", *(f"  {note.sentence} For example {note.example}." for note in notes)]


def _tables(report: ImportReport) -> list[str]:
    rows = [
        (
            entry.table,
            ", ".join(entry.files[:2]) + (f" and {len(entry.files) - 2} more" if len(entry.files) > 2 else ""),
            f"{entry.rows_in:,}",
            f"{entry.loaded:,}",
            f"{entry.held_back:,}",
            ", ".join(entry.attributes) or ("one row per identifier" if entry.is_derived else "-"),
        )
        for entry in report.tables
    ]
    header = ("table", "file", "rows in", "loaded", "held back", "kept as attributes")
    return lay_out(header, rows, right=(2, 3, 4))


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:37] + "..."
