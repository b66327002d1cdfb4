from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from evals.known_values import known_rows, known_values, open_exports, open_published
from tests.evals.attempts import case, known
from tools.errors import OutsideError

ACCOUNTS = "('A', 'Acme', 'EMEA'), ('B', 'Bolt', 'NA'), ('C', 'Cove', 'NA')"
# Acme pays 100, then 150. Bolt pays 80 until it leaves on 1 July. Cove left in 2023 and came back in 2025; it pays for
# a set-up and tried a product besides.
LINES = """
    ('A', date '2024-01-01', date '2025-03-01', 100, false, false), ('A', date '2025-03-01', null, 150, false, false),
    ('B', date '2024-01-01', date '2025-07-01', 80, false, null),
    ('C', date '2023-01-01', date '2023-06-01', 10, false, false), ('C', date '2025-05-01', null, 30, null, false),
    ('C', date '2025-05-01', null, 999, false, true), ('C', date '2024-05-01', null, 999, true, false)
"""
BOOK = "from book(date '2024-12-31', date '2025-12-31')"


@pytest.fixture
def company(tmp_path: Path) -> DuckDBPyConnection:
    file = tmp_path / "it's a company.duckdb"
    with duckdb.connect(str(file)) as writer:
        writer.execute(f"create table accounts as select * from (values {ACCOUNTS}) t(account_id, name, region)")
        columns = "account_id, start_date, end_date, arr, is_trial, is_one_off"
        writer.execute(f"create table subscriptions as select * from (values {LINES}) t({columns})")
    return open_published(file)


@pytest.mark.parametrize(
    ("day", "arr"), [("2024-12-31", 180), ("2025-02-28", 180), ("2025-03-01", 230), ("2025-07-01", 180)]
)
def test_a_line_is_live_from_its_first_day_until_the_day_it_ends(
    company: DuckDBPyConnection, day: str, arr: int
) -> None:
    (row,) = known_rows(company, f"select sum(arr) as value from live(date '{day}')")
    assert row.value == arr


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        (f"select sum(closing) filter (where opening > 0) / sum(opening) as value {BOOK}", Decimal(150) / 180),
        (f"select sum(closing) as value {BOOK} where opening = 0 and paid_before", 30),
        (f"select count(*) as value {BOOK} where opening = 0 and closing > 0 and not paid_before", 0),
        (f"select sum(opening) as value {BOOK} where closing = 0", 80),
        (f"select sum(closing) as value {BOOK} where region = 'NA'", 30),
    ],
)
def test_the_book_holds_each_account_at_two_closes(company: DuckDBPyConnection, sql: str, value: Decimal) -> None:
    (row,) = known_rows(company, sql)
    assert isinstance(row.value, (int, Decimal))
    assert abs(row.value - value) < Decimal("0.000001")


def test_subjects_are_plain_text_and_a_missing_one_is_said(company: DuckDBPyConnection) -> None:
    sql = "select unnest(['2025', null]) as subject, unnest([1.5, 2]) as value"
    assert known_rows(company, sql) == known(("2025", Decimal("1.5")), ("not recorded", Decimal("2")))


def test_the_data_cannot_be_changed(company: DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="read-only"):
        company.execute("delete from accounts")


def test_raw_exports_are_tables_without_the_folders_name(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "acme_accounts.csv").write_text("id,signup_date\n1,2024-05-01\n", encoding="utf-8")
    (row,) = known_rows(open_exports(folder), "select signup_date as value from accounts")
    assert row.value == "2024-05-01"


def test_values_come_from_the_sql_else_from_what_is_pinned(company: DuckDBPyConnection) -> None:
    asked = case(sql="select 7 as value")
    assert known_values([asked], company) == {"c-1": known(7)}
    assert known_values([case(sql="select 7 as value", known=[{"value": 7}])], None) == {"c-1": known(7)}
    assert known_values([asked], None) == {"c-1": ()}


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("select 8 as value", "pins values"),
        ("select 7 as value where false", "returns nothing"),
        ("select null as value", "gives no plain values"),
        ("select 7 as number", "gives no plain values"),
        ("selec", "gives no plain values"),
    ],
)
def test_a_faulty_case_stops_the_run(company: DuckDBPyConnection, sql: str, fault: str) -> None:
    with pytest.raises(OutsideError, match=f"c-1.*{fault}|{fault}"):
        known_values([case(sql=sql, known=[{"value": 7}])], company)


def test_pinned_values_may_be_rounded_within_the_tolerance(company: DuckDBPyConnection) -> None:
    asked = case(unit="percent", sql="select 1.08312 as value", known=[{"value": 1.0831}])
    (row,) = known_values([asked], company)["c-1"]
    assert row.value == Decimal("1.08312")
