"""The rows behind a fact are those its own query reads, and as many as the fact says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.company import account, context, day, line
from tests.traps.asking import asked, fact, only
from tools.catalogue import TOOLS
from tools.company import Company, Person
from tools.context import Context
from tools.errors import NoData
from tools.facts import Fact
from tools.rows_behind import RowsBehind, rows_behind
from tools.scope import scope_of

ANN = Person(name="Ann", email="ann@tiny.example")


def company(user: str | None = None) -> Context:
    """Four accounts: grown 100 -> 150, gone 80 -> 0, fresh 0 -> 30, back 0 -> 20; three tickets, two of grown."""
    owners = {"grown": "Ann", "gone": "Ann", "fresh": "Bea", "back": None}
    tables: Mapping[str, Any] = {
        "accounts": [
            account(name, csm=csm, segment="SMB" if csm == "Bea" else "Enterprise") for name, csm in owners.items()
        ],
        "subscriptions": [
            line("grown", 100, "2023-02-01"),
            line("grown", 50, "2024-05-01"),
            line("gone", 80, "2023-02-01", "2024-07-01"),
            line("fresh", 30, "2024-03-01"),
            line("back", 40, "2023-02-01", "2023-06-01"),
            line("back", 20, "2024-04-01"),
        ],
        "tickets": [
            {"ticket_id": f"T{at}", "account_id": f"A-{name}", "opened_on": day("2024-05-05"), "priority": "high"}
            for at, name in enumerate(("grown", "grown", "fresh"))
        ],
        "renewals": [
            {"renewal_id": "R1", "account_id": "A-grown", "due_on": day("2024-06-01"), "arr": 100, "outcome": "renewed"}
        ],
    }
    return context(tables, Company(name="Tiny", people=(ANN,)), user=user)


@pytest.fixture(scope="module")
def view() -> Context:
    return company()


def by_account(found: RowsBehind) -> dict[str, Mapping[str, Any]]:
    return {row["account"]: row for row in found.rows}


def test_arr_is_the_sum_of_its_lines(view: Context) -> None:
    found = rows_behind(view, fact(view, "arr", "2024-12-31"))
    assert sorted(row["arr"] for row in found.rows) == [20, 30, 50, 100]
    assert found.columns[:2] == ("account_id", "account")
    assert not found.is_cut


def test_retention_shows_each_account_with_its_movement_and_its_side(view: Context) -> None:
    rows = by_account(rows_behind(view, fact(view, "net_revenue_retention")))
    sides = {name: (row["opening"], row["closing"], row["movement"], row["cohort"]) for name, row in rows.items()}
    assert sides == {
        "grown": (100, 150, "expansion", "in"),
        "gone": (80, 0, "churned", "in"),
        "fresh": (0, 30, "new", "out"),
        "back": (0, 20, "reactivation", "out"),
    }
    assert rows["fresh"]["why"] == "did not pay at the opening close, nor ever before"
    assert rows["gone"]["why"] == "paid at the opening close"


def test_the_rows_of_retention_add_up_to_its_inputs(view: Context) -> None:
    figure = fact(view, "net_revenue_retention")
    within = [row for row in rows_behind(view, figure).rows if row["cohort"] == "in"]
    assert sum(row["opening"] for row in within) == figure.inputs["opening"] == 180
    assert sum(row["closing"] for row in within) == figure.inputs["retained"] == 150
    assert figure.value == Decimal(150) / 180


def test_a_group_has_its_own_rows_only(view: Context) -> None:
    facts = asked(view, "arr", "2024-12-31", group_by=["csm"]).facts
    found = {item.subject.get("csm"): rows_behind(view, item).rows for item in facts}
    amounts = {name: sorted(row["arr"] for row in rows) for name, rows in found.items()}
    assert amounts == {"Ann": [50, 100], "Bea": [30], "not recorded": [20], None: [20, 30, 50, 100]}


@pytest.mark.parametrize("group", ["account", "signup_date", "priority"])
def test_tickets_by_anything_tie_to_their_counts(view: Context, group: str) -> None:
    for item in asked(view, "tickets", group_by=[group]).facts:
        assert len(rows_behind(view, item).rows) == item.value


def test_a_filter_and_an_exclusion_hold_for_the_rows(view: Context) -> None:
    kept = rows_behind(view, fact(view, "tickets", **only("account", "fresh"))).rows
    assert [row["ticket_id"] for row in kept] == ["T2"]
    others: dict[str, Any] = {"filters": [{"dimension": "account", "values": ["fresh"], "is_excluded": True}]}
    assert {row["ticket_id"] for row in rows_behind(view, fact(view, "tickets", **others)).rows} == {"T0", "T1"}


def test_rows_made_from_records_are_shown_too(view: Context) -> None:
    found = rows_behind(view, fact(view, "gross_renewal_rate"))
    assert [row["account"] for row in found.rows] == ["grown"]


def test_nobody_sees_a_row_of_an_account_that_is_not_theirs(view: Context) -> None:
    hers = company("ann@tiny.example")
    rows = rows_behind(hers, fact(hers, "arr", "2024-12-31")).rows
    assert {row["account"] for row in rows} == {"grown"}


def test_rows_beyond_the_limit_are_left_out_and_that_is_known(view: Context) -> None:
    found = rows_behind(view, fact(view, "arr", "2024-12-31"), most=2)
    assert (len(found.rows), found.is_cut) == (2, True)


def test_a_figure_without_rows_says_so(view: Context) -> None:
    with pytest.raises(NoData, match="No row lies behind ARR"):
        rows_behind(view, fact(view, "arr", "2023-01-15"))


def test_a_figure_of_two_queries_is_not_passed_off_as_one(view: Context) -> None:
    facts = TOOLS["compare_metric"].run(view, {"metric": "arr", "period": "2024", "earlier_period": "2023"}).facts
    assert facts[2].source.rows == facts[0].source.rows + facts[1].source.rows
    assert facts[0].source.query in facts[2].source.query
    assert facts[1].source.query in facts[2].source.query
    with pytest.raises(NoData, match="one of the figures it is computed from"):
        rows_behind(view, facts[2])


def test_rows_that_do_not_tie_to_the_fact_are_not_shown(view: Context) -> None:
    figure = fact(view, "arr", "2024-12-31")
    with pytest.raises(NoData):
        rows_behind(view, figure.model_copy(update={"source": figure.source.model_copy(update={"rows": 3})}))


@pytest.mark.parametrize("query", ["", "drop table accounts", "select 1; drop table accounts", "no sql at all ("])
def test_what_is_no_single_reading_query_is_never_run(view: Context, query: str) -> None:
    figure = fact(view, "arr", "2024-12-31")
    with pytest.raises(NoData):
        rows_behind(view, figure.model_copy(update={"source": figure.source.model_copy(update={"query": query})}))
    assert fact(view, "accounts", None).value == 4


def test_every_figure_of_a_bridge_a_trend_and_a_profile_has_its_rows(view: Context) -> None:
    calls: Mapping[str, Mapping[str, Any]] = {
        "bridge_arr": {"period": "2024"},
        "trend_metric": {"metric": "arr", "period": "2024", "grain": "quarter"},
        "describe_account": {"account": "grown"},
        "measure_concentration": {"top": 1},
    }
    for tool, arguments in calls.items():
        facts = [item for item in TOOLS[tool].run(view, arguments).facts if _has_one_query(item)]
        assert facts
        for item in facts:
            assert len(rows_behind(view, item).rows) == item.source.rows, (tool, item.label)


def _has_one_query(item: Fact) -> bool:
    return ";" not in item.source.query and item.source.rows > 0


def test_another_person_asking_anew_sees_only_their_rows(view: Context) -> None:
    hers = replace(view, scope=scope_of("ann@tiny.example", view.company))
    assert {row["account"] for row in rows_behind(hers, fact(hers, "net_revenue_retention")).rows} == {"grown", "gone"}
