"""The sample company's files: settings, people, knowledge and the warehouse file."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from integrations.sample.files import FILES, HERE
from integrations.sample.generate import generate
from tools.schema import SCHEMA

PUBLISHED_AT = "2026-06-30T23:59:59+00:00"
NOTES = {
    "data_notes": "code VARCHAR, table_name VARCHAR, rows BIGINT, sentence VARCHAR, example VARCHAR",
    "quarantine": 'file VARCHAR, "row" BIGINT, column_name VARCHAR, "value" VARCHAR, reason VARCHAR, line VARCHAR',
}


def write_company(folder: Path, version: str) -> Path:
    """The company folder, whole, at a place where nobody looks yet."""
    data = folder / "data" / version
    data.mkdir(parents=True)
    for name in FILES:
        source = HERE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    tables = generate()
    _write_database(data / "company.duckdb", tables)
    manifest = json.dumps(_manifest(version, tables), indent=2)
    (data / "manifest.json").write_text(manifest + "\n", encoding="utf-8")
    (folder / "data" / "current").write_text(version + "\n", encoding="utf-8")
    return folder


def _write_database(path: Path, tables: dict[str, pa.Table]) -> None:
    with duckdb.connect(str(path)) as connection:
        for name, rows in tables.items():
            connection.register("given", rows)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
            connection.unregister("given")
        for name, columns in NOTES.items():
            connection.execute(f"CREATE TABLE {name} ({columns})")
        connection.execute("CHECKPOINT")


def _manifest(version: str, tables: dict[str, pa.Table]) -> dict[str, Any]:
    days = [day for name, rows in tables.items() for day in _covered(name, rows)]
    return {
        "version": version,
        "company": "Lumen",
        "published_at": PUBLISHED_AT,
        "first_day": min(days).isoformat(),
        "last_day": max(days).isoformat(),
        "tables": {name: _described(name, rows) for name, rows in tables.items()},
        "quarantined": 0,
        "notes": 0,
    }


def _covered(name: str, rows: pa.Table) -> list[date]:
    """The oldest and the newest day on which something of the table happened."""
    dated = SCHEMA[name].happened_on
    return [bound.as_py() for bound in pc.min_max(rows[dated]).values()] if dated else []


def _described(name: str, rows: pa.Table) -> dict[str, Any]:
    days = _covered(name, rows)
    return {"rows": rows.num_rows, "newest": max(days).isoformat() if days else None, "source": "sample"}
