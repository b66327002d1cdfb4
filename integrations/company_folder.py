"""A company folder on disk: its settings, its people, the published warehouse file, its own knowledge."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import ibis
from pydantic import ValidationError

from integrations.engines import connect, coverage_of
from knowledge.documents import Document, KnowledgeError, load_documents
from tools.company import Company, Person
from tools.errors import OutsideError
from tools.warehouse import Coverage, Warehouse

BUILT_IN = Path(__file__).parent.parent / "knowledge"
SETTINGS = "company.toml"
BUILT_IN_FOLDERS = ("glossary", "playbooks", "operating")
LOCKED: Mapping[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "memory_limit": "1GB",
    "threads": 2,
}


def read_company(folder: Path) -> Company:
    """company.toml and people.csv. Raises OutsideError naming what is wrong."""
    settings = folder / SETTINGS
    if not settings.exists():
        raise OutsideError(f"There is no company at {folder}; run 'steward import' first, or leave --company out.")
    try:
        content = tomllib.loads(settings.read_text(encoding="utf-8"))
        return Company.model_validate(content | {"people": read_people(folder / "people.csv")})
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise OutsideError(f"{settings} cannot be read: {_first_line(error)}; correct it and try again.") from error


def read_people(path: Path) -> tuple[Person, ...]:
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(Person.model_validate(row) for row in csv.DictReader(file) if row.get("email"))


def open_data(folder: Path, today: date) -> Warehouse:
    """The company's own warehouse where company.toml names one, else the current published version.

    Both are read-only. Raises OutsideError when there is none or it cannot be opened.
    """
    url = warehouse_url(folder)
    if not url:
        return open_warehouse(folder)
    backend = connect(url)
    return Warehouse(backend, coverage_of(backend, version_of(folder, today), today))


def warehouse_url(folder: Path) -> str:
    """The company's own warehouse, empty where its data is published here."""
    return read_company(folder).warehouse.get_secret_value() if (folder / SETTINGS).exists() else ""


def version_of(folder: Path, today: date) -> str:
    """What tells this data from later data: the published version, or the day for a warehouse that keeps moving."""
    return f"live on {today}" if warehouse_url(folder) else current_version(folder)


def open_warehouse(folder: Path) -> Warehouse:
    """The current published version, read-only and locked down. Raises OutsideError when there is none."""
    pointer = folder / "data" / "current"
    if not pointer.exists():
        raise OutsideError(f"{folder} has no published data; run 'steward import' first.")
    version = folder / "data" / pointer.read_text(encoding="utf-8").strip()
    coverage = read_coverage(version)
    try:
        return open_database(version / "company.duckdb", coverage)
    except Exception as error:
        raise OutsideError(f"The published data of {folder} cannot be opened; run 'steward import' again.") from error


def open_database(database: Path, coverage: Coverage) -> Warehouse:
    """A version's database, read-only and locked down. Raises what DuckDB does."""
    return Warehouse(ibis.duckdb.connect(database, read_only=True, **LOCKED), coverage)


def read_coverage(version: Path) -> Coverage:
    """What the manifest of a version says of its days."""
    manifest: dict[str, Any] = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    return Coverage(
        first_day=date.fromisoformat(manifest["first_day"]),
        last_day=date.fromisoformat(manifest["last_day"]),
        published_at=manifest.get("published_at", ""),
        version=manifest["version"],
    )


def read_documents(folder: Path) -> tuple[Document, ...]:
    """The built-in knowledge, and the company's own, which wins."""
    try:
        return load_documents(*(BUILT_IN / kind for kind in BUILT_IN_FOLDERS), folder / "knowledge")
    except KnowledgeError as error:
        raise OutsideError(str(error)) from error


def current_version(folder: Path) -> str:
    pointer = folder / "data" / "current"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])} {first['msg'].lower()}"
    return str(error).splitlines()[0]
