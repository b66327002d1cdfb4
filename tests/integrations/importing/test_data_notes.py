from __future__ import annotations

from pathlib import Path
from typing import cast

import duckdb
import pytest

from integrations.importing.data_notes import NoteContext, find_notes
from integrations.importing.import_report import ImportReport
from integrations.importing.paid_lines import create_paid_lines
from integrations.importing.workbench import Workbench, open_published
from tests.integrations.importing.exports import (
    ACCOUNTS,
    MAPPING,
    SUBSCRIPTIONS,
    TODAY,
    codes,
    query,
    run_import,
    with_table,
)

LOOKUP = "    lookup: {account_id: {table: subscriptions, by: subscription_id}}\n"
TICKETS = "ticket_id: t, account_id: a, opened_on: d, closed_at: c, first_response_minutes: m, satisfaction_score: s"


def sentence(report: ImportReport, code: str) -> str:
    return next(note.sentence for note in report.notes if note.code == code)


def test_clean_data_has_no_notes(tmp_path: Path) -> None:
    assert run_import(tmp_path).notes == ()


def test_churn_flags_are_compared_with_live_paid_lines_both_ways(tmp_path: Path) -> None:
    accounts = "account_id,name,is_churned\nA1,Acorn,yes\nA2,Birch,no\nA3,Cedar,no\n"
    report = run_import(tmp_path, MAPPING + "covers_until: 2025-01-31\n", accounts=accounts)
    assert sentence(report, "churn_flag_with_live_arr") == (
        "1 account has the churn flag although a paid subscription is live on 2025-01-31."
    )
    assert sentence(report, "no_churn_flag_without_arr") == (
        "1 account has no churn flag although every paid subscription has ended by 2025-01-31."
    )


def test_a_churn_event_of_an_account_that_pays_is_noted(tmp_path: Path) -> None:
    churn = "i,a,d\nC1,A1,2024-06-01\nC2,A2,2025-01-01\n"
    report = run_import(
        tmp_path, with_table("churn_events", "churn_event_id: i, account_id: a, churned_on: d"), churn_events=churn
    )
    assert codes(report)["churn_event_with_live_arr"] == 1


def test_usage_outside_the_life_of_its_subscription_is_noted(tmp_path: Path) -> None:
    usage = "s,d\nS1,2024-01-09\nS1,2024-01-10\nS2,2024-12-30\nS2,2024-12-31\n"
    mapping = with_table("usage_events", "subscription_id: s, used_on: d", LOOKUP)
    report = run_import(tmp_path, mapping, usage_events=usage)
    assert codes(report) == {"usage_before_subscription": 1, "usage_after_subscription": 1}


def test_events_before_the_signup_and_after_today_are_noted(tmp_path: Path) -> None:
    subscriptions = SUBSCRIPTIONS.replace("S1,A1,2024-01-10", "S1,A1,2024-01-04").replace("2024-03-20", "2031-01-01")
    report = run_import(tmp_path, subscriptions=subscriptions)
    assert codes(report) == {"before_signup": 1, "future_date": 1}
    assert sentence(report, "future_date") == "1 subscription is dated after the day of the import, 2025-03-31."


def test_a_plan_that_no_live_line_bills_is_noted(tmp_path: Path) -> None:
    accounts = "account_id,name,plan\nA1,Acorn,Pro\nA2,Birch,Pro\nA3,Cedar,Basic\n"
    subscriptions = SUBSCRIPTIONS.replace("arr\n", "arr,plan\n").replace("50\n", "50,Pro\n")
    subscriptions = subscriptions.replace("2400\n", "2400,Basic\n").replace("25\n", "25,Pro\n")
    mapping = MAPPING + "covers_until: 2025-01-31\n"
    report = run_import(tmp_path, mapping, accounts=accounts, subscriptions=subscriptions)
    assert [(note.code, note.rows, note.example) for note in report.notes] == [("plan_differs", 1, "A3")]


def test_trials_with_amounts_and_paid_lines_without_are_noted(tmp_path: Path) -> None:
    subscriptions = (
        "subscription_id,account_id,start_date,arr,is_trial\nS1,A1,2024-05-01,5,yes\nS2,A1,2024-05-01,0,no\n"
    )
    report = run_import(tmp_path, subscriptions=subscriptions)
    assert codes(report) == {"trial_with_amount": 1, "paid_without_amount": 1}
    assert sentence(report, "trial_with_amount") == (
        "1 subscription is marked as trial but carries an amount; trials never count as ARR."
    )


def test_overlapping_and_zero_length_lines_are_noted(tmp_path: Path) -> None:
    more = "S4,A1,2024-02-01,,5\nS5,A2,2024-12-31,,5\nS6,A2,2025-01-02,2025-01-02,5\n"
    report = run_import(tmp_path, subscriptions=SUBSCRIPTIONS + more)
    assert codes(report) == {"overlapping_lines": 2, "zero_length_line": 1}


def test_several_currencies_are_kept_and_noted(tmp_path: Path) -> None:
    subscriptions = SUBSCRIPTIONS.replace("arr\n", "arr,currency\n").replace("50\n", "50,EUR\n")
    subscriptions = subscriptions.replace("2400\n", "2400,USD\n").replace("25\n", "25,EUR\n")
    assert codes(run_import(tmp_path, subscriptions=subscriptions)) == {"several_currencies": 1}
    assert query(tmp_path, "SELECT count(*) FROM subscriptions") == [(3,)]
    only = subscriptions.replace("EUR", "USD")
    assert codes(run_import(tmp_path, subscriptions=only)) == {"other_currency": 3}


def test_tickets_closed_too_early_without_response_or_score_are_noted(tmp_path: Path) -> None:
    tickets = "t,a,d,c,m,s\nT1,A1,2024-05-02,2024-05-01,5,4\nT2,A1,2024-05-02,2024-05-03,,4\nT3,A1,2024-05-02,,,\n"
    report = run_import(tmp_path, with_table("tickets", TICKETS), tickets=tickets)
    assert codes(report) == {"closed_before_opened": 1, "closed_without_response": 1, "few_scores": 1}
    assert sentence(report, "few_scores") == (
        "1 ticket of 3 has no satisfaction score; averages speak for the others only."
    )


def test_accounts_nobody_surveyed_are_noted(tmp_path: Path) -> None:
    columns = "survey_id: i, account_id: a, type: {constant: nps}, score: s, answered_on: d"
    report = run_import(tmp_path, with_table("surveys", columns), surveys="i,a,s,d\n1,A1,9,2024-05-01\n")
    assert sentence(report, "never_surveyed") == (
        "2 accounts of 3 have no survey answer; averages speak for the others only."
    )


def test_an_optional_link_that_leads_nowhere_is_noted_and_kept(tmp_path: Path) -> None:
    accounts = ACCOUNTS.replace("seats\n", "seats,parent_account_id\n").replace(",10\n", ",10,\n")
    accounts = accounts.replace(",20\n", ",20,A1\n").replace(",30\n", ",30,A9\n")
    report = run_import(tmp_path, accounts=accounts)
    assert [(note.code, note.table, note.rows, note.example) for note in report.notes] == [
        ("unknown_link", "accounts", 1, "A3")
    ]


def test_rows_alike_without_an_identifier_are_kept_and_noted(tmp_path: Path) -> None:
    mapping = with_table("usage_events", "account_id: a, used_on: d")
    report = run_import(tmp_path, mapping, usage_events="a,d\nA1,2024-05-01\nA1,2024-05-01\nA1,2024-05-02\n")
    assert codes(report) == {"rows_alike": 1}
    assert report.tables[2].loaded == 3


def test_notes_are_published_with_the_data(tmp_path: Path) -> None:
    report = run_import(tmp_path, subscriptions=SUBSCRIPTIONS + "S4,A1,2024-02-01,,5\n")
    assert query(tmp_path, "SELECT code, table_name, rows, sentence, example FROM data_notes") == [
        (note.code, note.table, note.rows, note.sentence, note.example) for note in report.notes
    ]


class SmallMemory:
    """A connection that runs out of memory in window functions."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        if "OVER (" in sql:
            raise duckdb.OutOfMemoryException("full")
        return self.connection.execute(sql)


def test_a_rule_that_a_table_is_too_large_for_is_said_to_be_left_out(tmp_path: Path) -> None:
    version = run_import(tmp_path).version
    with open_published(tmp_path / "company" / "data" / version / "company.duckdb") as bench:
        create_paid_lines(bench)
        small = Workbench(cast(duckdb.DuckDBPyConnection, SmallMemory(bench.connection)))
        notes = find_notes(small, NoteContext(TODAY, TODAY, "EUR"))
    assert [(note.code, note.rows, note.sentence) for note in notes] == [
        ("not_checked", 3, "Overlapping lines could not be looked for: subscriptions is too large.")
    ]


@pytest.mark.parametrize("rows", [1, 2])
def test_the_verb_of_a_note_follows_its_number(tmp_path: Path, rows: int) -> None:
    more = "".join(f"S{number},A1,2024-06-01,2024-06-01,5\n" for number in range(7, 7 + rows))
    text = sentence(run_import(tmp_path, subscriptions=SUBSCRIPTIONS + more), "zero_length_line")
    assert (
        text
        == {
            1: "1 subscription ends on the first day, and so never counts as live.",
            2: "2 subscriptions end on the first day, and so never count as live.",
        }[rows]
    )
