"""One metric under every convention: a company whose figures can be added in the head, in 2024."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, line
from tools.difference_requests import ExplainDifference
from tools.errors import InvalidRequest, NoData
from tools.evidence import Evidence
from tools.explain_difference import explain_difference, rounds_to

TABLES = {
    "accounts": [
        account("Acme", segment="Large"),
        account("Beta", segment="Small"),
        account("Gamma", segment="Small"),
        account("Delta", segment="Small"),
    ],
    # Opening 400: Acme 300 -> 330, Beta 100 -> 50. Gamma paid before, was away at the opening and comes back with 40.
    # Delta is new with 60. NRR 380 / 400 = 95 %; GRR 350 / 400 = 87.5 %.
    "subscriptions": [
        line("Acme", 300, "2023-02-01", is_trial=False),
        line("Acme", 30, "2024-03-01", is_trial=False),
        line("Beta", 100, "2023-02-01", "2024-06-01", is_trial=False),
        line("Beta", 50, "2024-06-01", is_trial=False),
        line("Gamma", 40, "2023-02-01", "2023-06-01", is_trial=False),
        line("Gamma", 40, "2024-05-01", is_trial=False),
        line("Delta", 60, "2024-05-01", is_trial=False),
        line("Acme", 20, "2023-02-01", is_trial=True),
    ],
}


def explain(**arguments: object) -> Evidence:
    return explain_difference(context(TABLES), ExplainDifference.model_validate({"period": "2024", **arguments}))


def by_convention(metric: str) -> dict[str, str]:
    section = explain(metric=metric).sections[0]
    return {fact.subject["how it is computed"]: fact.display for fact in section.facts if fact.metric == metric}


def test_net_revenue_retention_under_each_convention() -> None:
    assert by_convention("net_revenue_retention") == {
        "by the definition used here": "95.0 %",
        "accounts that came back count as kept": "105.0 %",  # 420 of 400
        "new and returning accounts count as well: that is ARR growth, not retention": "120.0 %",  # 480 of 400
        "the opening is taken at the close of the first day": "95.0 %",
        "trials and one-off services count like subscriptions": "95.2 %",  # 400 of 420
        "each month's movements of all accounts are added up over the first opening": "95.0 %",  # 400 + 30 - 50
        # March 430 / 400; June (480 + 50) / 530 ... 330 + 50 + 40 + 60 = 480 of 530.
        "the monthly rates are multiplied": "97.4 %",
        "the segments' rates are averaged": "80.0 %",  # (110 % + 50 %) / 2
        "the accounts' own rates are averaged": "80.0 %",
    }


def test_gross_revenue_retention_capped_in_total_hides_what_was_lost() -> None:
    found = by_convention("gross_revenue_retention")
    assert found["by the definition used here"] == "87.5 %"
    assert found["the cap at the opening is set on the total instead of each account"] == "95.0 %"


def test_two_figures_are_told_the_rule_each_follows_and_the_gap() -> None:
    evidence = explain(metric="net_revenue_retention", figures=(1.05, 0.95))
    finance, ours, gap = evidence.facts[: evidence.headline]
    assert finance.value == "when accounts that came back count as kept"
    assert ours.value == "by the definition used here"
    assert gap.display == "+10.0 points"


def test_a_figure_that_no_convention_gives_is_not_explained_away() -> None:
    rule = explain(metric="net_revenue_retention", figures=(1.33,)).facts[0]
    assert rule.value is None
    assert rule.undefined_because == "none of the conventions gives it on this data"


@pytest.mark.parametrize(
    ("value", "figure", "is_it"),
    [("1.0834", "1.08", True), ("1.0834", "1.083", True), ("1.0834", "1.084", False), ("1.14", "1.1", False)],
)
def test_a_figure_is_as_exact_as_it_is_written_and_at_least_a_whole_percent(
    value: str, figure: str, is_it: bool
) -> None:
    assert rounds_to(Decimal(value), Decimal(figure)) is is_it


def test_a_metric_without_conventions_is_declined() -> None:
    with pytest.raises(InvalidRequest, match="Conventions are known for NRR"):
        explain(metric="tickets")


def test_without_a_base_there_is_nothing_to_compare() -> None:
    with pytest.raises(NoData, match="NRR is not defined here"):
        explain(metric="net_revenue_retention", period="2023")
