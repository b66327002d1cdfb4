from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from integrations.importing.import_report import render_report
from tests.integrations.importing.exports import ACCOUNTS, MAPPING, SUBSCRIPTIONS, held, query, run_import, with_table
from tools.errors import OutsideError


def test_a_clean_export_is_loaded_whole_and_typed(tmp_path: Path) -> None:
    report = run_import(tmp_path)
    assert [(table.table, table.rows_in, table.loaded, table.held_back) for table in report.tables] == [
        ("accounts", 3, 3, 0),
        ("subscriptions", 3, 3, 0),
    ]
    assert query(tmp_path, "SELECT * FROM subscriptions") == [
        ("S1", "A1", date(2024, 1, 10), None, Decimal("1200.50")),
        ("S2", "A2", date(2024, 2, 15), date(2024, 12, 31), Decimal("2400.00")),
        ("S3", "A3", date(2024, 3, 20), None, Decimal("3600.25")),
    ]


def test_columns_stand_in_schema_order_then_attributes(tmp_path: Path) -> None:
    accounts = "Lieblings Farbe,seats,name,account_id\nrot,1,Acorn,A1\nblau,2,Birch,A2\ngelb,3,Cedar,A3\n"
    report = run_import(tmp_path, accounts=accounts)
    described = query(tmp_path, "DESCRIBE accounts")
    assert [(row[0], row[1]) for row in described] == [
        ("account_id", "VARCHAR"),
        ("name", "VARCHAR"),
        ("seats", "BIGINT"),
        ("lieblings_farbe", "VARCHAR"),
    ]
    assert report.tables[0].attributes == ("lieblings_farbe",)


def test_attributes_take_the_type_that_all_their_values_have(tmp_path: Path) -> None:
    accounts = (
        "account_id,name,is_key,employees,since,zip,visited,mixed\n"
        "A1,Acorn,yes,120,2020-01-31,01234,31/12/2024,1\n"
        "A2,Birch,no,80.5,2021-02-28,99999,30/11/2024,x\n"
        "A3,Cedar,,,2022-03-31,00001,,\n"
    )
    run_import(tmp_path, accounts=accounts)
    types = {row[0]: row[1] for row in query(tmp_path, "DESCRIBE accounts")}
    assert types == {
        "account_id": "VARCHAR",
        "name": "VARCHAR",
        "is_key": "BOOLEAN",
        "employees": "DOUBLE",
        "since": "DATE",
        "zip": "VARCHAR",
        "visited": "DATE",
        "mixed": "VARCHAR",
    }
    assert query(tmp_path, "SELECT visited FROM accounts WHERE account_id = 'A1'") == [(date(2024, 12, 31),)]


def test_columns_can_be_dropped_only_by_name(tmp_path: Path) -> None:
    mapping = MAPPING.replace("name: name}", "name: name}\n    attributes: {drop: [seats]}")
    run_import(tmp_path, mapping)
    assert [row[0] for row in query(tmp_path, "DESCRIBE accounts")] == ["account_id", "name", "signup_date"]
    with pytest.raises(OutsideError, match=r"no column 'colour', which the mapping names for attributes\.drop"):
        run_import(tmp_path, MAPPING.replace("name: name}", "name: name}\n    attributes: {drop: [colour]}"))


def test_a_monthly_amount_becomes_annual_to_the_cent(tmp_path: Path) -> None:
    mapping = MAPPING.replace("arr: arr}", "arr: {column: mrr, times: 12}}")
    run_import(tmp_path, mapping, subscriptions=SUBSCRIPTIONS.replace("arr", "mrr"))
    assert query(tmp_path, "SELECT sum(arr) FROM subscriptions") == [(Decimal("86409.00"),)]


def test_accounts_can_be_derived_from_a_file_of_subscriptions(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        "file: accounts.csv\n    columns: {account_id: account_id, name: name}",
        "file: subscriptions.csv\n    distinct: true\n    columns: {account_id: account_id}",
    )
    report = run_import(tmp_path, mapping, subscriptions=SUBSCRIPTIONS + "S4,A1,2025-01-01,,10\nS5,,2025-01-01,,10\n")
    assert query(tmp_path, "SELECT * FROM accounts ORDER BY 1") == [("A1", "A1"), ("A2", "A2"), ("A3", "A3")]
    assert report.tables[0].is_derived
    assert held(tmp_path) == [("subscriptions.csv", 6, "account_id", "", "a required value is missing")]


def test_a_bad_row_of_a_derived_table_is_found_in_its_file(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        "file: accounts.csv\n    columns: {account_id: account_id, name: name}",
        "file: subscriptions.csv\n    distinct: true\n    columns: {account_id: account_id, seats: users}",
    )
    header = "subscription_id,account_id,start_date,arr,users\n"
    subscriptions = header + "S1,A1,2024-01-10,5,3\nS2,A1,2024-01-10,6,x\nS3,A2,2024-01-10,7,y\n"
    run_import(tmp_path, mapping, subscriptions=subscriptions)
    assert query(tmp_path, "SELECT * FROM accounts") == [("A1", "A1", 3)]
    assert [(row[1], row[3], row[4]) for row in held(tmp_path)] == [
        (4, "y", "not a whole number"),
        (4, "A2", "no row of accounts has this identifier"),
    ]


def test_columns_that_differ_in_letter_case_only_are_both_kept(tmp_path: Path) -> None:
    accounts = "account_id,name,Name\nA1,Acorn,x\nA2,Birch,y\nA3,Cedar,z\n"
    assert run_import(tmp_path, accounts=accounts).tables[0].attributes == ("name_source",)


def test_an_account_is_looked_up_through_the_subscription(tmp_path: Path) -> None:
    lookup = "    lookup: {account_id: {table: subscriptions, by: subscription_id}}\n"
    mapping = with_table("usage_events", "subscription_id: sub, used_on: day", lookup)
    report = run_import(tmp_path, mapping, usage_events="sub,day\nS1,2024-05-01\nS9,2024-05-02\nS3,2024-05-03\n")
    assert query(tmp_path, "SELECT usage_event_id, account_id FROM usage_events") == [
        ("usage_events-1", "A1"),
        ("usage_events-2", "A3"),
    ]
    assert held(tmp_path) == [("usage_events.csv", 3, "sub", "S9", "no row of subscriptions has this subscription_id")]
    assert report.tables[2].rows_in == 3


def test_values_are_translated_and_constants_filled_in(tmp_path: Path) -> None:
    columns = (
        "account_id: account, type: {constant: nps}, score: score, answered_on: day, "
        "comment: {column: said, values: {ok: fine, 1: one}}"
    )
    run_import(
        tmp_path,
        with_table("surveys", columns),
        surveys="account,score,day,said\nA1,9,2024-05-01,ok\nA2,3,2024-05-02,1\nA3,10,2024-05-03,well\n",
    )
    assert query(tmp_path, "SELECT type, score, comment FROM surveys") == [
        ("nps", 9.0, "fine"),
        ("nps", 3.0, "one"),
        ("nps", 10.0, "well"),
    ]


def test_several_files_fill_one_table_and_rows_keep_their_file(tmp_path: Path) -> None:
    mapping = MAPPING.replace("subscriptions.csv", "subscriptions*.csv")
    more = "account_id,arr,start_date,subscription_id,end_date\nA1,10,2024-06-01,S7,\nA1,ten,2024-06-01,S8,\n"
    report = run_import(tmp_path, mapping, subscriptions_b=more)
    assert report.tables[1].files == ("subscriptions.csv", "subscriptions_b.csv")
    assert (report.tables[1].rows_in, report.tables[1].loaded) == (5, 4)
    assert held(tmp_path) == [("subscriptions_b.csv", 3, "arr", "ten", "not a number")]


def test_files_of_one_table_with_different_headers_are_refused(tmp_path: Path) -> None:
    mapping = MAPPING.replace("subscriptions.csv", "subscriptions*.csv")
    with pytest.raises(OutsideError, match=r"subscriptions_b.csv has the column 'extra' and subscriptions.csv has not"):
        run_import(tmp_path, mapping, subscriptions_b=SUBSCRIPTIONS.replace("end_date,arr", "end_date,arr,extra"))


def test_a_file_with_a_header_and_no_rows_gives_no_table_and_a_remark(tmp_path: Path) -> None:
    report = run_import(tmp_path, with_table("tickets", "account_id: a, opened_on: d"), tickets="a,d\n")
    assert report.tables[2].loaded == 0
    assert report.remarks == ("tickets.csv has a header and no rows, so there is no table tickets.",)
    assert query(tmp_path, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'tickets'") == [(0,)]


def test_a_required_table_without_rows_is_refused_with_the_first_reason(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"all 1 rows were held back.* Line 2, column 'arr': not a number"):
        run_import(tmp_path, subscriptions="subscription_id,account_id,start_date,arr\nS1,A1,2024-01-01,lots\n")
    with pytest.raises(OutsideError, match=r"accounts.csv: there is a header and no row"):
        run_import(tmp_path, accounts="account_id,name\n")
    assert not (tmp_path / "company" / "data" / "current").exists()


def test_the_manifest_tells_coverage_rows_and_newest_days(tmp_path: Path) -> None:
    report = run_import(
        tmp_path,
        with_table("tickets", "ticket_id: t, account_id: a, opened_on: d, closed_at: c"),
        tickets="t,a,d,c\nT1,A1,2024-05-01,2025-01-02 10:00:00\nT2,A1,2026-01-01,\n",
    )
    version = tmp_path / "company" / "data" / report.version
    manifest = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    assert manifest == {
        "version": "20250331T093000Z",
        "company": "Forest",
        "published_at": "2025-03-31T09:30:00+00:00",
        "first_day": "2024-01-05",
        "last_day": "2025-01-02",
        "tables": {
            "accounts": {"rows": 3, "newest": "2024-03-15", "source": "accounts.csv"},
            "subscriptions": {"rows": 3, "newest": "2024-03-20", "source": "subscriptions.csv"},
            "tickets": {"rows": 2, "newest": "2024-05-01", "source": "tickets.csv"},
        },
        "quarantined": 0,
        "notes": len(report.notes),
    }


def test_an_end_date_covers_only_where_nothing_else_is_dated(tmp_path: Path) -> None:
    accounts = ACCOUNTS.replace("signup_date", "signed_long_ago")
    assert run_import(tmp_path, accounts=accounts).last_day == date(2024, 12, 31)
    assert run_import(tmp_path).last_day == date(2024, 3, 20)
    assert run_import(tmp_path, MAPPING + "covers_until: 2025-02-28\n").last_day == date(2025, 2, 28)


def test_arr_at_the_last_day_is_the_sum_done_by_hand(tmp_path: Path) -> None:
    trial = SUBSCRIPTIONS.replace("arr\n", "arr,is_trial\n").replace("2400\n", "2400,yes\n")
    trial = trial.replace("1200.50\n", "1200.50,no\n").replace("3600.25\n", "3600.25,\n")
    assert run_import(tmp_path, subscriptions=trial).arr == Decimal("4800.75")


def test_the_company_folder_is_completed_and_never_overwritten(tmp_path: Path) -> None:
    company = tmp_path / "company"
    company.mkdir()
    (company / "people.csv").write_text("name,email\nAda,ada@forest.example\n", encoding="utf-8")
    run_import(tmp_path)
    assert (company / "company.toml").read_text(encoding="utf-8") == (
        'name = "Forest"\ncurrency = "EUR"\nfiscal_year_start = 4\n'
    )
    assert "ada@forest.example" in (company / "people.csv").read_text(encoding="utf-8")
    assert (company / "mapping.yaml").read_text(encoding="utf-8") == MAPPING


def test_the_report_shows_rows_in_loaded_and_held_back(tmp_path: Path) -> None:
    text = render_report(run_import(tmp_path, subscriptions=SUBSCRIPTIONS + "S4,A9,2024-01-01,,5\n"))
    assert "  subscriptions  subscriptions.csv        4       3          1  -" in text.splitlines()
    assert "no row of accounts has this identifier" in text
    assert "ARR at 2024-03-20: 7,200.75 EUR (computed twice, equal to the cent)." in text
