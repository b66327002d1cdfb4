"""What-ifs as people type them: abbreviated, without signs, with amounts of a month, the formula unnamed."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.what_ifs.writing import written_out
from tests.assistant.planner.test_what_ifs import by_name, read


@pytest.mark.parametrize(
    ("question", "formula", "amounts"),
    [
        ("ltv 45k cac 15k ratio?", "ltv_to_cac", {"lifetime_value": 45e3, "acquisition_cost": 15e3}),
        (
            "cac 9k, arpa 1k/mo, gm 80%: payback?",
            "cac_payback_months",
            {"acquisition_cost": 9e3, "monthly_revenue": 1e3, "gross_margin": 0.8},
        ),
        (
            "we spend 600k on s&m and won 40 accounts so cac is",
            "acquisition_cost_of_parts",
            {"acquisition_spend": 6e5, "new_accounts": 40},
        ),
        (
            "ltv if 1 in 20 accounts leave each year, 12k a year each, 75 pct margin",
            "lifetime_value_simple",
            {"annual_churn": 0.05, "annual_revenue": 12e3, "gross_margin": 0.75},
        ),
        ("lose 3 pct a month, how much is that a year", "annual_churn_of_months", {"monthly_churn": 0.03}),
        ("half a percent monthly churn -> annual?", "annual_churn_of_months", {"monthly_churn": 0.005}),
        (
            "started w/ 200 accts lost 14, logo churn?",
            "logo_churn_of_counts",
            {"accounts_at_start": 200, "accounts_lost": 14},
        ),
        (
            "what arr do i need from expansion to hit 110 nrr if grr is 92 and opening is 8 million",
            "expansion_at_retention",
            {"opening_arr": 8e6, "target": 1.1, "gross_retention": 0.92},
        ),
        (
            "expansion bookings 900k vs cs cost of 300k, ratio",
            "expansion_contribution",
            {"expansion_arr": 9e5, "cs_cost": 3e5},
        ),
        ("rule of 40 with 100% growth and a 60% loss", "rule_of_40_score", {"growth": 1.0, "loss": 0.6}),
        ("if grr went up two points what's that in dollars for us", "retention_point_value", {"points": 0.02}),
        (
            "1 out of 8 customers churn a year, how long do they stay on avg",
            "average_lifespan",
            {"annual_churn": 0.125},
        ),
    ],
)
def test_the_formula_and_its_inputs_are_found(question: str, formula: str, amounts: dict[str, float]) -> None:
    found = read(question)
    assert found is not None
    assert found[1]["formulas"][0] == formula
    assert by_name(found[1]) == amounts


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        (
            "whats 94 pct instead of 89 pct of arr kept every year worth on $10m in 4 yrs",
            {"retentions": [0.94, 0.89], "opening_arr": 10e6, "new_arr": 0.0, "years": 4},
        ),
        ("$2.4m arr, 5 pts better grr, over 3yrs", {"points": 0.05, "opening_arr": 2.4e6, "new_arr": 0.0, "years": 3}),
        ("$2.4m arr, 5 pts worse grr, over 3yrs", {"points": -0.05, "opening_arr": 2.4e6, "new_arr": 0.0, "years": 3}),
        (
            "3mm arr growing w/ 800k new a year, 92% grr, where are we after 4 yrs",
            {"retentions": [0.92], "opening_arr": 3e6, "new_arr": 8e5, "years": 4},
        ),
        (
            "both at 10 mil, one keeps 95 the other 85, gap after 4 years?",
            {"retentions": [0.95, 0.85], "opening_arr": 10e6, "new_arr": 0.0, "years": 4},
        ),
    ],
)
def test_years_ahead_are_compounded(question: str, arguments: dict[str, Any]) -> None:
    assert read(question) == ("compound_arr", arguments)


def test_a_changed_amount_of_a_month_is_one_of_a_month() -> None:
    found = read("if churn goes from 2%/mo to 1.5%/mo what happens to ltv at 500/mo arpa and 80% margin")
    assert found is not None
    assert by_name(found[1], "changed") == {"monthly_churn": 0.015}


def test_words_that_say_nothing_are_said_to_be_left_out() -> None:
    found = read("ltv 45k, cac 15k, ratio please, sunshine?")
    assert found is not None
    assert found[1]["left_out"] == ["sunshine"]


@pytest.mark.parametrize(
    "question",
    [
        "ltv 45k without cac 15k",
        "ltv 45k, cac 15k at Delta Foods",
        "twice ltv 45k, cac 15k",
        "12 pct of 300k is what",
        "arr above 45k and cac",
    ],
)
def test_words_that_turn_a_figure_round_are_never_left_out(question: str) -> None:
    assert read(question) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1 in 20 leave", "5% leave"),
        ("twelve in ten leave", "twelve in ten leave"),
        ("12 of 80 new accounts", "12 of 80 new accounts"),
        ("5pts", "5 points"),
        ("3yrs", "3 years"),
        ("LTV:CAC of 4:1", "LTV to CAC of 4"),
        ("20% less", "-20%"),
        ("over 3 years", "after 3 years"),
        ("over the last 3 years", "over the last 3 years"),
    ],
)
def test_rates_and_spans_are_written_out(typed: str, written: str) -> None:
    assert written_out(typed) == written
