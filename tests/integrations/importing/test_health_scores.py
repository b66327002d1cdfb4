from __future__ import annotations

import logging
from pathlib import Path

import pytest

from integrations.company_folder import open_warehouse, read_company
from integrations.importing import health_scores
from integrations.importing.company_check import describe_company
from knowledge.library import Library
from tests.integrations.importing.exports import query, run_import, with_table
from tools.context import Context
from tools.health.snapshots import TABLE, kept_scores
from tools.scope import OPERATOR

USES = "usage_event_id,account_id,used_on,uses\n" + "".join(
    f"U-{account}-{month},A{account},2024-{month:02}-10,{month}\n" for account in (1, 2, 3) for month in range(4, 13)
)
MAPPING = with_table(
    "usage_events", "usage_event_id: usage_event_id, account_id: account_id, used_on: used_on, uses: uses"
)
COUNT = f"SELECT count(*), count(DISTINCT account_id), min(day), max(day) FROM {TABLE}"


def imported(tmp_path: Path) -> Path:
    run_import(tmp_path, MAPPING, usage_events=USES)
    return tmp_path / "company"


def tables(tmp_path: Path) -> set[str]:
    return {row[0] for row in query(tmp_path, "SELECT table_name FROM duckdb_tables()")}


def test_an_import_keeps_the_scores_of_its_month_ends(tmp_path: Path) -> None:
    company = imported(tmp_path)
    # The first week with use began on 8 April, 90 days later is 7 July; the data ends on 10 December.
    assert [str(value) for value in query(tmp_path, COUNT)[0]] == ["15", "3", "2024-07-31", "2024-11-30"]
    warehouse = open_warehouse(company)
    library = Library.open(tmp_path, ())
    seen = Context(warehouse, OPERATOR, read_company(company), library, warehouse.coverage.last_day)
    assert len(kept_scores(seen)) == 15


def test_the_check_of_a_company_does_not_list_them(tmp_path: Path) -> None:
    assert [table.table for table in describe_company(imported(tmp_path)).tables] == [
        "accounts",
        "subscriptions",
        "usage_events",
    ]


def test_data_is_published_although_its_scores_cannot_be_computed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Context) -> None:
        raise ArithmeticError("a score of nothing")

    monkeypatch.setattr(health_scores, "scores_to_keep", broken)
    imported(tmp_path)
    assert TABLE not in tables(tmp_path)
    assert "The health scores of past months are not kept (ArithmeticError)" in caplog.text


def test_settings_that_cannot_be_read_stop_no_import(tmp_path: Path) -> None:
    company = imported(tmp_path)
    (company / "company.toml").write_text("name = ", encoding="utf-8")
    run_import(tmp_path, MAPPING, usage_events=USES)
    assert len(list((company / "data").glob("2025*"))) == 2
    assert TABLE not in tables(tmp_path)


def test_too_many_scores_are_left_to_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health_scores, "MOST_SCORES", 23)
    with caplog.at_level(logging.WARNING):
        imported(tmp_path)
    assert TABLE not in tables(tmp_path)
    assert "24 health scores of past months are too many to keep" in caplog.text
