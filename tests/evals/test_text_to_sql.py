from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from langchain_core.exceptions import ModelConnectionError, ModelTimeoutError

from evals.report import Report
from evals.text_to_sql import (
    MOST_ROWS,
    Comparison,
    SqlWriter,
    comparable,
    compare,
    describe_tables,
    judge,
    lock,
    open_tables,
    prompt_for,
    read_reply,
)
from evals.verdict import Verdict
from tests.evals.attempts import case, known
from tests.evals.test_report import report as report_of
from tests.evals.test_report import result
from tools.errors import OutsideError


@pytest.fixture
def data() -> DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(
        "create table accounts as select * from (values ('A', 'EMEA'), ('B', 'NA')) t(account_id, region)"
    )
    connection.execute("create table subscriptions as select * from (values ('A', 60), ('B', 40)) t(account_id, arr)")
    return connection


def writer(data: DuckDBPyConnection, reply: str) -> SqlWriter:
    return SqlWriter("small", lambda _prompt: reply, data, "tiny", date(2025, 12, 31))


@pytest.mark.parametrize(
    "reply",
    [
        "SQL: select sum(arr) as value from subscriptions",
        "Here you go.\nSQL:\n```sql\nselect sum(arr) from subscriptions;\n```",
        "select sum(arr) from subscriptions",
    ],
)
def test_a_query_is_run_however_it_is_wrapped(data: DuckDBPyConnection, reply: str) -> None:
    found = read_reply(reply, data)
    assert (found.form, found.rows) == ("SQL", ((100,),))


@pytest.mark.parametrize(
    "reply",
    ["SQL: delete from accounts", "SQL: select 1; select 2", "SQL: selec 1", "SQL: select * from nowhere", ""],
)
def test_anything_but_one_working_select_fails(data: DuckDBPyConnection, reply: str) -> None:
    assert read_reply(reply, data).form == "ERROR"
    assert data.execute("select count(*) from accounts").fetchone() == (2,)


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/hostname')",
        "select * from '/etc/hostname'",
        "select * from read_csv('http://127.0.0.1/x.csv')",
        "set lock_configuration = false",
        "attach '/tmp/other.duckdb'",
        "copy accounts to '/tmp/accounts.csv'",
        "install httpfs",
    ],
)
def test_a_query_reaches_no_file_no_network_and_no_setting(data: DuckDBPyConnection, query: str) -> None:
    lock(data)
    assert read_reply(f"SQL: {query}", data).form == "ERROR"
    assert read_reply("SQL: select 1", data).form == "SQL"


def test_a_query_that_runs_too_long_is_stopped(data: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.text_to_sql.DEADLINE_SECONDS", 0.05)
    assert read_reply("SQL: select count(*) from range(100000000000) where range % 7 = 3", data).form == "ERROR"
    assert read_reply("SQL: select 1", data).form == "SQL"


def test_a_long_result_is_read_only_so_far(data: DuckDBPyConnection) -> None:
    assert len(read_reply("SQL: select * from range(100000)", data).rows) == MOST_ROWS


def test_the_tables_of_a_company_are_opened_for_reading_only(tmp_path: Path) -> None:
    file = tmp_path / "it's.duckdb"
    with duckdb.connect(file) as written:
        written.execute("create table accounts as select 'A' as account_id")
    opened = open_tables(file)
    assert read_reply("SQL: select count(*) from accounts", opened).rows == ((1,),)
    with pytest.raises(duckdb.Error, match="read-only"):
        opened.execute("delete from accounts")
    opened.close()


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("SQL: select sum(arr) from subscriptions", "right"),
        ("SQL: select count(*), sum(arr) from subscriptions", "right"),
        ("SQL: select max(arr) from subscriptions", "wrong_without_warning"),
        ("SQL: selec", "failed"),
        ("ASK: Which year?", "clarified"),
        ("DECLINE: no such data", "declined"),
    ],
)
def test_a_reply_is_judged_by_its_number(data: DuckDBPyConnection, reply: str, verdict: str) -> None:
    assert judge(case(unit="money"), read_reply(reply, data), known(100)) == verdict


def test_groups_are_told_by_their_name_and_order_counts_where_it_matters(data: DuckDBPyConnection) -> None:
    up = read_reply("SQL: select region, arr from accounts join subscriptions using (account_id) order by arr", data)
    down = read_reply(
        "SQL: select region, arr from accounts join subscriptions using (account_id) order by arr desc", data
    )
    rows = known(("EMEA", 60), ("NA", 40))
    assert judge(case(unit="money"), up, rows) == "right"
    assert judge(case(unit="money"), up, known(("EMEA", 40), ("NA", 60))) == "wrong_without_warning"
    assert judge(case(unit="money", ordered=True), down, rows) == "right"
    assert judge(case(unit="money", ordered=True), up, rows) == "wrong_without_warning"


def test_a_percent_may_be_written_either_way_and_odd_cells_are_no_number(data: DuckDBPyConnection) -> None:
    percent = case(unit="percent")
    assert judge(percent, read_reply("SQL: select 108.3", data), known("1.083")) == "right"
    assert judge(percent, read_reply("SQL: select 108.3", data), known(1)) == "wrong_without_warning"
    assert judge(percent, read_reply("SQL: select 50.0", data), known(0.5)) == "right"
    assert (
        judge(percent, read_reply("SQL: select 'nan'::double, [1], null", data), known(0.5)) == "wrong_without_warning"
    )


def test_holding_back_is_right_where_it_is_wanted(data: DuckDBPyConnection) -> None:
    assert judge(case("declined"), read_reply("DECLINE: out of scope", data), ()) == "right"
    assert judge(case("declined"), read_reply("SQL: select 1", data), ()) == "wrong_without_warning"


def test_the_prompt_holds_the_tables_the_definitions_and_what_was_asked_before(data: DuckDBPyConnection) -> None:
    asked = case().model_copy(update={"after": ("What is GRR?",), "user": "maya@lumen.example"})
    prompt = prompt_for(writer(data, ""), asked, describe_tables(data))
    for part in (
        "region VARCHAR  -- sales region; 'EMEA', 'NA'",
        "- NRR:",
        "2025-12-31",
        "What is GRR?",
        "maya@",
        "Question: ARR?",
    ):
        assert part in prompt


def test_values_are_told_only_where_they_are_few_and_tables_that_are_not_the_companys_stay_out() -> None:
    connection = duckdb.connect()
    connection.execute(
        'create table tickets as select range::varchar as ticket_id, \'P1\' as "pri""ority" from range(13)'
    )
    connection.execute("create table quarantine as select 'x' as line")
    assert describe_tables(connection) == (
        "tickets\n  ticket_id VARCHAR  -- the row's identifier\n  pri\"ority VARCHAR  -- 'P1'"
    )


def test_only_cases_with_values_or_without_an_answer_are_compared() -> None:
    cases = [
        case().model_copy(update={"id": "valued"}),
        case(must_say=["opening"]).model_copy(update={"id": "worded"}),
        case("declined").model_copy(update={"id": "held"}),
    ]
    assert [item.id for item in comparable(cases, {"valued": known(1)})] == ["valued", "held"]


def test_the_comparison_is_a_report_like_any_other(data: DuckDBPyConnection) -> None:
    report = compare(writer(data, "SQL: select sum(arr) from subscriptions"), [case(unit="money")], {"c-1": known(100)})
    assert (report.model, report.totals.right) == ("text-to-SQL by small", 1.0)
    assert report.results[0].got == "SQL: (100,)"


def broken(data: DuckDBPyConnection, error: Exception) -> SqlWriter:
    def complete(_prompt: str) -> str:
        raise error

    return replace(writer(data, ""), complete=complete)


def test_a_model_that_is_too_slow_fails_the_question(data: DuckDBPyConnection) -> None:
    report = compare(broken(data, ModelTimeoutError("slow")), [case(unit="money")], {"c-1": known(100)})
    assert report.results[0].verdict == "failed"


def test_a_model_that_is_not_there_ends_the_run_with_what_to_check(data: DuckDBPyConnection) -> None:
    with pytest.raises(OutsideError, match="STEWARD_MODEL_BASE_URL") as raised:
        compare(broken(data, ModelConnectionError("sk-secret")), [case(unit="money")], {"c-1": known(100)})
    assert "sk-secret" not in raised.value.message


def test_the_assistant_wins_by_more_right_and_fewer_wrong_answers() -> None:
    def run_of(*verdicts: Verdict) -> Report:
        return report_of(*(result(str(place), verdict) for place, verdict in enumerate(verdicts)))

    good, bad = run_of("right", "clarified"), run_of("failed", "wrong_without_warning")
    assert Comparison(assistant=good, rival=bad).is_won
    assert not Comparison(assistant=bad, rival=good).is_won
    assert not Comparison(assistant=good, rival=good).is_won
