"""Imports a folder of exports: everything is built and checked aside, then published in one step or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from integrations.importing.build_version import BuiltVersion, Progress, build_version
from integrations.importing.company_files import write_company_files
from integrations.importing.data_notes import write_notes
from integrations.importing.health_scores import keep_scores
from integrations.importing.import_lock import only_importer
from integrations.importing.import_report import ImportReport
from integrations.importing.manifest import Manifest, read_manifest, write_manifest
from integrations.importing.mapping_file import MappingFile
from integrations.importing.monthly_balances import keep_months
from integrations.importing.quarantine import write_quarantine_file
from integrations.importing.self_check import check_built, check_shrinking, growth_notes
from integrations.importing.table_loading import Sources
from integrations.importing.usage_rollups import keep_usage
from integrations.importing.version_store import DATABASE, building, current_version, new_version, publish
from integrations.importing.workbench import MEMORY, open_workbench
from tools.errors import OutsideError
from tools.warehouse import Coverage

QUARANTINE = "quarantine.csv"
# A full disk has many names in DuckDB: that of a read, of a commit, of a checkpoint.
WRITE_ERRORS = (OSError, duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)


@dataclass(frozen=True)
class ImportOrder:
    """What to import from where to where; `force` lets a table shrink."""

    source: Path
    mapping: MappingFile
    company: Path
    force: bool = False

    @property
    def data(self) -> Path:
        return self.company / "data"


def import_folder(order: ImportOrder, today: date, now_iso: str, progress: Progress) -> ImportReport:
    """Imports and publishes. Whatever fails, the version that was current stays so.

    Raises OutsideError with one sentence: unusable file, unproven format, shrunken table, running import, full disk.
    """
    resolved = replace(order, source=order.source.resolve(), company=order.company.resolve())
    try:
        with only_importer(resolved.data), building(resolved.data) as folder:
            built = _build(resolved, folder, today, progress)
            covered = Coverage(built.coverage.first_day, built.coverage.last_day)
            progress("Adding up the months, by two ways")
            keep_months(folder / DATABASE, covered)
            progress("Adding up what was used")
            keep_usage(folder / DATABASE)
            progress("Scoring past months")
            keep_scores(folder / DATABASE, resolved.company, replace(covered, published_at=now_iso))
            progress("Checking and publishing")
            return _publish(resolved, folder, built, now_iso)
    except duckdb.OutOfMemoryException as error:
        raise OutsideError(
            f"The import needs more memory than its limit of {MEMORY}. Split the largest file of {order.source} by "
            "rows and name the parts with a wildcard in the mapping; the version that was current still is."
        ) from error
    except WRITE_ERRORS as error:
        place = getattr(error, "filename", None) or order.data
        raise OutsideError(
            f"The import could not read or write {place}. Check free disk space and permissions; "
            "the version that was current still is."
        ) from error


def _build(order: ImportOrder, folder: Path, today: date, progress: Progress) -> BuiltVersion:
    current = current_version(order.data)
    before = read_manifest(current) if current else None
    with open_workbench(folder / DATABASE, (order.source, folder), folder) as bench:
        built = build_version(bench, order.mapping.mapping, Sources(order.source, folder), today, progress)
        if not order.force:
            check_shrinking(built.reports, before)
        built = replace(built, notes=built.notes + growth_notes(built.reports, before))
        write_notes(bench, built.notes)
        write_quarantine_file(bench, folder / QUARANTINE)
        bench.run("CHECKPOINT")
    return built


def _publish(order: ImportOrder, folder: Path, built: BuiltVersion, now_iso: str) -> ImportReport:
    arr = check_built(folder / DATABASE, built.reports, built.coverage.last_day)
    version = new_version(order.data, now_iso)
    manifest = Manifest(
        version=version,
        company=order.mapping.mapping.company,
        published_at=now_iso,
        first_day=built.coverage.first_day,
        last_day=built.coverage.last_day,
        tables=built.entries,
        quarantined=sum(table.held_back for table in built.reports),
        notes=len(built.notes),
    )
    write_manifest(folder, manifest)
    write_company_files(order.company, order.mapping)
    published = publish(order.data, folder, version)
    return ImportReport(
        company=order.mapping.mapping.company,
        version=version,
        currency=order.mapping.mapping.currency,
        first_day=manifest.first_day,
        last_day=manifest.last_day,
        arr=arr,
        tables=built.reports,
        held_back=built.held_back,
        notes=built.notes,
        remarks=built.remarks,
        quarantine_file=str(published / QUARANTINE),
    )
