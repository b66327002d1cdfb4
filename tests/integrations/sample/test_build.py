from __future__ import annotations

import csv
import json
import tomllib
from datetime import date
from pathlib import Path

import duckdb
import pytest

from integrations.company_folder import open_warehouse, read_company
from integrations.sample import build, written
from integrations.sample.build import build_sample, fingerprint
from integrations.sample.generate import generate
from knowledge.documents import load_documents
from tests.integrations.sample.conftest import Ask
from tools.schema import SCHEMA

STORED = {
    "text": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "money": "DECIMAL(18,2)",
    "number": "DOUBLE",
    "count": "BIGINT",
    "flag": "BOOLEAN",
}


def test_the_same_seed_gives_the_same_rows() -> None:
    first, second = generate(), generate()
    assert list(first) == list(SCHEMA)
    assert all(first[name].equals(second[name]) for name in SCHEMA)


@pytest.mark.parametrize("name", SCHEMA)
def test_a_table_has_its_columns_in_order_with_the_stored_types(name: str, sql: Ask) -> None:
    found = [(row[0], row[1]) for row in sql(f"DESCRIBE {name}")]
    wanted = [(column.name, STORED[column.type]) for column in SCHEMA[name].columns]
    assert found[: len(wanted)] == wanted
    assert [column for column, _ in found[len(wanted) :]] == (["touch_model"] if name == "accounts" else [])


@pytest.mark.parametrize("name", SCHEMA)
def test_a_table_has_rows_and_every_required_column_is_filled(name: str, sql: Ask) -> None:
    required = [column.name for column in SCHEMA[name].columns if column.required]
    rows, *filled = sql(f"SELECT count(*), {', '.join(f'count({column})' for column in required)} FROM {name}")[0]
    assert rows > 30
    assert set(filled) == {rows}


def test_the_tables_of_the_import_are_there_and_empty(sql: Ask) -> None:
    assert sql("SELECT (SELECT count(*) FROM data_notes), (SELECT count(*) FROM quarantine)") == [(0, 0)]


def test_health_is_kept_of_the_months_before(sql: Ask) -> None:
    scored = "SELECT count(*) > 2000, count(DISTINCT day), max(day), count(DISTINCT made_by) FROM computed_health"
    assert sql(scored) == [(True, 28, date(2026, 6, 30), 1)]


def test_the_manifest_counts_what_is_stored(company: Path, sql: Ask) -> None:
    version = (company / "data" / "current").read_text(encoding="utf-8").strip()
    manifest = json.loads((company / "data" / version / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["version"], manifest["last_day"]) == (version, "2026-06-30")
    for name, table in manifest["tables"].items():
        assert sql(f"SELECT count(*) FROM {name}") == [(table["rows"],)]
    assert sql("SELECT min(start_date) FROM subscriptions")[0][0].isoformat() == manifest["first_day"]


def test_the_database_is_checkpointed_and_alone(company: Path) -> None:
    version = (company / "data" / "current").read_text(encoding="utf-8").strip()
    assert sorted(path.name for path in (company / "data" / version).iterdir()) == ["company.duckdb", "manifest.json"]


def test_settings_people_and_knowledge_can_be_read(company: Path) -> None:
    settings = tomllib.loads((company / "company.toml").read_text(encoding="utf-8"))
    assert (settings["name"], settings["currency"], settings["fiscal_year_start"]) == ("Lumen", "USD", 1)
    assert sum(settings["health"]["weights"].values()) == pytest.approx(1)
    people = (company / "people.csv").read_text(encoding="utf-8").splitlines()
    roles = [row["role"] for row in csv.DictReader(people)]
    assert sorted(roles) == ["admin", *["csm"] * 5, "finance", "leader", "manager"]
    assert {document.kind for document in load_documents(company / "knowledge")} == {"glossary", "playbook"}


def test_the_warehouse_opens_what_was_built(tmp_path: Path) -> None:
    company = build_sample(tmp_path / "sample")
    coverage = open_warehouse(company).coverage
    assert coverage.last_day == date(2026, 6, 30)
    assert coverage.version == fingerprint()
    assert len(read_company(company).people) == 9


def test_a_second_call_leaves_a_current_company_alone(company: Path) -> None:
    before = (company / "data" / "current").stat().st_mtime_ns
    assert build_sample(company) == company
    assert (company / "data" / "current").stat().st_mtime_ns == before


def test_a_changed_generator_publishes_a_new_version_beside_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build_sample(tmp_path / "sample")
    old = fingerprint()
    for number in range(3):
        monkeypatch.setattr(build, "SEED", number)
        build_sample(folder)
    versions = sorted(path.name for path in (folder / "data").iterdir() if path.is_dir())
    assert (folder / "data" / "current").read_text(encoding="utf-8").strip() == fingerprint()
    assert len(versions) == 3
    assert old not in versions


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise duckdb.Error("no room left")

    monkeypatch.setattr(written, "_write_database", broken)
    with pytest.raises(duckdb.Error):
        build_sample(tmp_path / "sample")
    assert list(tmp_path.iterdir()) == []
