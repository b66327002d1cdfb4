"""Scope: below every tool, closed when unknown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import account, context, line
from tools.catalogue import TOOLS
from tools.company import Company, Person
from tools.context import Context
from tools.errors import NotAllowed
from tools.scope import scope_of

COMPANY = Company(
    name="Tiny",
    people=(
        Person(name="Ana", email="ana@x.example", role="csm", manager="mia@x.example"),
        Person(name="Ben", email="ben@x.example", role="csm", manager="Mia"),
        Person(name="Cy", email="cy@x.example", role="csm"),
        Person(name="Mia", email="mia@x.example", role="manager"),
        Person(name="Fay", email="fay@x.example", role="finance"),
    ),
)
TABLES: dict[str, Any] = {
    "accounts": [
        account("alpha", csm="ana@x.example"),
        account("beta", csm="Ben"),
        account("gamma", csm="cy@x.example"),
        account("orphan", csm=None),
    ],
    "subscriptions": [
        line("alpha", 100, "2024-01-01"),
        line("beta", 20, "2024-01-01"),
        line("gamma", 3, "2024-01-01"),
        line("orphan", 4000, "2024-01-01"),
    ],
    "costs": [{"cost_id": "K-1", "amount": 9}],
}


def seen(user: str | None) -> Context:
    return context(TABLES, COMPANY, user=user)


def arr(view: Context) -> Any:
    return TOOLS["measure_metric"].run(view, {"metric": "arr"}).facts[0].value


@pytest.mark.parametrize(
    ("user", "expected"),
    [(None, 4123), ("fay@x.example", 4123), ("ana@x.example", 100), ("BEN@x.example", 20), ("mia@x.example", 120)],
)
def test_a_sum_covers_the_accounts_the_asker_may_see(user: str | None, expected: int) -> None:
    assert arr(seen(user)) == expected


def test_an_answer_over_a_part_of_the_accounts_says_so() -> None:
    evidence = TOOLS["measure_metric"].run(seen("ana@x.example"), {"metric": "arr"})
    assert "only the accounts you may see" in evidence.assumptions


@pytest.mark.parametrize("name", ["gamma", "A-gamma", "orphan"])
def test_a_foreign_account_does_not_exist_for_the_asker(name: str) -> None:
    view = seen("ana@x.example")
    foreign = TOOLS["describe_account"].run(view, {"account": name})
    invented = TOOLS["describe_account"].run(view, {"account": "zzz"})
    assert (foreign.outcome, foreign.reason) == (invented.outcome, invented.reason) == ("declined", "unknown_entity")
    assert foreign.message.replace(name, "zzz") == invented.message


def test_no_tool_shows_a_foreign_account() -> None:
    view = seen("ana@x.example")
    calls: dict[str, dict[str, Any]] = {
        "measure_metric": {"metric": "arr", "group_by": ["account"]},
        "list_accounts": {},
        "measure_concentration": {},
        "bridge_arr": {"period": "2024", "group_by": ["account"]},
        "describe_data": {},
    }
    for name, arguments in calls.items():
        text = TOOLS[name].run(view, arguments).model_dump_json()
        assert "gamma" not in text.replace("sigma", ""), name
        assert "orphan" not in text, name


def test_a_table_without_accounts_is_empty_for_a_limited_asker() -> None:
    view = seen("ana@x.example")
    assert view.warehouse.run(view.table("costs")).rows == ()


def test_an_unknown_person_is_refused() -> None:
    with pytest.raises(NotAllowed, match=r"people\.csv"):
        scope_of("eve@x.example", COMPANY)


def test_data_without_owners_shows_nothing_to_a_csm() -> None:
    tables = {"accounts": [account("alpha")], "subscriptions": [line("alpha", 100, "2024-01-01")]}
    assert arr(context(tables, COMPANY, user="ana@x.example")) == 0
