"""Builds a version's database: tables in the order of the schema, then coverage and notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from integrations.importing.coverage import Coverage, find_coverage, newest_day
from integrations.importing.data_notes import NoteContext, find_notes
from integrations.importing.held_summary import summarise_held
from integrations.importing.import_report import DataNote, HeldBack, TableReport
from integrations.importing.manifest import TableEntry
from integrations.importing.mapping import Mapping
from integrations.importing.paid_lines import create_paid_lines
from integrations.importing.quarantine import create_quarantine
from integrations.importing.self_check import check_required
from integrations.importing.table_loading import LoadedTable, Sources, load_table
from integrations.importing.workbench import Workbench
from tools.schema import SCHEMA

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuiltVersion:
    reports: tuple[TableReport, ...]
    coverage: Coverage
    notes: tuple[DataNote, ...]
    held_back: tuple[HeldBack, ...]
    entries: dict[str, TableEntry]
    remarks: tuple[str, ...]


def build_version(
    bench: Workbench, mapping: Mapping, sources: Sources, today: date, progress: Progress
) -> BuiltVersion:
    """Raises OutsideError when a file or format is unusable or a required table stays empty."""
    create_quarantine(bench)
    tables = _load_tables(bench, mapping, sources, progress)
    reports, held = tuple(table.report for table in tables), summarise_held(bench)
    check_required(reports, held)
    present = [table.report.table for table in tables if table.report.loaded]
    progress("Looking for what is odd")
    create_paid_lines(bench)
    coverage = find_coverage(bench, present, today, mapping.covers_until)
    context = NoteContext(coverage.last_day, today, mapping.currency)
    return BuiltVersion(
        reports=reports,
        coverage=coverage,
        notes=(*(note for table in tables for note in table.notes), *find_notes(bench, context)),
        held_back=held,
        entries={table.report.table: _entry(bench, table, today) for table in tables if table.report.loaded},
        remarks=tuple(remark for table in tables for remark in table.remarks),
    )


def _load_tables(bench: Workbench, mapping: Mapping, sources: Sources, progress: Progress) -> list[LoadedTable]:
    tables: list[LoadedTable] = []
    for name in (name for name in SCHEMA if name in mapping.tables):
        progress(f"Reading {mapping.tables[name].file} into {name}")
        loaded = [table.report.table for table in tables if table.report.loaded]
        tables.append(load_table(bench, name, mapping.tables[name], sources, loaded))
    return tables


def _entry(bench: Workbench, table: LoadedTable, today: date) -> TableEntry:
    report = table.report
    return TableEntry(rows=report.loaded, newest=newest_day(bench, report.table, today), source=", ".join(report.files))
