from __future__ import annotations

from pathlib import Path

import pytest

from integrations.importing.company_check import describe_company, render_check
from integrations.importing.missing_tables import DISABLES
from tests.integrations.importing.exports import SUBSCRIPTIONS, run_import, with_table
from tools.errors import OutsideError
from tools.schema import SCHEMA

TICKETS = "t,a,d\nT1,A1,2024-05-01\nT2,A1,late\nT3,A1,later\n"


def test_the_check_tells_what_is_loaded_how_fresh_and_what_is_missing(tmp_path: Path) -> None:
    mapping = with_table("tickets", "ticket_id: t, account_id: a, opened_on: d")
    report = run_import(tmp_path, mapping, tickets=TICKETS, subscriptions=SUBSCRIPTIONS + "S4,A1,2024-05-03,,5\n")
    check = describe_company(tmp_path / "company")
    assert (check.company, check.version, str(check.last_day)) == ("Forest", report.version, "2024-05-03")
    assert [(table.table, table.rows, table.days_behind) for table in check.tables] == [
        ("accounts", 3, 49),
        ("subscriptions", 4, 0),
        ("tickets", 1, 2),
    ]
    assert [(entry.file, entry.reason, entry.rows, entry.row) for entry in check.held_back] == [
        ("tickets.csv", "not a possible day", 2, 3)
    ]
    assert check.notes == report.notes
    assert [missing.table for missing in check.missing] == [table for table in SCHEMA if table not in report_tables()]


def report_tables() -> tuple[str, ...]:
    return ("accounts", "subscriptions", "tickets")


def test_the_check_as_text_is_aligned(tmp_path: Path) -> None:
    run_import(tmp_path)
    lines = render_check(describe_company(tmp_path / "company")).splitlines()
    assert lines[2:5] == [
        "  table          rows  newest day  freshness           file",
        "  accounts          3  2024-03-15  5 days behind       accounts.csv",
        "  subscriptions     3  2024-03-20  up to the last day  subscriptions.csv",
    ]
    assert "  Without surveys there is no NPS, CSAT or CES, and sentiment rests on tickets alone." in lines


def test_every_table_of_the_schema_says_what_its_absence_disables() -> None:
    assert list(DISABLES) == list(SCHEMA)


def test_a_company_without_data_is_told_how_to_import(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"has no published data\. Bring some in with: steward import"):
        describe_company(tmp_path)


@pytest.mark.parametrize("damage", ["truncate", "empty", "manifest"])
def test_a_damaged_version_is_told_in_a_sentence(tmp_path: Path, damage: str) -> None:
    version = tmp_path / "company" / "data" / run_import(tmp_path).version
    if damage == "manifest":
        (version / "manifest.json").write_text("{", encoding="utf-8")
    else:
        content = (version / "company.duckdb").read_bytes()
        (version / "company.duckdb").write_bytes(content[: len(content) // 2] if damage == "truncate" else b"")
    with pytest.raises(OutsideError, match=r"is damaged\. Import again"):
        describe_company(tmp_path / "company")
