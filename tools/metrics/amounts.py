"""Which metrics rest on amounts of money: a rate of amounts needs them in one currency as much as their sum does."""

from __future__ import annotations

from tools.metrics.metric import Family, Metric

OF_MONEY: frozenset[Family] = frozenset(
    ("revenue", "retention", "renewals", "expansion", "economics", "health and coverage")
)
# Rates of these families that divide counts, which have no currency.
COUNTED = frozenset(
    (
        "logo_retention",
        "logo_churn",
        "cohort_retention",
        "account_renewal_rate",
        "expansion_win_rate",
        "attach_rate",
        "upsell_rate",
        "accounts_per_csm",
        "active_user_rate",
    )
)


def rests_on_money(metric: Metric) -> bool:
    is_rate = metric.unit in ("percent", "ratio")
    return metric.unit == "money" or (is_rate and metric.family in OF_MONEY and metric.name not in COUNTED)
