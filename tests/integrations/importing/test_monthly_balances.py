"""The monthly mart: what plain SQL adds up month by month is what the metrics say from the lines, and read like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrations.company_folder import open_warehouse, read_company
from integrations.importing import monthly_balances
from integrations.importing.company_check import describe_company
from integrations.importing.monthly_balances import compare_months, keep_months, last_month_end
from integrations.importing.version_store import current_version
from knowledge.library import Library
from tests.integrations.importing.exports import query, run_import
from tests.integrations.importing.opened import LAST, covered, opened, write_accounts
from tools.context import Context
from tools.errors import OutsideError
from tools.facts import Fact, Source
from tools.measuring import measure_together
from tools.metrics.catalogue import METRICS
from tools.metrics.ledger import BALANCES
from tools.metrics.monthly import TABLE
from tools.periods import Period
from tools.scope import OPERATOR, Scope
from tools.selection import Selection
from tools.series import measure_steps
from tools.warehouse import Coverage

FIRST = date(2023, 1, 1)
COVERAGE = covered(FIRST)
OF_BALANCES = [metric for metric in METRICS.values() if metric.frame is BALANCES]
ROWS = f"SELECT month_end, account_id, opening, new, reactivation, churned, closing FROM {TABLE} ORDER BY ALL"
Line = tuple[str, date, date | None, Decimal, bool, bool]


def write(folder: Path, lines: Sequence[Line]) -> Path:
    """A database of these lines and their accounts."""
    database = folder / "company.duckdb"
    with duckdb.connect(str(database)) as connection:
        write_accounts(connection)
        connection.execute(
            "CREATE TABLE subscriptions (subscription_id VARCHAR, account_id VARCHAR, start_date DATE, end_date DATE, "
            "arr DECIMAL(18,2), is_trial BOOLEAN, is_one_off BOOLEAN)"
        )
        for number, line in enumerate(lines):
            connection.execute("INSERT INTO subscriptions VALUES (?, ?, ?, ?, ?, ?, ?)", [f"S{number}", *line])
    return database


def seen(database: Path, coverage: Coverage = COVERAGE) -> Context:
    return opened(database, coverage)


def figures(groups: tuple[tuple[Fact, ...], ...]) -> list[Fact]:
    """The facts without what says where they were read."""
    nowhere = Source(tables=(), rows=0, query="")
    return [fact.model_copy(update={"source": nowhere}) for group in groups for fact in group]


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    """Up to nine lines of four accounts; short ones, free ones, trials, and ends before their starts among them."""
    found: list[Line] = []
    for _ in range(draw(st.integers(1, 9))):
        start = draw(st.dates(date(2022, 11, 1), date(2024, 8, 1)))
        length = draw(st.none() | st.integers(-1, 40) | st.integers(0, 500))
        amount = Decimal(draw(st.sampled_from(["0", "10.10", "99.99", "100", "250.5", "-20"])))
        end = None if length is None else start + timedelta(days=length)
        trial, one_off = draw(st.sampled_from([(False, False)] * 4 + [(True, False), (False, True)]))
        found.append((f"A{draw(st.integers(0, 3))}", start, end, amount, trial, one_off))
    return found


def month_starts() -> st.SearchStrategy[date]:
    return st.integers(0, 16).map(lambda number: date(2023 + number // 12, number % 12 + 1, 1))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines(), st.lists(st.tuples(month_starts(), st.integers(1, 14)), min_size=3, max_size=3))
def test_any_ledger_says_the_same_by_month_and_by_lines(ledger: list[Line], spans: list[tuple[date, int]]) -> None:
    with TemporaryDirectory() as folder:
        database = write(Path(folder), ledger)
        keep_months(database, COVERAGE)
        by_month = seen(database)
        by_lines = replace(by_month, warehouse=replace(by_month.warehouse, coverage=Coverage(FIRST, LAST)))
        for start, months in spans:
            end = last_month_end(min(start + timedelta(days=31 * months), LAST))
            check(by_month, by_lines, Period(start=start, end=max(end, last_month_end(start + timedelta(days=31)))))
        by_month.warehouse.backend.disconnect()


def check(by_month: Context, by_lines: Context, period: Period) -> None:
    groups = (by_month.vocabulary.dimensions["country"],)
    for selection in (Selection(period), Selection(period, (), groups)):
        ours, lines = (measure_together(context, OF_BALANCES, selection) for context in (by_month, by_lines))
        assert figures(ours) == figures(lines)
        assert {fact.source.tables for group in ours for fact in group} <= {(TABLE,)}
        steps = [replace(selection, period=step) for step in by_month.calendar.split(period, "month")]
        stepped = [measure_steps(context, OF_BALANCES, steps) for context in (by_month, by_lines)]
        assert [figures(step) for step in stepped[0]] == [figures(step) for step in stepped[1]]


def of(account: str, start: str, end: str | None, amount: int) -> Line:
    ends = date.fromisoformat(end) if end else None
    return account, date.fromisoformat(start), ends, Decimal(amount), False, False


LEDGER = [
    of("A0", "2024-01-15", "2024-03-31", 100),
    of("A0", "2024-05-02", None, 40),
    of("A1", "2024-02-05", "2024-02-20", 70),
    of("A1", "2024-04-01", None, 70),
]


def test_the_mart_holds_what_can_be_added_by_hand(tmp_path: Path) -> None:
    database = write(tmp_path, LEDGER)
    assert keep_months(database, COVERAGE) == 5
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(ROWS).fetchall()
    found = [(row[0].month, row[1], *map(int, row[2:])) for row in rows]
    # A0 ended on 31 March: not live at that close. A1 paid in February between two closes, so it is back in April.
    assert found == [
        (1, "A0", 0, 100, 0, 0, 100),
        (2, "A0", 100, 0, 0, 0, 100),
        (3, "A0", 100, 0, 0, 100, 0),
        (4, "A1", 0, 0, 70, 0, 70),
        (5, "A0", 0, 0, 40, 0, 40),
        (5, "A1", 70, 0, 0, 0, 70),
    ]


def test_a_partial_last_month_is_read_from_the_lines(tmp_path: Path) -> None:
    database = write(tmp_path, [*LEDGER, of("A2", "2024-06-10", None, 5)])
    keep_months(database, COVERAGE)
    context = seen(database)
    period = Period(start=date(2024, 5, 1), end=LAST)
    (facts,) = measure_together(context, [METRICS["closing_arr"]], Selection(period))
    assert (facts[0].value, facts[0].source.tables) == (115, ("subscriptions",))


def test_an_account_with_more_credits_than_arr_is_left_out_of_the_months_too(tmp_path: Path) -> None:
    database = write(tmp_path, [*LEDGER, of("A2", "2024-01-01", None, -30), of("A3", "2024-01-01", "2024-06-01", -30)])
    keep_months(database, COVERAGE)
    context = seen(database)
    months = [
        Period(start=date(2024, 4, 1), end=date(2024, 4, 30)),
        Period(start=date(2024, 5, 1), end=date(2024, 5, 31)),
    ]
    spring = measure_together(
        context, [METRICS["closing_arr"]], Selection(Period(start=months[0].start, end=months[1].end))
    )
    stepped = measure_steps(context, [METRICS["closing_arr"]], [Selection(month) for month in months])
    # A0 pays 40 and A1 pays 70; the 30 that A2 and A3 have in credit are nobody's ARR.
    assert [(fact.value, fact.source.tables) for (fact,) in spring] == [(110, (TABLE,))]
    assert [fact.value for ((fact,),) in stepped] == [70, 110]


def test_a_csm_reads_the_months_of_own_accounts_only(tmp_path: Path) -> None:
    database = write(tmp_path, LEDGER)
    keep_months(database, COVERAGE)
    context = seen(database)
    own = replace(context, scope=Scope(asker="csm1", csms=frozenset({"csm1"})))
    period = Period(start=date(2024, 5, 1), end=date(2024, 5, 31))
    (facts,) = measure_together(own, [METRICS["closing_arr"]], Selection(period))
    assert (facts[0].value, facts[0].source.tables) == (70, (TABLE,))


def tampered(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"UPDATE {TABLE} SET closing = closing + 0.01 WHERE account_id = 'A1' AND closing > 0")


def test_a_difference_of_a_cent_is_found_and_named(tmp_path: Path) -> None:
    database = write(tmp_path, LEDGER)
    keep_months(database, COVERAGE)
    tampered(database)
    months, found = compare_months(database, COVERAGE)
    assert months == 5
    assert [item.words for item in found] == [
        "Apr 2024, A1, closing: 70.01 by month and 70.00 by lines",
        "May 2024, A1, closing: 70.01 by month and 70.00 by lines",
    ]


def test_a_difference_blocks_publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_import(tmp_path)
    before = current_version(tmp_path / "company" / "data")
    wrong = monthly_balances.BALANCES.replace("arr AS amount", "arr + 1 AS amount")
    monkeypatch.setattr(monthly_balances, "BALANCES", wrong)
    with pytest.raises(OutsideError) as error:
        run_import(tmp_path)
    assert "Jan 2024, A1, new: 1201.50 by month and 1200.50 by lines" in error.value.message
    assert "Nothing was published" in error.value.message
    assert current_version(tmp_path / "company" / "data") == before


def test_an_import_keeps_the_months_and_the_check_says_so(tmp_path: Path) -> None:
    run_import(tmp_path)
    company = tmp_path / "company"
    assert query(tmp_path, f"SELECT count(*), max(month_end) FROM {TABLE}")[0][0] > 0
    assert describe_company(company).months.endswith("months agree with the lines to the cent.")
    warehouse = open_warehouse(company)
    context = Context(
        warehouse, OPERATOR, read_company(company), Library.open(company, ()), warehouse.coverage.last_day
    )
    assert warehouse.has(TABLE)
    assert TABLE not in {dimension.table for dimension in context.vocabulary.dimensions.values()}


def test_the_check_names_what_no_longer_agrees(tmp_path: Path) -> None:
    run_import(tmp_path)
    version = current_version(tmp_path / "company" / "data")
    assert version is not None
    with duckdb.connect(str(version / "company.duckdb")) as connection:
        connection.execute(f"UPDATE {TABLE} SET new = new + 1 WHERE new > 0")
    assert "disagree; import again. Jan 2024, A1, new: 1201.50" in describe_company(tmp_path / "company").months


def test_a_version_without_the_mart_is_read_from_the_lines(tmp_path: Path) -> None:
    run_import(tmp_path)
    version = current_version(tmp_path / "company" / "data")
    assert version is not None
    with duckdb.connect(str(version / "company.duckdb")) as connection:
        connection.execute(f"DROP TABLE {TABLE}")
    assert "the next import adds them" in describe_company(tmp_path / "company").months
    company = tmp_path / "company"
    warehouse = open_warehouse(company)
    context = Context(
        warehouse, OPERATOR, read_company(company), Library.open(company, ()), warehouse.coverage.last_day
    )
    (facts,) = measure_together(
        context, [METRICS["closing_arr"]], Selection(Period(start=date(2024, 2, 1), end=date(2024, 4, 30)))
    )
    assert (facts[0].value, facts[0].source.tables) == (Decimal("7200.75"), ("subscriptions",))
