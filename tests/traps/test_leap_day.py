"""29 February is a day like any other, and a year before it is the last day of the February before."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planner.reading import read
from tests.company import account, context, day, line
from tests.traps.asking import fact, value
from tools.catalogue import TOOLS
from tools.context import Context

LINES = [
    line("acme", 100, "2023-01-10"),
    line("bolt", 30, "2024-02-29"),
    line("core", 70, "2023-02-28", "2024-02-29"),
    line("dune", 5, "2024-03-01"),
]


@pytest.fixture(scope="module")
def view() -> Context:
    return context({"accounts": [account(name) for name in ("acme", "bolt", "core", "dune")], "subscriptions": LINES})


@pytest.mark.parametrize(("close", "arr"), [("2024-02-28", 170), ("29 Feb 2024", 130), ("2024-03-01", 135)])
def test_a_start_and_an_end_on_leap_day_take_effect_at_its_close(view: Context, close: str, arr: int) -> None:
    assert value(view, "arr", close) == arr


@pytest.mark.parametrize("period", ["February 2024", "2024-02", "Q1 2024"])
def test_the_month_and_the_quarter_hold_leap_day(view: Context, period: str) -> None:
    assert value(view, "churned_arr", period) == 70
    assert value(view, "new_arr", period) == (35 if period.startswith("Q") else 30)


def test_the_twelve_months_to_leap_day_open_at_the_close_of_28_february() -> None:
    names = ("acme", "bolt", "core", "dune")
    view = context({"accounts": [account(name) for name in names], "subscriptions": LINES}, as_of=day("2024-02-29"))
    found = fact(view, "net_revenue_retention", None)
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2023, 3, 1), date(2024, 2, 29))
    assert found.inputs["opening"] == 170
    assert found.inputs["retained"] == 100


def test_a_year_before_leap_day_is_28_february(view: Context) -> None:
    calls = read("How did ARR on 29 Feb 2024 compare with a year before?", view.vocabulary, view.calendar)
    facts = TOOLS[calls[0].name].run(view, calls[0].request.model_dump()).facts
    assert [(item.as_of, item.value) for item in facts[:2]] == [(date(2024, 2, 29), 130), (date(2023, 2, 28), 170)]


def test_a_day_that_does_not_exist_is_asked_back(view: Context) -> None:
    evidence = TOOLS["measure_metric"].run(view, {"metric": "arr", "period": "2023-02-29"})
    assert evidence.outcome == "clarify"
    assert not evidence.facts
