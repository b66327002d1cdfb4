"""What an account is worth, and what winning it costs. Source: DOMAIN sections 2, 3 and 10."""

from __future__ import annotations

from decimal import Decimal

from tools.what_if.formula import Formula, divided

LTV_BANDS = "3 and more is healthy, below 1 destroys value"
LIFETIME: tuple[Formula, ...] = (
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
        divided(lambda given: given["annual_revenue"] * given["gross_margin"], lambda given: given["annual_churn"]),
        undefined="without churn a lifetime has no end",
    ),
    Formula(
        "lifetime_value_discounted",
        "Lifetime value (discounted)",
        "money",
        "annual revenue per account x gross margin / (annual churn + discount rate)",
        ("annual_revenue", "gross_margin", "annual_churn", "discount_rate"),
        divided(
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
        divided(lambda _: Decimal(1), lambda given: given["annual_churn"]),
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
        divided(lambda given: given["lifetime_value"], lambda given: given["acquisition_cost"]),
        reading=LTV_BANDS,
    ),
    Formula(
        "cac_payback_months",
        "CAC payback in months",
        "count",
        "cost of winning an account / (annual revenue per account x gross margin / 12)",
        ("acquisition_cost", "annual_revenue", "gross_margin"),
        divided(
            lambda given: given["acquisition_cost"] * 12,
            lambda given: given["annual_revenue"] * given["gross_margin"],
        ),
    ),
    Formula(
        "acquisition_cost_of_parts",
        "CAC",
        "money",
        "spend on sales and marketing / new accounts",
        ("acquisition_spend", "new_accounts"),
        divided(lambda given: given["acquisition_spend"], lambda given: given["new_accounts"]),
        undefined="no account was won",
    ),
    Formula(
        "gross_margin_of_parts",
        "Gross margin",
        "percent",
        "(revenue - cost of delivery) / revenue",
        ("revenue", "delivery_cost"),
        divided(lambda given: given["revenue"] - given["delivery_cost"], lambda given: given["revenue"]),
        undefined="there is no revenue",
    ),
)
