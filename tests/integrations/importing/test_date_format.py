from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.integrations.importing.exports import MAPPING, codes, held, query, run_import, with_table
from tools.errors import OutsideError


def subscriptions(*days: str) -> str:
    rows = "".join(f'S{number},A1,"{day}",,10\n' for number, day in enumerate(days))
    return f"subscription_id,account_id,start_date,end_date,arr\n{rows}"


def starts(tmp_path: Path) -> list[date]:
    return [row[0] for row in query(tmp_path, "SELECT start_date FROM subscriptions ORDER BY subscription_id")]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["2024-03-04", "2024-12-31"], date(2024, 3, 4)),
        (["2024/3/4", "2024/12/31"], date(2024, 3, 4)),
        (["2024-03-04 10:30", "2024-12-31T23:59:59"], date(2024, 3, 4)),
        (["2024-03-04T23:30:00+02:00", "2024-12-31T23:59:59Z"], date(2024, 3, 4)),
        (["03-04-2024", "31-12-2024"], date(2024, 4, 3)),
        (["03/04/2024 9:05", "31/12/2024"], date(2024, 4, 3)),
        (["3.4.24", "31.12.24"], date(2024, 4, 3)),
        (["03/04/2024", "12/31/2024"], date(2024, 3, 4)),
        (["3/4/24 9:05 PM", "12/31/24 1:00 am"], date(2024, 3, 4)),
        (["05/05/2024", "06/06/2024"], date(2024, 5, 5)),
        (["4 Mar 2024", "31 December 2024"], date(2024, 3, 4)),
        (["4-Mar-24", "31-Dec-24"], date(2024, 3, 4)),
        (["March 4th, 2024", "Dec 31, 2024"], date(2024, 3, 4)),
        (["20240304", "20241231"], date(2024, 3, 4)),
        (["45355", "45657.5"], date(2024, 3, 4)),
    ],
)
def test_the_format_is_proven_from_all_values(tmp_path: Path, days: list[str], first: date) -> None:
    run_import(tmp_path, subscriptions=subscriptions(*days))
    assert starts(tmp_path)[0] == first


def test_days_that_read_both_ways_stop_the_import_with_sample_rows(tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as caught:
        run_import(tmp_path, subscriptions=subscriptions("03/04/2024", "05/05/2024", "07/08/2024"))
    assert caught.value.message == (
        "subscriptions.csv, column 'start_date': every value can be read day-first and month-first, for example "
        "03/04/2024 (line 2), 07/08/2024 (line 4). Say which in the mapping: "
        "{column: start_date, date_format: '%d/%m/%Y'} or '%m/%d/%Y', written as the values are."
    )


def test_a_configured_format_settles_what_reads_both_ways(tmp_path: Path) -> None:
    mapping = MAPPING.replace("start_date: start_date", "start_date: {column: start_date, date_format: '%d/%m/%Y'}")
    run_import(tmp_path, mapping, subscriptions=subscriptions("03/04/2024", "07/08/2024"))
    assert starts(tmp_path) == [date(2024, 4, 3), date(2024, 8, 7)]


def test_days_that_prove_two_orders_stop_the_import_with_a_row_for_each(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"day first: 31/01/2024 \(line 3\); month first: 02/28/2024 \(line 4\)"):
        run_import(tmp_path, subscriptions=subscriptions("01/02/2024", "31/01/2024", "02/28/2024"))


def test_two_ways_of_writing_in_one_column_stop_the_import(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"year first: 2024-01-31 \(line 2\); day first: 31.01.2024 \(line 3\)"):
        run_import(tmp_path, subscriptions=subscriptions("2024-01-31", "31.01.2024"))


def test_a_configured_format_that_values_contradict_stops_the_import(tmp_path: Path) -> None:
    mapping = MAPPING.replace("start_date: start_date", "start_date: {column: start_date, date_format: '%d-%m-%Y'}")
    with pytest.raises(OutsideError) as caught:
        run_import(tmp_path, mapping, subscriptions=subscriptions("01-02-2024", "02-28-2024", "2024-03-01"))
    assert caught.value.message == (
        "subscriptions.csv, column 'start_date': the mapping says date_format '%d-%m-%Y', but 2 rows contradict it: "
        "02-28-2024 (line 3), 2024-03-01 (line 4). Correct date_format in the mapping, or take it out."
    )


def test_an_impossible_day_under_a_configured_format_is_held_back(tmp_path: Path) -> None:
    mapping = MAPPING.replace("start_date: start_date", "start_date: {column: start_date, date_format: '%d-%m-%Y'}")
    run_import(tmp_path, mapping, subscriptions=subscriptions("01-02-2024", "31-02-2024"))
    assert [(row[1], row[3]) for row in held(tmp_path)] == [(3, "31-02-2024")]


def test_a_column_without_a_single_day_is_the_wrong_column(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="none of its 5 values can be read as a day, for example Q1"):
        run_import(tmp_path, subscriptions=subscriptions("Q1", "Q2", "Q3", "Q4", "Q5"))


def test_an_open_end_written_as_the_year_9999_is_kept(tmp_path: Path) -> None:
    run_import(tmp_path, subscriptions=subscriptions("2024-01-31").replace(",,10", ",9999-12-31,10"))
    assert query(tmp_path, "SELECT end_date FROM subscriptions") == [(date(9999, 12, 31),)]


def test_moments_with_an_offset_are_told_in_utc_and_a_mix_is_noted(tmp_path: Path) -> None:
    tickets = (
        "t,a,d,c\nT1,A1,2024-05-01,2024-05-02T01:30:00+02:00\nT2,A1,2024-05-01,2024-05-02 01:30:00 -05:30\n"
        "T3,A1,2024-05-01,2024-05-02 01:30\nT4,A1,2024-05-01,2024-05-02T01:30:15.250Z\n"
    )
    report = run_import(
        tmp_path, with_table("tickets", "ticket_id: t, account_id: a, opened_on: d, closed_at: c"), tickets=tickets
    )
    assert [row[0] for row in query(tmp_path, "SELECT closed_at FROM tickets ORDER BY ticket_id")] == [
        datetime(2024, 5, 1, 23, 30),
        datetime(2024, 5, 2, 7, 0),
        datetime(2024, 5, 2, 1, 30),
        datetime(2024, 5, 2, 1, 30, 15, 250000),
    ]
    assert codes(report)["mixed_time_zones"] == 3


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("3/14/2024 9:05 PM", datetime(2024, 3, 14, 21, 5)),
        ("3/14/2024 12:05:30 a.m.", datetime(2024, 3, 14, 0, 5, 30)),
        ("3/14/2024 21:05", datetime(2024, 3, 14, 21, 5)),
        ("3/14/2024", datetime(2024, 3, 14)),
    ],
)
def test_moments_are_read_with_half_days_and_without(tmp_path: Path, written: str, moment: datetime) -> None:
    run_import(
        tmp_path,
        with_table("tickets", "ticket_id: t, account_id: a, opened_on: d, closed_at: c"),
        tickets=f"t,a,d,c\nT1,A1,2024-05-01,{written}\n",
    )
    assert query(tmp_path, "SELECT closed_at FROM tickets") == [(moment,)]
