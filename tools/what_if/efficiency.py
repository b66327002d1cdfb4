"""What customer success costs and brings; growth and profit together. Source: DOMAIN sections 2, 3 and 10."""

from __future__ import annotations

from tools.what_if.formula import Formula, divided

EFFICIENCY: tuple[Formula, ...] = (
    Formula(
        "expansion_contribution",
        "Expansion contribution ratio",
        "ratio",
        "expansion ARR / cost of customer success",
        ("expansion_arr", "cs_cost"),
        divided(lambda given: given["expansion_arr"], lambda given: given["cs_cost"]),
    ),
    Formula(
        "coverage_cost",
        "Coverage cost per account and year",
        "money",
        "fully loaded cost of a CSM / accounts per CSM",
        ("csm_cost", "accounts_per_csm"),
        divided(lambda given: given["csm_cost"], lambda given: given["accounts_per_csm"]),
    ),
    Formula(
        "coverage_cost_share",
        "Coverage cost of the account's revenue",
        "percent",
        "fully loaded cost of a CSM / accounts per CSM / annual revenue per account",
        ("csm_cost", "accounts_per_csm", "annual_revenue"),
        divided(lambda given: given["csm_cost"], lambda given: given["accounts_per_csm"] * given["annual_revenue"]),
    ),
    Formula(
        "csms_needed",
        "CSMs needed",
        "count",
        "accounts / accounts per CSM",
        ("accounts", "accounts_per_csm"),
        divided(lambda given: given["accounts"], lambda given: given["accounts_per_csm"]),
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
        "nps_of_counts",
        "NPS",
        "score",
        "(promoters - detractors) / responses x 100",
        ("promoters", "detractors", "responses"),
        divided(lambda given: (given["promoters"] - given["detractors"]) * 100, lambda given: given["responses"]),
        undefined="nobody answered",
    ),
    Formula(
        "attach_rate_of_counts",
        "Attach rate",
        "percent",
        "accounts that bought the offering / accounts it was offered to",
        ("buyers", "offered"),
        divided(lambda given: given["buyers"], lambda given: given["offered"]),
        undefined="it was offered to nobody",
    ),
    Formula(
        "referral_savings_of_costs",
        "Saved by referrals",
        "money",
        "referred accounts x (cost of winning an account - cost of a referred account)",
        ("referred_accounts", "acquisition_cost", "referred_cost"),
        lambda given: given["referred_accounts"] * (given["acquisition_cost"] - given["referred_cost"]),
        convention="every referred account would otherwise have been won at the paid cost",
    ),
)
