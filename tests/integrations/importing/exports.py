"""A tiny company's exports, small enough to check by hand, and a short way to import them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.import_report import ImportReport
from integrations.importing.mapping_file import read_mapping

TODAY = date(2025, 3, 31)
NOW = "2025-03-31T09:30:00+00:00"

ACCOUNTS = """account_id,name,signup_date,seats
A1,Acorn,2024-01-05,10
A2,Birch,2024-02-10,20
A3,Cedar,2024-03-15,30
"""
SUBSCRIPTIONS = """subscription_id,account_id,start_date,end_date,arr
S1,A1,2024-01-10,,1200.50
S2,A2,2024-02-15,2024-12-31,2400
S3,A3,2024-03-20,,3600.25
"""
MAPPING = """
company: Forest
currency: EUR
fiscal_year_start: 4
tables:
  accounts:
    file: accounts.csv
    columns: {account_id: account_id, name: name}
  subscriptions:
    file: subscriptions.csv
    columns: {subscription_id: subscription_id, account_id: account_id, start_date: start_date, arr: arr}
"""


def write_exports(folder: Path, **files: str | bytes) -> Path:
    """Writes `accounts.csv` and `subscriptions.csv` as above, and each of `files` (name without .csv) over them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {"accounts": ACCOUNTS, "subscriptions": SUBSCRIPTIONS, **files}.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def with_table(table: str, columns: str, more: str = "") -> str:
    """The mapping above with one more table."""
    return f"{MAPPING}  {table}:\n    file: {table}.csv\n    columns: {{{columns}}}\n{more}"


def run_import(tmp_path: Path, mapping: str = MAPPING, *, force: bool = False, **files: str | bytes) -> ImportReport:
    """Imports the exports, with `files` replaced or added, into `tmp_path / company`."""
    source = write_exports(tmp_path / "exports", **files)
    order = ImportOrder(source, read_mapping(mapping, "mapping.yaml"), tmp_path / "company", force=force)
    return import_folder(order, TODAY, NOW, lambda _: None)


def query(tmp_path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Asks the published database of the company."""
    data = tmp_path / "company" / "data"
    version = (data / "current").read_text(encoding="utf-8")
    with duckdb.connect(str(data / version / "company.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def held(tmp_path: Path) -> list[tuple[Any, ...]]:
    """File, line, column, value and reason of every row held back."""
    return query(tmp_path, "SELECT file, row, column_name, value, reason FROM quarantine ORDER BY file, row")


def codes(report: ImportReport) -> dict[str, int]:
    return {note.code: note.rows for note in report.notes}
