"""A definition no longer used: the current one, what was different, and both figures where they can be computed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.company import context
from tests.tools.test_explain_difference import TABLES
from tools.company import Company
from tools.difference_requests import ExplainDifference
from tools.differences.retired import Retired, in_use
from tools.errors import UnknownName
from tools.evidence import Evidence
from tools.explain_difference import explain_difference

GROWTH = Retired(
    metric="net_revenue_retention", convention="new_counted", until=date(2023, 12, 31), why="the board asked for growth"
)
RETURNED = Retired(metric="net_revenue_retention", convention="reactivation_counted", until=date(2024, 6, 30))


def former(*retired: Retired, **arguments: object) -> Evidence:
    company = Company(retired=retired)
    request = {"metric": "NRR", "period": "2024", "is_former": True, **arguments}
    return explain_difference(context(TABLES, company), ExplainDifference.model_validate(request))


def test_both_figures_and_the_rule_that_changed_are_told() -> None:
    evidence = former(GROWTH)
    # 380 of 400 by the current rule, 480 of 400 when new and returning accounts count.
    assert [fact.display for fact in evidence.facts[:3]] == ["95.0 %", "120.0 %", "+25.0 points"]
    assert evidence.assumptions[0] == "by the current definition of NRR, version 1"
    assert evidence.assumptions[1].startswith(
        "until 31 Dec 2023 another rule was used: new and returning accounts count"
    )
    assert evidence.assumptions[1].endswith("(the board asked for growth)")


def test_without_one_on_record_the_current_figure_is_given_and_said() -> None:
    evidence = former()
    assert [fact.display for fact in evidence.facts[:1]] == ["95.0 %"]
    assert evidence.headline == 1
    assert evidence.assumptions[:2] == (
        "by the current definition of NRR, version 1",
        "no other definition is on record",
    )


def test_a_metric_without_conventions_has_its_current_definition() -> None:
    evidence = former(metric="arr", period=None)
    assert "no other definition is on record" in evidence.assumptions


@pytest.mark.parametrize(
    ("year", "conventions"),
    [
        (None, ["reactivation_counted", "new_counted"]),
        (2023, ["new_counted"]),
        (2024, ["reactivation_counted"]),
        (2025, []),
    ],
)
def test_of_a_year_the_one_in_use_then_is_meant(year: int | None, conventions: list[str]) -> None:
    found = in_use((GROWTH, RETURNED), "net_revenue_retention", year)
    assert [item.convention for item in found] == conventions


def test_a_rule_that_nobody_knows_is_said() -> None:
    with pytest.raises(UnknownName):
        former(GROWTH.model_copy(update={"convention": "moon_phase"}))
