"""The formulas of the field that can be worked out with stated inputs. Source: DOMAIN sections 2, 3 and 10."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from tools.what_if.formula import Formula, Numbers

LTV_BANDS = "3 and more is healthy, below 1 destroys value"


def _divided(
    part: Callable[[Numbers], Decimal], whole: Callable[[Numbers], Decimal]
) -> Callable[[Numbers], Decimal | None]:
    """part / whole, None without a whole."""

    def value(given: Numbers) -> Decimal | None:
        base = whole(given)
        return part(given) / base if base else None

    return value


def _left(given: Numbers) -> Decimal:
    """What is left of the opening before expansion."""
    return given["opening_arr"] - given["contraction_arr"] - given["churned_arr"]


FORMULAS: Mapping[str, Formula] = {
    item.name: item
    for item in (
        Formula(
            "lifetime_value_simple",
            "Lifetime value (simple)",
            "money",
            "annual revenue per account x lifespan in years x gross margin",
            ("annual_revenue", "lifespan_years", "gross_margin"),
            lambda given: given["annual_revenue"] * given["lifespan_years"] * given["gross_margin"],
            variants=("lifetime_value_whole_years", "lifetime_value_by_churn"),
        ),
        Formula(
            "lifetime_value_whole_years",
            "Lifetime value with the lifespan rounded to whole years",
            "money",
            "annual revenue per account x lifespan rounded to whole years x gross margin",
            ("annual_revenue", "lifespan_years", "gross_margin"),
            lambda given: given["annual_revenue"] * round(given["lifespan_years"]) * given["gross_margin"],
        ),
        Formula(
            "lifetime_value_by_churn",
            "Lifetime value (by churn)",
            "money",
            "annual revenue per account x gross margin / annual churn",
            ("annual_revenue", "gross_margin", "annual_churn"),
            _divided(
                lambda given: given["annual_revenue"] * given["gross_margin"], lambda given: given["annual_churn"]
            ),
            undefined="without churn a lifetime has no end",
        ),
        Formula(
            "lifetime_value_discounted",
            "Lifetime value (discounted)",
            "money",
            "annual revenue per account x gross margin / (annual churn + discount rate)",
            ("annual_revenue", "gross_margin", "annual_churn", "discount_rate"),
            _divided(
                lambda given: given["annual_revenue"] * given["gross_margin"],
                lambda given: given["annual_churn"] + given["discount_rate"],
            ),
            undefined="without churn and discount the sum has no end",
            convention="each year's margin counts at the year's end, the first year in full",
        ),
        Formula(
            "average_lifespan",
            "Average lifespan in years",
            "count",
            "1 / annual churn",
            ("annual_churn",),
            _divided(lambda _: Decimal(1), lambda given: given["annual_churn"]),
            undefined="without churn a lifetime has no end",
        ),
        Formula(
            "lifetime_revenue",
            "Revenue over the lifespan",
            "money",
            "annual revenue per account x lifespan in years",
            ("annual_revenue", "lifespan_years"),
            lambda given: given["annual_revenue"] * given["lifespan_years"],
            convention="the same amount every year",
        ),
        Formula(
            "ltv_to_cac",
            "LTV:CAC",
            "ratio",
            "lifetime value per account / cost of winning an account",
            ("lifetime_value", "acquisition_cost"),
            _divided(lambda given: given["lifetime_value"], lambda given: given["acquisition_cost"]),
            reading=LTV_BANDS,
        ),
        Formula(
            "cac_payback_months",
            "CAC payback in months",
            "count",
            "cost of winning an account / (annual revenue per account x gross margin / 12)",
            ("acquisition_cost", "annual_revenue", "gross_margin"),
            _divided(
                lambda given: given["acquisition_cost"] * 12,
                lambda given: given["annual_revenue"] * given["gross_margin"],
            ),
        ),
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
            _divided(lambda given: _left(given) + given["expansion_arr"], lambda given: given["opening_arr"]),
            undefined="there is no opening ARR to retain",
        ),
        Formula(
            "gross_revenue_retention_of_parts",
            "GRR",
            "percent",
            "(opening - contraction - churned) / opening ARR",
            ("opening_arr", "contraction_arr", "churned_arr"),
            _divided(_left, lambda given: given["opening_arr"]),
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
            lambda given: max(
                given["target"] * given["opening_arr"] - _left(given) - given["expansion_arr"], Decimal(0)
            ),
        ),
        Formula(
            "expansion_contribution",
            "Expansion contribution ratio",
            "ratio",
            "expansion ARR / cost of customer success",
            ("expansion_arr", "cs_cost"),
            _divided(lambda given: given["expansion_arr"], lambda given: given["cs_cost"]),
        ),
        Formula(
            "coverage_cost",
            "Coverage cost per account and year",
            "money",
            "fully loaded cost of a CSM / accounts per CSM",
            ("csm_cost", "accounts_per_csm"),
            _divided(lambda given: given["csm_cost"], lambda given: given["accounts_per_csm"]),
        ),
        Formula(
            "coverage_cost_share",
            "Coverage cost of the account's revenue",
            "percent",
            "fully loaded cost of a CSM / accounts per CSM / annual revenue per account",
            ("csm_cost", "accounts_per_csm", "annual_revenue"),
            _divided(
                lambda given: given["csm_cost"], lambda given: given["accounts_per_csm"] * given["annual_revenue"]
            ),
        ),
        Formula(
            "csms_needed",
            "CSMs needed",
            "count",
            "accounts / accounts per CSM",
            ("accounts", "accounts_per_csm"),
            _divided(lambda given: given["accounts"], lambda given: given["accounts_per_csm"]),
        ),
        Formula(
            "referral_savings",
            "Saved by referrals",
            "money",
            "new accounts x share of new business by referral x cost of winning a paid account x (1 - cost of a "
            "referred account against a paid one)",
            ("new_accounts", "referral_share", "acquisition_cost", "referral_cost_share"),
            lambda given: (
                given["new_accounts"]
                * given["referral_share"]
                * given["acquisition_cost"]
                * (1 - given["referral_cost_share"])
            ),
            convention="every new account would otherwise have been won at the paid cost",
        ),
        Formula(
            "referral_savings_share",
            "Saved of what paid channels alone would cost",
            "percent",
            "share of new business by referral x (1 - cost of a referred account against a paid one)",
            ("referral_share", "referral_cost_share"),
            lambda given: given["referral_share"] * (1 - given["referral_cost_share"]),
        ),
        Formula(
            "rule_of_40_score",
            "Rule of 40",
            "percent",
            "revenue growth + profit margin",
            ("growth", "profit_margin"),
            lambda given: given["growth"] + given["profit_margin"],
            reading="40 % and more balances growth and profit",
        ),
        Formula(
            "quick_ratio",
            "Quick ratio",
            "ratio",
            "(new + expansion ARR) / (churned + contraction ARR)",
            ("new_arr", "expansion_arr", "churned_arr", "contraction_arr"),
            _divided(
                lambda given: given["new_arr"] + given["expansion_arr"],
                lambda given: given["churned_arr"] + given["contraction_arr"],
            ),
            undefined="nothing was lost",
        ),
        Formula(
            "nps_of_counts",
            "NPS",
            "score",
            "(promoters - detractors) / responses x 100",
            ("promoters", "detractors", "responses"),
            _divided(lambda given: (given["promoters"] - given["detractors"]) * 100, lambda given: given["responses"]),
            undefined="nobody answered",
        ),
    )
}
