"""A figure against the bands of the field: stated, or the company's own."""

from __future__ import annotations

import pytest

from tests.company import context
from tests.tools.kept import TABLES
from tools.errors import InvalidRequest, NoData, UnknownName
from tools.evidence import Evidence
from tools.judge_figure import judge_figure
from tools.what_if_requests import JudgeFigure


def judge(**arguments: object) -> Evidence:
    return judge_figure(context(TABLES), JudgeFigure.model_validate(arguments))


@pytest.mark.parametrize(
    ("measure", "figure", "band"),
    [
        ("net_revenue_retention", 1.3, "best in class"),
        ("net_revenue_retention", 1.2, "best in class"),
        ("net_revenue_retention", 1.1, "strong"),
        ("net_revenue_retention", 1.04, "acceptable"),
        ("net_revenue_retention", 0.99, "a warning"),
        ("gross_revenue_retention", 0.96, "best in class"),
        ("gross_revenue_retention", 0.92, "strong"),
        ("gross_revenue_retention", 0.86, "acceptable"),
        ("gross_revenue_retention", 0.84, "a warning"),
        ("ltv_to_cac", 3, "healthy"),
        ("ltv_to_cac", 0.8, "destroying value with each new account"),
        ("rule_of_40", 0.41, "in balance"),
        ("accounts_per_csm", 12, "usual in enterprise and usual in high touch"),
        ("accounts_per_csm", 3, "below the usual bands"),
        ("accounts_per_csm", 300, "between the usual bands"),
        ("arr_per_csm", 6_000_000, "above the usual bands"),
        ("account_arr", 60_000, "mid-market and low touch"),
    ],
)
def test_a_figure_falls_into_its_band(measure: str, figure: float, band: str) -> None:
    assert judge(measure=measure, figure=figure).facts[1].value == band


def test_the_companys_own_figure_is_measured() -> None:
    evidence = judge(measure="NRR", is_own=True, period="2024")
    assert [fact.display for fact in evidence.facts[:2]] == ["75.0 %", "a warning"]
    assert evidence.facts[0].source.tables == ("subscriptions",)


def test_without_a_figure_the_bands_are_told() -> None:
    evidence = judge(measure="gross_revenue_retention")
    assert evidence.headline == 0
    assert [fact.value for fact in evidence.sections[0].facts] == [
        "95.0 % and more",
        "90.0 % to 95.0 %",
        "85.0 % to 90.0 %",
        "below 85.0 %",
    ]


def test_what_has_no_bands_or_no_figure_is_said() -> None:
    with pytest.raises(UnknownName):
        judge(measure="weather")
    with pytest.raises(InvalidRequest):
        judge(measure="csm_cost", is_own=True)
    with pytest.raises(NoData):
        judge(measure="net_revenue_retention", is_own=True, period="2022")
