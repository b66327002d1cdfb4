"""Formulas of stated parts, each worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_calculate_figure import asked, calculate, part


@pytest.mark.parametrize(
    ("formula", "stated", "result"),
    [
        ("acquisition_cost_of_parts", {"acquisition_spend": 600000, "new_accounts": 40}, 15000),
        ("gross_margin_of_parts", {"revenue": 2000, "delivery_cost": 500}, 0.75),
        ("expansion_at_retention", {"target": 1.1, "gross_retention": 0.9, "opening_arr": 1000}, 200),
        ("logo_churn_of_counts", {"accounts_lost": 14, "accounts_at_start": 200}, 0.07),
        ("logo_retention_of_counts", {"accounts_lost": 14, "accounts_at_start": 200}, 0.93),
        ("gross_renewal_rate_of_parts", {"renewed_arr": 90, "due_arr": 100}, 0.9),
        ("gross_renewal_rate_of_parts", {"renewed_arr": 120, "due_arr": 100}, 1),
        ("weighted_forecast_of_parts", {"committed_arr": 100, "likely_arr": 100, "critical_arr": 100}, 195),
        ("annual_churn_of_retention", {"annual_retention": 0.9}, 0.1),
        ("annual_churn_of_months", {"monthly_churn": 0.5}, 1 - 0.5**12),
        ("annual_churn_added_up", {"monthly_churn": 0.02}, 0.24),
        ("growth_a_year", {"opening_arr": 100, "closing_arr": 400, "years": 2}, 1),
        ("attach_rate_of_counts", {"buyers": 12, "offered": 80}, 0.15),
        ("referral_savings_of_costs", {"referred_accounts": 20, "acquisition_cost": 1000, "referred_cost": 300}, 14000),
        ("rule_of_40_score", {"growth": 1, "loss": 0.6}, 0.4),
        ("lifetime_value_simple", {"monthly_revenue": 500, "gross_margin": 0.8, "monthly_churn": 0.02}, 20000),
        ("average_lifespan", {"monthly_churn": 0.5}, 1 / (1 - 0.5**12)),
    ],
)
def test_the_result_is_the_one_worked_out_by_hand(formula: str, stated: dict[str, float], result: float) -> None:
    value: Any = calculate(asked(formula, **stated)).facts[0].value
    assert abs(value - Decimal(repr(result))) < Decimal("1e-9")


def test_beside_a_stated_opening_nothing_of_the_company_enters() -> None:
    evidence = calculate(asked("net_revenue_retention_of_parts", opening_arr=1000, churned_arr=100))
    assert evidence.facts[0].value == Decimal("0.9")
    assert part(evidence, "inputs")["Expansion ARR"].value == 0
    assert "expansion ARR $0, none is named" in evidence.assumptions


def test_the_inputs_of_an_input_are_shown_with_theirs() -> None:
    # Acme pays 150 and Beta is gone: 150 an account.
    evidence = calculate(asked("lifetime_revenue", annual_churn=0.1))
    parts = part(evidence, "parts")
    assert parts["ARR per account: ARR"].value == 150
    assert parts["ARR per account: active accounts"].value == 1
    assert parts["Lifespan in years: annual churn"].value == Decimal("0.1")


def test_a_printed_change_is_held_against_the_changes() -> None:
    # 1 / 10 % are 10 years, 1 / 7 % are 14.29: in whole years 40 % more.
    request = asked(
        "lifetime_value_simple",
        annual_revenue=12000,
        annual_churn=0.1,
        gross_margin=0.75,
        changed={"annual_churn": 0.07},
    ).model_copy(update={"claimed": 0.4})
    verdict = part(calculate(request), "claim")["It"].value
    assert verdict == "follows from the change of lifetime value with the lifespan rounded to whole years"


@pytest.mark.parametrize(
    ("formula", "stated"),
    [
        ("growth_a_year", {"opening_arr": 0, "closing_arr": 400, "years": 2}),
        ("growth_a_year", {"opening_arr": 100, "closing_arr": 400, "years": 0}),
        ("monthly_churn_of_year", {"annual_churn": 1.5}),
        ("logo_churn_of_counts", {"accounts_lost": 14, "accounts_at_start": 0}),
        ("acquisition_cost_of_parts", {"acquisition_spend": 600000, "new_accounts": 0}),
    ],
)
def test_what_has_no_base_is_not_defined(formula: str, stated: dict[str, float]) -> None:
    fact = calculate(asked(formula, **stated)).facts[0]
    assert fact.value is None
    assert fact.undefined_because
