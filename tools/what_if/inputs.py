"""The inputs of the formulas: what they are called, which metric gives them, how they follow from one another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tools.what_if.formula import Input


def _complement(value: Decimal) -> Decimal:
    return 1 - value


def _inverse(value: Decimal) -> Decimal | None:
    return 1 / value if value else None


CHURN_FROM_RETENTION = ("annual_retention", "1 - annual retention", _complement)

INPUTS: Mapping[str, Input] = {
    item.name: item
    for item in (
        Input("annual_revenue", "Annual revenue per account", "money", metric="arr_per_account"),
        Input("gross_margin", "Gross margin", "percent", metric="gross_margin"),
        Input(
            "annual_churn",
            "Annual churn",
            "percent",
            metric="logo_churn",
            from_other=(CHURN_FROM_RETENTION, ("lifespan_years", "1 / lifespan", _inverse)),
        ),
        Input("annual_retention", "Annual retention", "percent"),
        Input(
            "lifespan_years",
            "Lifespan in years",
            "count",
            from_other=(
                ("annual_churn", "1 / annual churn", _inverse),
                ("annual_retention", "1 / (1 - annual retention)", lambda value: _inverse(1 - value)),
            ),
        ),
        Input(
            "discount_rate", "Discount rate", "percent", usual=Decimal("0.1"), why_usual="a customary cost of capital"
        ),
        Input("lifetime_value", "Lifetime value per account", "money", formula="lifetime_value_by_churn"),
        Input("acquisition_cost", "Cost of winning an account", "money", metric="customer_acquisition_cost"),
        Input("base_arr", "ARR it applies to", "money", metric="arr"),
        Input("points", "Points of retention", "percent", usual=Decimal("0.01"), why_usual="one point"),
        Input("opening_arr", "Opening ARR", "money", metric="opening_arr"),
        Input("expansion_arr", "Expansion ARR", "money", metric="expansion_arr"),
        Input("contraction_arr", "Contraction ARR", "money", metric="contraction_arr"),
        Input("churned_arr", "Churned ARR", "money", metric="churned_arr"),
        Input("new_arr", "New ARR", "money", metric="new_arr"),
        Input("target", "Target", "percent"),
        Input("cs_cost", "Cost of customer success", "money", metric="customer_success_cost"),
        Input("csm_cost", "Fully loaded cost of a CSM per year", "money"),
        Input("accounts_per_csm", "Accounts per CSM", "count", metric="accounts_per_csm"),
        Input("accounts", "Accounts", "count", metric="active_accounts"),
        Input("new_accounts", "New accounts", "count", metric="new_accounts"),
        Input("referral_share", "Share of new business by referral", "percent"),
        Input("referral_cost_share", "Cost of a referred account against a paid one", "percent"),
        Input("growth", "Revenue growth", "percent", metric="arr_growth"),
        Input("profit_margin", "Profit margin", "percent"),
        Input(
            "cost_share",
            "Share a CFO usually accepts",
            "percent",
            usual=Decimal("0.3"),
            why_usual="a customary ceiling for the cost of customer success",
        ),
        Input("promoters", "Promoters", "count"),
        Input("detractors", "Detractors", "count"),
        Input("responses", "Responses", "count"),
    )
}
