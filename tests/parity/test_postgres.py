"""A company's own Postgres: named in company.toml, read only, its newest day found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from integrations.company_folder import open_data, version_of, warehouse_url
from integrations.engines import connect, coverage_of
from tools.context import Context
from tools.errors import OutsideError

TODAY = date(2026, 7, 15)


def test_the_days_of_the_warehouse_are_those_of_the_published_file(postgres: Any, embedded: Context) -> None:
    found = coverage_of(postgres, "live", TODAY)
    assert found.first_day <= embedded.warehouse.coverage.first_day
    assert found.last_day == embedded.warehouse.coverage.last_day


def test_what_is_dated_after_today_does_not_count(postgres: Any) -> None:
    assert coverage_of(postgres, "live", date(2025, 3, 31)).last_day == date(2025, 3, 31)


def test_nothing_can_be_written_through_the_connection(postgres: Any) -> None:
    with pytest.raises(Exception, match="read-only transaction"):
        postgres.raw_sql("create table intruder (n int)")


def test_a_company_folder_names_its_warehouse(postgres: Any, postgres_url: str, tmp_path: Path) -> None:
    (tmp_path / "company.toml").write_text(f'name = "Tiny"\nwarehouse = "{postgres_url}"\n', encoding="utf-8")
    assert warehouse_url(tmp_path) == postgres_url
    assert version_of(tmp_path, TODAY) == "live on 2026-07-15"
    warehouse = open_data(tmp_path, TODAY)
    assert warehouse.has("tickets")
    warehouse.backend.disconnect()


def test_a_warehouse_that_does_not_answer_is_said_without_its_password() -> None:
    with pytest.raises(OutsideError) as error:
        connect("postgres://steward:hunter2@127.0.0.1:1/none?connect_timeout=1")
    assert "hunter2" not in error.value.message
    assert "company.toml" in error.value.message
