"""What is loaded for a company, how fresh it is, what was held back, what is odd, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from integrations.importing.held_summary import summarise_held
from integrations.importing.import_report import DataNote, HeldBack, held_back_lines, note_lines
from integrations.importing.manifest import Manifest, read_manifest
from integrations.importing.missing_tables import DISABLES
from integrations.importing.monthly_balances import compare_months
from integrations.importing.paid_lines import columns_of
from integrations.importing.quoting import name
from integrations.importing.text_table import lay_out
from integrations.importing.usage_rollups import compare_usage
from integrations.importing.version_store import DATABASE, current_version
from integrations.importing.workbench import Workbench, open_published
from tools.errors import OutsideError
from tools.facts import Frozen
from tools.metrics.monthly import TABLE
from tools.roll_ups import ROLL_UPS
from tools.schema import SCHEMA
from tools.warehouse import Coverage


class TableCheck(Frozen):
    """`days_behind` counts from the table's newest day to the newest day of all data; None for a table without days."""

    table: str
    rows: int
    newest: date | None
    days_behind: int | None
    source: str


class MissingTable(Frozen):
    table: str
    disables: str


class CompanyCheck(Frozen):
    company: str
    version: str
    published_at: str
    first_day: date
    last_day: date
    tables: tuple[TableCheck, ...]
    quarantined: int
    held_back: tuple[HeldBack, ...]
    notes: tuple[DataNote, ...]
    missing: tuple[MissingTable, ...]
    months: str
    usage: str


def describe_company(company: Path) -> CompanyCheck:
    """Raises OutsideError when nothing is published or the current version is damaged."""
    version = current_version(company.resolve() / "data")
    if version is None:
        raise OutsideError(
            f"{company} has no published data. Bring some in with: steward import DIR --company {company}"
        )
    manifest = read_manifest(version)
    try:
        if manifest is None:
            raise OutsideError(_damaged(company, version))
        with open_published(version / DATABASE) as bench:
            _read_whole(bench)
            has_months = bool(columns_of(bench, TABLE))
            found = _check(bench, manifest)
        return found.model_copy(update={"months": _months(version / DATABASE, manifest)}) if has_months else found
    except duckdb.Error as error:
        raise OutsideError(_damaged(company, version)) from error


def _check(bench: Workbench, manifest: Manifest) -> CompanyCheck:
    tables = tuple(
        TableCheck(
            table=table,
            rows=entry.rows,
            newest=entry.newest,
            days_behind=(manifest.last_day - entry.newest).days if entry.newest else None,
            source=entry.source,
        )
        for table, entry in manifest.tables.items()
    )
    return CompanyCheck(
        company=manifest.company,
        version=manifest.version,
        published_at=manifest.published_at,
        first_day=manifest.first_day,
        last_day=manifest.last_day,
        tables=tables,
        quarantined=manifest.quarantined,
        held_back=summarise_held(bench),
        notes=_notes(bench),
        months="There are no monthly balances; the next import adds them. Questions read the lines until then.",
        usage=_usage(bench),
        missing=tuple(MissingTable(table=t, disables=DISABLES[t]) for t in SCHEMA if t not in manifest.tables),
    )


def _months(database: Path, manifest: Manifest) -> str:
    """Whether the monthly balances still say what the lines say."""
    months, found = compare_months(database, Coverage(manifest.first_day, manifest.last_day))
    if found:
        return f"The monthly balances and the lines disagree; import again. {'; '.join(item.words for item in found)}"
    return f"The monthly balances of {months} months agree with the lines to the cent."


def _usage(bench: Workbench) -> str:
    """Whether what was added up of usage still says what the events say."""
    kept = [roll_up.table for roll_up in ROLL_UPS if columns_of(bench, roll_up.table)]
    if not kept:
        return "Usage is not kept added up; questions read the events, if there are any."
    found = compare_usage(bench)
    if found:
        return f"Usage added up and the events disagree; import again. {'; '.join(item.words for item in found)}"
    return f"Usage added up ({', '.join(kept)}) agrees with the events."


def _read_whole(bench: Workbench) -> None:
    """Reads every value once: DuckDB checks its blocks only when it reads them."""
    for (table,) in bench.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1"):
        bench.rows(f"SELECT bit_xor(hash(held)) FROM {name(table)} AS held")


def _notes(bench: Workbench) -> tuple[DataNote, ...]:
    rows = bench.rows("SELECT code, table_name, rows, sentence, example FROM data_notes")
    fields = ("code", "table", "rows", "sentence", "example")
    return tuple(DataNote.model_validate(dict(zip(fields, row, strict=True))) for row in rows)


def _damaged(company: Path, version: Path) -> str:
    return f"Version {version.name} of {company} is damaged. Import again; the older versions beside it are kept."


def render_check(check: CompanyCheck) -> str:
    """The check as aligned plain text."""
    rows = [
        (entry.table, f"{entry.rows:,}", str(entry.newest or "-"), _freshness(entry), entry.source)
        for entry in check.tables
    ]
    lines = [
        f"{check.company}: version {check.version}, published {check.published_at}, "
        f"with data from {check.first_day} to {check.last_day}.",
        "",
        *lay_out(("table", "rows", "newest day", "freshness", "file"), rows, right=(1,)),
        "",
        *held_back_lines(check.held_back),
        "",
        *note_lines(check.notes),
        "",
        check.months,
        check.usage,
    ]
    if check.missing:
        lines += ["", "Not loaded", *(f"  {missing.disables}" for missing in check.missing)]
    return "\n".join(lines)


def _freshness(entry: TableCheck) -> str:
    if entry.days_behind is None:
        return "no days"
    if entry.days_behind <= 0:
        return "up to the last day"
    return f"{entry.days_behind:,} day{'s' if entry.days_behind > 1 else ''} behind"
