"""The inputs of the formulas: what they are called, which metric gives them, how they follow from one another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tools.what_if.formula import Input


def _complement(value: Decimal) -> Decimal:
    return 1 - value


def _inverse(value: Decimal) -> Decimal | None:
    return 1 / value if value else None


def _over_a_year(value: Decimal) -> Decimal:
    return 1 - (1 - value) ** MONTHS


def _twelve_times(value: Decimal) -> Decimal:
    return value * MONTHS


def _months_of_life(value: Decimal) -> Decimal | None:
    return _inverse(value * MONTHS)


MONTHS = 12
CHURN_FROM_RETENTION = ("annual_retention", "1 - annual retention", _complement)

INPUTS: Mapping[str, Input] = {
    item.name: item
    for item in (
        Input(
            "annual_revenue",
            "Annual revenue per account",
            "money",
            metric="arr_per_account",
            from_other=(("monthly_revenue", "12 x monthly revenue", _twelve_times),),
        ),
        Input("monthly_revenue", "Monthly revenue per account", "money"),
        Input("monthly_churn", "Monthly churn", "percent"),
        Input("gross_margin", "Gross margin", "percent", metric="gross_margin"),
        Input(
            "annual_churn",
            "Annual churn",
            "percent",
            metric="logo_churn",
            from_other=(
                CHURN_FROM_RETENTION,
                ("lifespan_years", "1 / lifespan", _inverse),
                ("monthly_churn", "1 - (1 - monthly churn) to the power of 12", _over_a_year),
            ),
        ),
        Input(
            "annual_retention", "Annual retention", "percent", from_other=(("annual_churn", "1 - churn", _complement),)
        ),
        Input(
            "lifespan_years",
            "Lifespan in years",
            "count",
            from_other=(
                ("annual_churn", "1 / annual churn", _inverse),
                ("annual_retention", "1 / (1 - annual retention)", lambda value: _inverse(1 - value)),
                ("monthly_churn", "1 / (12 x monthly churn)", _months_of_life),
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
        Input("expansion_arr", "Expansion ARR", "money", metric="expansion_arr", none_beside="opening_arr"),
        Input("contraction_arr", "Contraction ARR", "money", metric="contraction_arr", none_beside="opening_arr"),
        Input("churned_arr", "Churned ARR", "money", metric="churned_arr", none_beside="opening_arr"),
        Input("new_arr", "New ARR", "money", metric="new_arr", none_beside="opening_arr"),
        Input("target", "Target", "percent"),
        Input("cs_cost", "Cost of customer success", "money", metric="customer_success_cost"),
        Input("csm_cost", "Fully loaded cost of a CSM per year", "money"),
        Input("accounts_per_csm", "Accounts per CSM", "count", metric="accounts_per_csm"),
        Input("accounts", "Accounts", "count", metric="active_accounts"),
        Input("new_accounts", "New accounts", "count", metric="new_accounts"),
        Input("referral_share", "Share of new business by referral", "percent"),
        Input("referral_cost_share", "Cost of a referred account against a paid one", "percent"),
        Input("growth", "Revenue growth", "percent", metric="arr_growth"),
        Input(
            "profit_margin",
            "Profit margin",
            "percent",
            from_other=(("loss", "a loss of that size", lambda value: -value),),
        ),
        Input("loss", "Loss", "percent"),
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
        Input("acquisition_spend", "Spend on sales and marketing", "money"),
        Input("revenue", "Revenue", "money"),
        Input("delivery_cost", "Cost of delivery", "money"),
        Input("gross_retention", "GRR", "percent", metric="gross_revenue_retention"),
        Input("accounts_lost", "Accounts lost", "count"),
        Input("accounts_at_start", "Accounts at the start", "count"),
        Input("renewed_arr", "ARR renewed", "money"),
        Input("due_arr", "ARR up for renewal", "money"),
        *(
            Input(name, label, "money", usual=Decimal(0), why_usual="none is named")
            for name, label in (
                ("committed_arr", "Committed ARR"),
                ("likely_arr", "Likely ARR"),
                ("doubtful_arr", "ARR at risk"),
                ("critical_arr", "Critical ARR"),
            )
        ),
        Input("closing_arr", "Closing ARR", "money"),
        Input("years", "Years", "count"),
        Input("buyers", "Accounts that bought it", "count"),
        Input("offered", "Accounts it was offered to", "count"),
        Input("referred_accounts", "Accounts won by referral", "count"),
        Input("referred_cost", "Cost of a referred account", "money"),
    )
}
