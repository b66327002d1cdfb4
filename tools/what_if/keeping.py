"""What is kept, lost and grown: retention, churn, renewals. Source: DOMAIN sections 2, 3 and 10."""

from __future__ import annotations

from decimal import Decimal

from tools.what_if.formula import Formula, Numbers, divided

MONTHS = 12
# The usual chances of the four classes of a renewal.
CHANCES = {
    "committed_arr": Decimal("0.95"),
    "likely_arr": Decimal("0.8"),
    "doubtful_arr": Decimal("0.5"),
    "critical_arr": Decimal("0.2"),
}


def _left(given: Numbers) -> Decimal:
    """What is left of the opening before expansion."""
    return given["opening_arr"] - given["contraction_arr"] - given["churned_arr"]


def _growth_a_year(given: Numbers) -> Decimal | None:
    opening, closing, years = given["opening_arr"], given["closing_arr"], given["years"]
    return (closing / opening) ** (1 / years) - 1 if opening > 0 and closing >= 0 and years > 0 else None


KEEPING: tuple[Formula, ...] = (
    Formula(
        "retention_point_value",
        "Retained ARR per year",
        "money",
        "ARR x points of gross retention",
        ("base_arr", "points"),
        lambda given: given["base_arr"] * given["points"],
        convention="the first year's amount; it is kept again in later years",
    ),
    Formula(
        "cs_cost_ceiling",
        "Cost of CS such a gain can carry",
        "money",
        "ARR x points of gross retention x share a CFO usually accepts",
        ("base_arr", "points", "cost_share"),
        lambda given: given["base_arr"] * given["points"] * given["cost_share"],
    ),
    Formula(
        "net_revenue_retention_of_parts",
        "NRR",
        "percent",
        "(opening + expansion - contraction - churned) / opening ARR",
        ("opening_arr", "expansion_arr", "contraction_arr", "churned_arr"),
        divided(lambda given: _left(given) + given["expansion_arr"], lambda given: given["opening_arr"]),
        undefined="there is no opening ARR to retain",
    ),
    Formula(
        "gross_revenue_retention_of_parts",
        "GRR",
        "percent",
        "(opening - contraction - churned) / opening ARR",
        ("opening_arr", "contraction_arr", "churned_arr"),
        divided(_left, lambda given: given["opening_arr"]),
        undefined="there is no opening ARR to retain",
    ),
    Formula(
        "closing_arr_of_parts",
        "ARR kept of the opening accounts",
        "money",
        "opening + expansion - contraction - churned ARR",
        ("opening_arr", "expansion_arr", "contraction_arr", "churned_arr"),
        lambda given: _left(given) + given["expansion_arr"],
    ),
    Formula(
        "expansion_for_target",
        "Expansion ARR the target takes",
        "money",
        "target NRR x opening ARR - (opening - contraction - churned ARR)",
        ("target", "opening_arr", "contraction_arr", "churned_arr"),
        lambda given: max(given["target"] * given["opening_arr"] - _left(given), Decimal(0)),
    ),
    Formula(
        "expansion_still_needed",
        "Expansion ARR still needed",
        "money",
        "target NRR x opening ARR - (opening + expansion - contraction - churned ARR), at least 0",
        ("target", "opening_arr", "expansion_arr", "contraction_arr", "churned_arr"),
        lambda given: max(given["target"] * given["opening_arr"] - _left(given) - given["expansion_arr"], Decimal(0)),
    ),
    Formula(
        "quick_ratio",
        "Quick ratio",
        "ratio",
        "(new + expansion ARR) / (churned + contraction ARR)",
        ("new_arr", "expansion_arr", "churned_arr", "contraction_arr"),
        divided(
            lambda given: given["new_arr"] + given["expansion_arr"],
            lambda given: given["churned_arr"] + given["contraction_arr"],
        ),
        undefined="nothing was lost",
    ),
    Formula(
        "expansion_at_retention",
        "Expansion ARR between GRR and NRR",
        "money",
        "(NRR - GRR) x opening ARR",
        ("target", "gross_retention", "opening_arr"),
        lambda given: (given["target"] - given["gross_retention"]) * given["opening_arr"],
    ),
    Formula(
        "logo_churn_of_counts",
        "Logo churn",
        "percent",
        "accounts lost / accounts at the start",
        ("accounts_lost", "accounts_at_start"),
        divided(lambda given: given["accounts_lost"], lambda given: given["accounts_at_start"]),
        undefined="there was no account to lose",
    ),
    Formula(
        "logo_retention_of_counts",
        "Logo retention",
        "percent",
        "1 - accounts lost / accounts at the start",
        ("accounts_lost", "accounts_at_start"),
        divided(
            lambda given: given["accounts_at_start"] - given["accounts_lost"],
            lambda given: given["accounts_at_start"],
        ),
        undefined="there was no account to keep",
    ),
    Formula(
        "gross_renewal_rate_of_parts",
        "Gross renewal rate",
        "percent",
        "ARR renewed / ARR up for renewal",
        ("renewed_arr", "due_arr"),
        divided(lambda given: min(given["renewed_arr"], given["due_arr"]), lambda given: given["due_arr"]),
        undefined="nothing was up for renewal",
        convention="no account counts for more than it paid before",
    ),
    Formula(
        "weighted_forecast_of_parts",
        "Weighted renewal forecast",
        "money",
        "committed x 95 % + likely x 80 % + at risk x 50 % + critical x 20 %",
        ("committed_arr", "likely_arr", "doubtful_arr", "critical_arr"),
        lambda given: sum((given[name] * chance for name, chance in CHANCES.items()), Decimal(0)),
        convention="with the usual chances of the four classes",
    ),
    Formula(
        "annual_churn_of_retention",
        "Annual churn",
        "percent",
        "1 - annual retention",
        ("annual_retention",),
        lambda given: 1 - given["annual_retention"],
    ),
    Formula(
        "annual_churn_of_months",
        "Churn over a year",
        "percent",
        "1 - (1 - monthly churn) to the power of 12",
        ("monthly_churn",),
        lambda given: 1 - (1 - given["monthly_churn"]) ** MONTHS,
        convention="each month's churn falls on what the months before have left",
        variants=("annual_churn_added_up",),
    ),
    Formula(
        "annual_churn_added_up",
        "Twelve months' churn added up",
        "percent",
        "12 x monthly churn",
        ("monthly_churn",),
        lambda given: given["monthly_churn"] * MONTHS,
    ),
    Formula(
        "monthly_churn_of_year",
        "Churn a month",
        "percent",
        "1 - (1 - annual churn) to the power of 1/12",
        ("annual_churn",),
        lambda given: 1 - (1 - given["annual_churn"]) ** (Decimal(1) / MONTHS) if given["annual_churn"] <= 1 else None,
        undefined="more than everything cannot be lost",
        convention="the same share of what is left every month",
    ),
    Formula(
        "growth_a_year",
        "Growth a year",
        "percent",
        "(closing / opening ARR) to the power of 1 / years - 1",
        ("opening_arr", "closing_arr", "years"),
        _growth_a_year,
        undefined="there is no opening ARR or no year",
        convention="the same growth every year",
    ),
)
