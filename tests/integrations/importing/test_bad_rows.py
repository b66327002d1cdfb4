from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.integrations.importing.exports import (
    ACCOUNTS,
    SUBSCRIPTIONS,
    codes,
    held,
    query,
    run_import,
    with_table,
)

TICKETS = "ticket_id: t, account_id: a, opened_on: d, first_response_minutes: m, satisfaction_score: s"


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ("S4,A1,2024-01-10,,1200x", "arr", "1200x", "not a number"),
        ("S4,A1,2024-01-10,,NaN", "arr", "NaN", "not a number"),
        ("S4,A1,2024-01-10,,inf", "arr", "inf", "not a number"),
        ("S4,A1,2024-01-10,,-Infinity", "arr", "-Infinity", "not a number"),
        ("S4,A1,2024-01-10,,4800%", "arr", "4800%", "not a number"),
        ("S4,A1,2024-01-10,,99999999999999999999", "arr", "99999999999999999999", "not a number"),
        ("S4,A1,2024-01-10,,-5", "arr", "-5", "a negative value where none can be"),
        ("S4,A1,2024-02-30,,5", "start_date", "2024-02-30", "not a possible day"),
        ("S4,A1,2024-13-45,,5", "start_date", "2024-13-45", "not a possible day"),
        ("S4,A1,soon,,5", "start_date", "soon", "not a possible day"),
        ("S4,A1,0024-01-10,,5", "start_date", "0024-01-10", "not a possible day"),
        ("S4,A1,,,5", "start_date", "", "a required value is missing"),
        ("S4,A1,2024-05-01,2024-04-30,5", "end_date", "2024-04-30", "end_date is before start_date"),
        ("S4,A9,2024-01-10,,5", "account_id", "A9", "no row of accounts has this identifier"),
        ("S4,,2024-01-10,,5", "account_id", "", "a required value is missing"),
        (",A1,2024-01-10,,5", "subscription_id", "", "a required value is missing"),
        ("S1,A1,2024-01-10,,1200.50", "subscription_id", "S1", "an identical row comes earlier"),
        (",,,,", "", "", "the row is empty"),
        ("S4,A1,2024-01-10,", "", "", "the line has fewer cells than the header has columns"),
        ("S4,A1,2024-01-10,,5,6", "", "", "the line has more cells than the header has columns"),
    ],
)
def test_a_bad_row_is_held_back_with_file_line_column_and_reason(
    tmp_path: Path, row: str, column: str, value: str, reason: str
) -> None:
    good = "S5,A2,2024-01-11,,7"
    report = run_import(tmp_path, subscriptions=f"{SUBSCRIPTIONS}{row}\n{good}\n")
    assert held(tmp_path) == [("subscriptions.csv", 5, column, value, reason)]
    assert query(tmp_path, "SELECT count(*), count(*) FILTER (subscription_id = 'S5') FROM subscriptions") == [(4, 1)]
    table = report.tables[1]
    assert (table.rows_in, table.loaded, table.held_back) == (5, 4, 1)


def test_the_line_that_was_held_back_can_be_read_in_full(tmp_path: Path) -> None:
    run_import(tmp_path, subscriptions=SUBSCRIPTIONS + 'S4,A1,2024-01-10,"","1 200 x"\n')
    assert query(tmp_path, "SELECT line FROM quarantine") == [("S4,A1,2024-01-10,,1 200 x",)]


def test_line_numbers_count_blank_lines_and_lines_inside_quotes(tmp_path: Path) -> None:
    text = (
        '\r\naccount_id,name,seats\r\nA1,"Acorn\r\nLtd",1\r\n\r\nA2,Birch,x\r\n'
        'A3\r\nA3,"Ce\r\ndar",y\r\nA4,Dogwood,4\r\n'
    )
    subscriptions = SUBSCRIPTIONS.replace(",A2,", ",A4,").replace(",A3,", ",A4,")
    report = run_import(tmp_path, accounts=text, subscriptions=subscriptions)
    assert [(row[1], row[3]) for row in held(tmp_path)] == [(6, "x"), (7, ""), (8, "y")]
    assert report.tables[0].rows_in == 5
    assert query(tmp_path, "SELECT name FROM accounts ORDER BY account_id") == [("Acorn\nLtd",), ("Dogwood",)]


def test_rows_of_a_held_back_account_follow_it_into_quarantine(tmp_path: Path) -> None:
    run_import(tmp_path, accounts=ACCOUNTS.replace(",20\n", ",-20\n"))
    assert [(row[0], row[4]) for row in held(tmp_path)] == [
        ("accounts.csv", "a negative value where none can be"),
        ("subscriptions.csv", "no row of accounts has this identifier"),
    ]


def test_a_repeated_account_keeps_the_first_row_and_holds_the_others_back(tmp_path: Path) -> None:
    run_import(tmp_path, accounts=ACCOUNTS + "A1,Alder,2024-01-05,10\nA1,Acorn,2024-01-05,10\n")
    assert query(tmp_path, "SELECT name FROM accounts WHERE account_id = 'A1'") == [("Acorn",)]
    assert [(row[1], row[4]) for row in held(tmp_path)] == [
        (5, "an earlier row with other contents has this identifier"),
        (6, "an identical row comes earlier"),
    ]


def test_a_repeated_event_with_other_contents_is_kept_under_a_new_identifier(tmp_path: Path) -> None:
    tickets = "t,a,d,m,s\nT1,A1,2024-05-01,5,\nT1,A2,2024-05-02,6,\nT1#2,A3,2024-05-03,7,\nT1,A1,2024-05-01,5,\n"
    report = run_import(tmp_path, with_table("tickets", TICKETS), tickets=tickets)
    assert query(tmp_path, "SELECT ticket_id, account_id FROM tickets ORDER BY opened_on") == [
        ("T1", "A1"),
        ("T1#2", "A2"),
        ("T1#2#2", "A3"),
    ]
    assert codes(report)["repeated_identifier"] == 1
    assert [row[4] for row in held(tmp_path)] == ["an identical row comes earlier"]


def test_a_score_outside_its_scale_is_held_back(tmp_path: Path) -> None:
    tickets = "t,a,d,m,s\nT1,A1,2024-05-01,5,6\nT2,A1,2024-05-01,5,5\nT3,A1,2024-05-01,-1,\n"
    run_import(tmp_path, with_table("tickets", TICKETS), tickets=tickets)
    assert [(row[2], row[4]) for row in held(tmp_path)] == [
        ("s", "outside the scale 1 to 5"),
        ("m", "a negative value where none can be"),
    ]


def test_each_kind_of_survey_has_its_own_scale(tmp_path: Path) -> None:
    columns = "survey_id: i, account_id: a, type: k, score: s, answered_on: d"
    surveys = (
        "i,a,k,s,d\n1,A1,NPS,10,2024-05-01\n2,A1,csat,10,2024-05-01\n3,A1,CES,7,2024-05-01\n"
        "4,A1,nps,0,2024-05-01\n5,A1,mood,3,2024-05-01\n"
    )
    run_import(tmp_path, with_table("surveys", columns), surveys=surveys)
    assert query(tmp_path, "SELECT survey_id, type FROM surveys") == [("1", "nps"), ("3", "ces"), ("4", "nps")]
    assert [(row[1], row[4]) for row in held(tmp_path)] == [
        (3, "outside the scale 1 to 5 of csat"),
        (6, "none of nps, csat, ces, onboarding"),
    ]


def test_words_for_no_value_are_empty_in_typed_columns_and_text_in_names(tmp_path: Path) -> None:
    accounts = "account_id,name,seats\nA1,None,n/a\nA2,NULL,NULL\nA3,N/A,-\n"
    run_import(tmp_path, accounts=accounts)
    assert query(tmp_path, "SELECT name, seats FROM accounts") == [("None", None), ("NULL", None), ("N/A", None)]


def test_flags_are_read_from_the_words_for_yes_and_no(tmp_path: Path) -> None:
    accounts = "account_id,name,is_trial\nA1,Acorn,YES\nA2,Birch,f\nA3,Cedar,0\nA4,Dogwood,perhaps\n"
    run_import(tmp_path, accounts=accounts)
    assert query(tmp_path, "SELECT is_trial FROM accounts") == [(True,), (False,), (False,)]
    assert [(row[3], row[4]) for row in held(tmp_path)] == [("perhaps", "not a yes or no")]


def test_the_sum_of_good_rows_is_the_sum_done_by_hand(tmp_path: Path) -> None:
    amounts = ["100", "NaN", "50.25", "-1", "1e3", "oops", "", "0"]
    lines = [f"T{number},A1,2024-06-01,,{amount}" for number, amount in enumerate(amounts)]
    report = run_import(tmp_path, subscriptions=SUBSCRIPTIONS + "\n".join(lines) + "\n")
    assert [str(row[0]) for row in query(tmp_path, "SELECT sum(arr) FROM subscriptions")] == ["8351.00"]
    assert (report.tables[1].rows_in, report.tables[1].loaded, report.tables[1].held_back) == (11, 7, 4)


def test_the_quarantine_file_is_safe_to_open_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = "=cmd|'/C calc'!A0,A9,2024-01-10,,5\nS4,@SUM(A1),2024-01-10,,5\nS5,A1,2024-01-10,,-5\n"
    report = run_import(tmp_path, subscriptions=SUBSCRIPTIONS + rows)
    with Path(report.quarantine_file).open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))
    assert written[0] == ["file", "row", "column_name", "value", "reason", "line"]
    assert sorted(row[3] for row in written[1:]) == ["'@SUM(A1)", "-5", "A9"]
    assert not any(cell.startswith(("=", "@", "+")) for row in written for cell in row)


def test_a_day_that_systems_write_for_none_is_empty_and_loses_no_account(tmp_path: Path) -> None:
    accounts = "account_id,name,signup_date\nA1,Acorn,1900-01-01\nA2,Birch,0001-01-01 00:00:00\nA3,Cedar,2024-02-03\n"
    report = run_import(tmp_path, accounts=accounts)
    assert held(tmp_path) == []
    stored = query(tmp_path, "SELECT account_id, signup_date IS NULL FROM accounts ORDER BY 1")
    assert [tuple(row) for row in stored] == [("A1", True), ("A2", True), ("A3", False)]
    assert [note.sentence for note in report.notes if note.code == "no_day"] == [
        "2 accounts give signup_date as a day that systems write for none, such as 1900-01-01; it was taken as empty."
    ]


def test_a_required_day_of_that_kind_is_still_held_back(tmp_path: Path) -> None:
    lines = "subscription_id,account_id,start_date,arr\nS1,A1,1900-01-01,1200\nS2,A2,2024-01-01,1200\n"
    run_import(tmp_path, subscriptions=lines)
    assert [(column, value) for _, _, column, value, _ in held(tmp_path)] == [("start_date", "1900-01-01")]
