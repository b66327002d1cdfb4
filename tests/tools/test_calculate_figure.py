"""Formulas with stated inputs: worked examples of the field, added up by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.company import context
from tests.tools.kept import TABLES
from tools.calculate_figure import calculate_figure
from tools.errors import NoData, UnknownName
from tools.evidence import Evidence
from tools.facts import Fact
from tools.what_if_requests import CalculateFigure


def asked(*formulas: str, **stated: Any) -> CalculateFigure:
    """`changed` and `claimed` are the request's own; every other name is a stated input."""
    changed, claimed = stated.pop("changed", {}), stated.pop("claimed", None)
    return CalculateFigure(
        formulas=formulas,
        stated=tuple({"name": name, "amount": amount} for name, amount in stated.items()),
        changed=tuple({"name": name, "amount": amount} for name, amount in changed.items()),
        claimed=claimed,
    )


def calculate(request: CalculateFigure) -> Evidence:
    return calculate_figure(context(TABLES), request)


def value(request: CalculateFigure) -> Any:
    return calculate(request).facts[0].value


def part(evidence: Evidence, name: str) -> dict[str, Fact]:
    section = next(section for section in evidence.sections if section.name == name)
    return {f"{fact.subject.get('figure', '')} {fact.label}".strip(): fact for fact in section.facts}


@pytest.mark.parametrize(
    ("formula", "stated", "result"),
    [
        ("lifetime_value_simple", {"annual_revenue": 12000, "lifespan_years": 10, "gross_margin": 0.75}, "90000"),
        ("lifetime_value_simple", {"annual_revenue": 12000, "annual_retention": 0.9, "gross_margin": 0.75}, "90000"),
        ("lifetime_value_by_churn", {"annual_revenue": 12000, "annual_churn": 0.1, "gross_margin": 0.75}, "90000"),
        (
            "lifetime_value_discounted",
            {"annual_revenue": 12000, "annual_churn": 0.1, "gross_margin": 0.75, "discount_rate": 0.05},
            "60000",
        ),
        ("average_lifespan", {"annual_churn": 0.1}, "10"),
        ("lifetime_revenue", {"annual_revenue": 10000, "lifespan_years": 5}, "50000"),
        ("ltv_to_cac", {"lifetime_value": 3000, "acquisition_cost": 1000}, "3"),
        ("cac_payback_months", {"acquisition_cost": 9000, "annual_revenue": 12000, "gross_margin": 0.75}, "12"),
        ("retention_point_value", {"base_arr": 50_000_000}, "500000"),
        ("cs_cost_ceiling", {"base_arr": 50_000_000}, "150000"),
        (
            "net_revenue_retention_of_parts",
            {"opening_arr": 100, "expansion_arr": 31, "contraction_arr": 3, "churned_arr": 8},
            "1.2",
        ),
        ("gross_revenue_retention_of_parts", {"opening_arr": 100, "contraction_arr": 3, "churned_arr": 8}, "0.89"),
        (
            "closing_arr_of_parts",
            {"opening_arr": 100, "expansion_arr": 31, "contraction_arr": 3, "churned_arr": 8},
            "120",
        ),
        (
            "expansion_for_target",
            {"target": 1.2, "opening_arr": 100, "contraction_arr": 3, "churned_arr": 8},
            "31",
        ),
        ("expansion_contribution", {"expansion_arr": 5_000_000, "cs_cost": 2_000_000}, "2.5"),
        ("coverage_cost", {"csm_cost": 150_000, "accounts_per_csm": 20}, "7500"),
        ("coverage_cost_share", {"csm_cost": 150_000, "accounts_per_csm": 20, "annual_revenue": 30_000}, "0.25"),
        ("csms_needed", {"accounts": 400, "accounts_per_csm": 50}, "8"),
        (
            "referral_savings",
            {"new_accounts": 100, "referral_share": 0.15, "acquisition_cost": 1000, "referral_cost_share": 0.3},
            "10500",
        ),
        ("referral_savings_share", {"referral_share": 0.15, "referral_cost_share": 0.3}, "0.105"),
        ("rule_of_40_score", {"growth": 0.3, "profit_margin": 0.15}, "0.45"),
        ("quick_ratio", {"new_arr": 30, "expansion_arr": 10, "churned_arr": 5, "contraction_arr": 5}, "4"),
        ("nps_of_counts", {"promoters": 60, "detractors": 20, "responses": 100}, "40"),
    ],
)
def test_a_formula_gives_what_the_hand_gives(formula: str, stated: dict[str, float], result: str) -> None:
    assert value(asked(formula, **stated)) == Decimal(result)


def test_inputs_that_are_not_stated_come_from_the_data_and_are_said() -> None:
    evidence = calculate(asked("expansion_still_needed", target=1.1))
    # 110 % of 200 is 220; 150 is there.
    assert evidence.facts[0].value == 70
    assert part(evidence, "inputs")["Opening ARR"].value == 200
    assert "opening ARR, expansion ARR, contraction ARR and churned ARR from Tiny's data" in evidence.assumptions[0]


def test_a_changed_input_shows_before_after_and_how_far_it_moves() -> None:
    stated = {"annual_revenue": 12000, "annual_retention": 0.9, "gross_margin": 0.75}
    changed = part(calculate(asked("lifetime_value_by_churn", changed={"annual_retention": 0.95}, **stated)), "changed")
    label = "Lifetime value (by churn)"
    assert changed[f"{label} Before"].value == 90000
    assert changed[f"{label} After"].value == 180000
    assert changed[f"{label} Change"].value == 90000
    assert changed[f"{label} Relative change"].display == "100.0 %"


def test_a_printed_result_is_told_the_convention_it_follows_from() -> None:
    stated = {"annual_revenue": 12000, "annual_retention": 0.93, "gross_margin": 0.75}
    claim = part(calculate(asked("lifetime_value_simple", claimed=126000, **stated)), "claim")
    assert claim["It"].value == "follows from lifetime value with the lifespan rounded to whole years"


def test_a_printed_result_that_follows_from_nothing_is_told_so_with_the_gap() -> None:
    claim = part(calculate(asked("average_lifespan", annual_churn=0.1, claimed=15)), "claim")
    assert claim["It"].value == "follows under none of the conventions shown"
    assert claim["Against the nearest"].value == 5


def test_without_churn_a_lifetime_is_not_defined() -> None:
    fact = calculate(asked("average_lifespan", annual_churn=0)).facts[0]
    assert fact.value is None
    assert fact.undefined_because == "without churn a lifetime has no end"


def test_an_input_that_nobody_gives_is_asked_for() -> None:
    with pytest.raises(NoData, match=r"gross margin.*state it in the question"):
        calculate(asked("lifetime_value_by_churn", annual_churn=0.1))


def test_an_unknown_formula_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownName):
        calculate(asked("net promoter of the moon"))
