"""A written company, imported as any other and opened on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from integrations.company_folder import open_warehouse, read_company
from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.import_report import ImportReport
from integrations.importing.mapping_file import load_mapping
from knowledge.library import Library
from tools.context import Context
from tools.health.history import healths
from tools.health.score import Health
from tools.record.reading import read_records
from tools.record.record import Record
from tools.scope import scope_of

TODAY, NOW = date(2025, 12, 1), "2025-12-01T06:00:00+00:00"


def import_company(folder: Path) -> ImportReport:
    """Imports `folder`/exports with its mapping into `folder`/company."""
    order = ImportOrder(folder / "exports", load_mapping(folder / "mapping.yaml"), folder / "company", force=True)
    return import_folder(order, TODAY, NOW, lambda _: None)


def open_company(folder: Path, as_of: date) -> Context:
    """The imported company as the operator sees it."""
    place = folder / "company"
    company = read_company(place)
    warehouse = open_warehouse(place)
    return Context(warehouse, scope_of(None, company), company, Library.open(folder / "index", ()), as_of)


def records_on(context: Context, day: date) -> dict[str, Record]:
    """Every account's record as known at a close, by identifier."""
    return read_records(replace(context, as_of=day))


def healths_on(context: Context, day: date) -> dict[str, Health]:
    return dict(healths(replace(context, as_of=day)))
