"""The sample company as a company folder: built aside, then moved into place, so that nobody sees half of it."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from integrations.sample.dice import SEED
from integrations.sample.generate import generate
from tools import schema, table
from tools.schema import SCHEMA

HERE = Path(__file__).parent
SOURCES = (".py", ".yaml", ".csv", ".toml", ".md")
FILES = ("company.toml", "people.csv", "knowledge")
KEPT = 3
PUBLISHED_AT = "2026-06-30T23:59:59+00:00"
NOTES = {
    "data_notes": "code VARCHAR, table_name VARCHAR, rows BIGINT, sentence VARCHAR, example VARCHAR",
    "quarantine": 'file VARCHAR, "row" BIGINT, column_name VARCHAR, "value" VARCHAR, reason VARCHAR, line VARCHAR',
}


def fingerprint() -> str:
    """The version of the sample: it changes with the generator, its data files, the schema or the seed."""
    own = sorted(path for path in HERE.rglob("*") if path.suffix in SOURCES)
    contract = [Path(module.__file__) for module in (schema, table) if module.__file__]
    digest = hashlib.sha256(str(SEED).encode())
    for path in [*own, *contract]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sample-{digest.hexdigest()[:12]}"


def build_sample(folder: Path) -> Path:
    """The folder, holding the sample company of this version; built unless it does already."""
    version = fingerprint()
    if not _holds(folder, version):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as aside:
            _publish(_write_company(Path(aside) / folder.name, version), folder, version)
    return folder


def _holds(folder: Path, version: str) -> bool:
    current = folder / "data" / "current"
    return current.is_file() and current.read_text(encoding="utf-8").strip() == version


def _write_company(folder: Path, version: str) -> Path:
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


def _publish(staged: Path, folder: Path, version: str) -> None:
    """Move the whole company where there is none; else add the version and let `current` name it last."""
    try:
        staged.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
        _renew(staged, folder, version)


def _renew(staged: Path, folder: Path, version: str) -> None:
    data = folder / "data"
    data.mkdir(exist_ok=True)
    if not (data / version).exists():
        (staged / "data" / version).rename(data / version)
    for source in sorted(path for name in FILES for path in _files(staged / name)):
        target = folder / source.relative_to(staged)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    (staged / "data" / "current").replace(data / "current")
    _drop_old(data)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [inner for inner in path.rglob("*") if inner.is_file()]


def _drop_old(data: Path) -> None:
    """Keep the last versions: a reader may still hold the one before."""
    versions = sorted((path for path in data.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in versions[:-KEPT]:
        shutil.rmtree(path)
