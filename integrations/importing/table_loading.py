"""Takes one table from its files to the finished database: read, type, hold back, number, store, account for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from integrations.importing.draft import FAULT, Draft, type_rows
from integrations.importing.fields import plan_fields
from integrations.importing.import_report import DataNote, TableReport
from integrations.importing.links import hold_orphans
from integrations.importing.loading_notes import text_notes
from integrations.importing.mapping import TableMapping
from integrations.importing.quarantine import quarantine_rejects, quarantine_rows
from integrations.importing.quoting import literal, name
from integrations.importing.raw_table import AT, RawTable, read_raw
from integrations.importing.repeats import settle_repeats
from integrations.importing.source_files import find_files
from integrations.importing.workbench import Workbench
from tools.errors import OutsideError
from tools.schema import SCHEMA


@dataclass(frozen=True)
class Sources:
    """Where the exports lie, and a scratch folder for copies."""

    folder: Path
    scratch: Path


@dataclass(frozen=True)
class LoadedTable:
    report: TableReport
    notes: tuple[DataNote, ...]
    remarks: tuple[str, ...]


def load_table(
    bench: Workbench, table: str, mapped: TableMapping, sources: Sources, loaded: Collection[str]
) -> LoadedTable:
    """Raises OutsideError when the files or formats are unusable, or when rows in and rows out do not add up."""
    only = {source.column.casefold() for source in mapped.columns.values() if source.column} if mapped.distinct else ()
    raw = read_raw(bench, table, find_files(sources.folder, mapped.file), sources.scratch, only)
    fields = plan_fields(bench, raw, SCHEMA[table], mapped)
    if mapped.distinct:
        raw = _distinct(bench, raw, next(field.text for field in fields if field.name == SCHEMA[table].identifier))
    draft = Draft(bench, SCHEMA[table], raw, fields)
    rows_in, notes = draft.rows_in(), tuple(text_notes(draft))
    type_rows(draft)
    renamed = settle_repeats(draft)
    hold_orphans(draft, loaded)
    stored, held = _store(draft), quarantine_rows(bench, raw, sources.scratch)
    rejected = 0 if mapped.distinct else quarantine_rejects(bench, raw, sources.scratch)
    raw.drop(bench)
    bench.run("CHECKPOINT")
    report = TableReport(
        table=table,
        files=raw.files,
        rows_in=rows_in + rejected,
        loaded=stored,
        held_back=held + rejected,
        is_derived=mapped.distinct,
        attributes=tuple(column for column in draft.columns if column not in draft.schema.by_name),
    )
    _account_for(report)
    return LoadedTable(report, (*renamed, *notes), _remarks(raw, report))


def _distinct(bench: Workbench, raw: RawTable, identifier: str) -> RawTable:
    """One raw row per identifier, the first; rows without one are the business of the table they belong to."""
    first = f"SELECT min({AT}) FROM {raw.name} WHERE {identifier} <> '' GROUP BY {identifier}"
    distinct = name(f"first of {raw.name}")
    bench.run(f"CREATE TEMP TABLE {distinct} AS SELECT * FROM {raw.name} WHERE {AT} IN ({first})")
    return replace(raw, name=distinct, made=(*raw.made, f"TABLE {distinct}"))


def _store(draft: Draft) -> int:
    """Finishes the typed table; makes up the identifiers that the source may lack. No table without rows."""
    rows = int(draft.bench.value(f"SELECT count(*) FROM {draft.typed}"))
    if rows and not draft.has_identifier:
        _number(draft)
    if not rows or not draft.has_identifier:
        draft.bench.run(f"DROP TABLE {draft.typed}")
        return rows
    for column in (AT, FAULT):
        draft.bench.run(f"ALTER TABLE {draft.typed} DROP COLUMN {column}")
    return rows


def _number(draft: Draft) -> None:
    """The finished table, each row with an identifier by its place, columns in the order of the schema."""
    identifier, order = draft.schema.identifier, list(draft.schema.by_name)
    known = [column for column in order if column in draft.columns or column == identifier]
    number = f"{literal(draft.schema.name + '-')} || row_number() OVER (ORDER BY {AT}) AS {name(identifier)}"
    parts = [number if column == identifier else name(column) for column in known]
    parts += [name(column) for column in draft.columns if column not in order]
    draft.bench.run(f"CREATE TABLE {name(draft.schema.name)} AS SELECT {', '.join(parts)} FROM {draft.typed}")


def _account_for(report: TableReport) -> None:
    if report.rows_in != report.loaded + report.held_back:
        raise OutsideError(
            f"{', '.join(report.files)}: {report.rows_in:,} rows were read, but {report.loaded:,} loaded and "
            f"{report.held_back:,} held back do not add up. Nothing was published. Please report this file."
        )


def _remarks(raw: RawTable, report: TableReport) -> tuple[str, ...]:
    odd = [
        f"{origin.file.name}: {origin.file.odd_lines:,} lines were not UTF-8 and were read as Western European text."
        for origin in raw.origins
        if origin.file.odd_lines
    ]
    if report.rows_in == 0:
        odd.append(f"{', '.join(raw.files)} has a header and no rows, so there is no table {report.table}.")
    elif report.loaded == 0:
        odd.append(f"Every row of {', '.join(raw.files)} was held back, so there is no table {report.table}.")
    return tuple(odd)
