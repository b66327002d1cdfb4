"""What-ifs: amounts find their inputs, scenarios their accounts; what supposes nothing is left to others."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.index import index_of
from assistant.planner.what_ifs.reading import read_what_if
from tests.assistant.planner.companies import CALENDAR, NAMED


def read(question: str) -> tuple[str, dict[str, Any]] | None:
    found = read_what_if(question, index_of(NAMED), CALENDAR)
    return (found.name, found.arguments) if found else None


def stated(**amounts: float) -> list[dict[str, Any]]:
    return [{"name": name, "amount": amount} for name, amount in amounts.items()]


def by_name(arguments: dict[str, Any], field: str = "stated") -> dict[str, float]:
    return {item["name"]: item["amount"] for item in arguments.get(field, ())}


@pytest.mark.parametrize(
    ("question", "formula", "amounts"),
    [
        (
            "CLTV for a customer paying 12k a year, 10 % churn, 75% margin",
            "lifetime_value_simple",
            {"annual_revenue": 12000, "annual_churn": 0.1, "gross_margin": 0.75},
        ),
        (
            "LTV:CAC with LTV of $90,000 and CAC of $30,000",
            "ltv_to_cac",
            {"lifetime_value": 90000, "acquisition_cost": 30000},
        ),
        (
            "We start with 100M ARR, lose 8M to churn, 3M to downgrades and expand by 31M. What's NRR?",
            "net_revenue_retention_of_parts",
            {"opening_arr": 100e6, "churned_arr": 8e6, "contraction_arr": 3e6, "expansion_arr": 31e6},
        ),
        (
            "A CSM costs $200,000 and covers 20 accounts. What is the coverage cost per account?",
            "coverage_cost",
            {"csm_cost": 200000, "accounts_per_csm": 20},
        ),
        ("how much does a three point improvement in GRR bring us?", "retention_point_value", {"points": 0.03}),
        ("How much expansion is needed to reach 110% NRR?", "expansion_still_needed", {"target": 1.1}),
        ("how long does a customer stay at 10% churn", "average_lifespan", {"annual_churn": 0.1}),
        ("Rule of 40 with 30% growth and 15% margin", "rule_of_40_score", {"growth": 0.3, "profit_margin": 0.15}),
        (
            "If 15% of new business comes from referrals and a referral costs 30% of a paid customer, what do we save?",
            "referral_savings_share",
            {"referral_share": 0.15, "referral_cost_share": 0.3},
        ),
    ],
)
def test_each_amount_is_the_input_it_stands_next_to(question: str, formula: str, amounts: dict[str, float]) -> None:
    found = read(question)
    assert found is not None
    name, arguments = found
    assert name == "calculate_figure"
    assert arguments["formulas"][0] == formula
    assert by_name(arguments) == amounts


def test_from_one_amount_to_another_is_a_change() -> None:
    found = read("If retention improves from 90% to 93%, what happens to CLTV at $12,000 a year and 75% margin?")
    assert found is not None
    assert by_name(found[1])["annual_retention"] == 0.9
    assert by_name(found[1], "changed") == {"annual_retention": 0.93}


def test_a_result_somebody_printed_is_no_input() -> None:
    found = read("our deck says CLTV is $126,000 at $12,000 a year, 93% retention and 75% margin")
    assert found is not None
    assert found[1]["claimed"] == 126000
    assert "lifetime_value" not in by_name(found[1])


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        (
            "Two companies start at $10M ARR, add $3M new ARR a year; one keeps 85%, the other 93%. "
            "How far apart are they after 5 years?",
            {"retentions": [0.85, 0.93], "opening_arr": 10e6, "new_arr": 3e6},
        ),
        (
            "How far would ARR of $20M grow in 3 years at 92% retention with 5M new each year?",
            {"retentions": [0.92], "opening_arr": 20e6, "new_arr": 5e6, "years": 3},
        ),
    ],
)
def test_growth_over_years_knows_its_opening_and_what_is_won(question: str, arguments: dict[str, Any]) -> None:
    assert read(question) == ("compound_arr", arguments)


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        (
            "If we lose Zephyr Eyewear and Delta Foods, what happens to NRR in 2024?",
            {"scenario": "accounts_leave", "accounts": ["Zephyr Eyewear", "Delta Foods"], "period": "2024"},
        ),
        ("What GRR do we end with if every red account churns?", {"scenario": "red_accounts_leave"}),
        ("Show NRR without the three largest upsells.", {"scenario": "without_largest_expansions"}),
        (
            "nrr without our 5 biggest expansions",
            {"scenario": "without_largest_expansions", "count": 5},
        ),
        (
            "If Delta Foods renews flat instead of plus 20%, what changes in my number?",
            {"scenario": "renewal_at", "accounts": ["Delta Foods"], "instead_of": 0.2},
        ),
        (
            "if Delta Foods renews at minus 15% what is nrr",
            {"scenario": "renewal_at", "accounts": ["Delta Foods"], "uplift": -0.15},
        ),
        (
            "what would NRR for enterprise be if Delta Foods left",
            {
                "scenario": "accounts_leave",
                "accounts": ["Delta Foods"],
                "filters": [{"dimension": "segment", "values": ["Enterprise"]}],
            },
        ),
    ],
)
def test_a_scenario_names_whom_it_touches(question: str, arguments: dict[str, Any]) -> None:
    assert read(question) == ("simulate_retention", arguments)


@pytest.mark.parametrize(
    "question",
    [
        "why did Delta Foods leave",
        "NRR without Delta Foods",
        "nrr by segment",
        "which accounts churned in 2024",
        "NRR was 118% in Q2, right?",
        "What is our rule of 40?",
        "which accounts have a good NRR",
        "what is our retention rate",
        "What was churn in Q2?",
        "which 3 accounts expanded most",
        "accounts above $50k ARR with churn events",
    ],
)
def test_a_question_that_supposes_nothing_is_no_what_if(question: str) -> None:
    assert read(question) is None
