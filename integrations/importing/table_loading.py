"""Takes one table from its files to the finished database: read, type, hold back, number, store, account for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from integrations.importing.draft import Draft, type_rows
from integrations.importing.fields import plan_fields
from integrations.importing.import_report import DataNote, TableReport
from integrations.importing.links import hold_orphans
from integrations.importing.loading_notes import text_notes
from integrations.importing.mapping import TableMapping
from integrations.importing.quarantine import quarantine_rejects, quarantine_rows
from integrations.importing.quoting import literal, name
from integrations.importing.raw_table import AT, RawTable, read_raw
from integrations.importing.repeats import hold_repeated_rows, settle_repeated_identifiers
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
    draft = Draft(bench, SCHEMA[table], raw, plan_fields(bench, raw, SCHEMA[table], mapped))
    if mapped.distinct:
        _keep_distinct(draft)
    rows_in, notes = draft.rows_in(), tuple(text_notes(draft))
    type_rows(draft)
    hold_repeated_rows(draft)
    renamed = settle_repeated_identifiers(draft)
    hold_orphans(draft, loaded)
    stored, held = _store(draft), quarantine_rows(bench, raw, sources.scratch)
    rejected = 0 if mapped.distinct else quarantine_rejects(bench, raw, sources.scratch)
    draft.drop()
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


def _keep_distinct(draft: Draft) -> None:
    """One raw row per identifier, the first; rows without one are the business of the table they belong to."""
    identifier = next(field.text for field in draft.fields if field.name == draft.schema.identifier)
    first = f"SELECT min({AT}) FROM {draft.raw.name} WHERE {identifier} <> '' GROUP BY {identifier}"
    draft.bench.run(f"DELETE FROM {draft.raw.name} WHERE {AT} NOT IN ({first})")


def _store(draft: Draft) -> int:
    """Writes the finished table, columns in schema order; makes up what the source may lack. No table without rows."""
    if not draft.bench.value(f"SELECT count(*) FROM {draft.typed}"):
        return 0
    made_up = {}
    if not draft.has_identifier:
        made_up[draft.schema.identifier] = f"{literal(draft.schema.name + '-')} || row_number() OVER (ORDER BY {AT})"
    if draft.schema.name == "accounts" and "name" not in draft.columns:
        made_up["name"] = name("account_id")
    order = [column for column in draft.schema.by_name if column in draft.columns or column in made_up]
    parts = [f"{made_up[column]} AS {name(column)}" if column in made_up else name(column) for column in order]
    parts += [name(column) for column in draft.columns if column not in draft.schema.by_name]
    draft.bench.run(f"CREATE TABLE {name(draft.schema.name)} AS SELECT {', '.join(parts)} FROM {draft.typed}")
    return int(draft.bench.value(f"SELECT count(*) FROM {name(draft.schema.name)}"))


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
