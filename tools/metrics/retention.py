"""What was kept of the accounts that paid at the period's opening (DOMAIN section 2)."""

from __future__ import annotations

from typing import Any

from ibis.expr.types import Table

from tools.metrics.ledger import BALANCES
from tools.metrics.metric import Metric, one_minus, only, ratio
from tools.metrics.revenue import total

NO_OPENING = "no account paid at the close before the period, so there is no base to retain"


def cohort(rows: Table) -> Any:
    return (rows.opening > 0).sum()


def lost(rows: Table) -> Any:
    return ((rows.opening > 0) & (rows.closing == 0)).sum()


def _count_of(column: str) -> Any:
    return lambda rows: (rows[column] > 0).sum()


NET_REVENUE_RETENTION = Metric(
    "net_revenue_retention",
    "NRR",
    "percent",
    "closing ARR of the accounts with opening ARR / their opening ARR; new and reactivated accounts are out",
    "retention",
    BALANCES,
    {
        "retained": total("retained"),
        "opening": total("opening"),
        "expansion": total("expansion"),
        "contraction": total("contraction"),
        "churned": total("churned"),
        "accounts": cohort,
    },
    ratio("retained", "opening"),
    direction="up",
    undefined=NO_OPENING,
)

GROSS_REVENUE_RETENTION = Metric(
    "gross_revenue_retention",
    "GRR",
    "percent",
    "sum over the accounts with opening ARR of the smaller of opening and closing ARR / their opening ARR",
    "retention",
    BALANCES,
    {
        "kept": total("kept"),
        "opening": total("opening"),
        "contraction": total("contraction"),
        "churned": total("churned"),
        "accounts": cohort,
    },
    ratio("kept", "opening"),
    direction="up",
    undefined=NO_OPENING,
)

LOGO_RETENTION = Metric(
    "logo_retention",
    "Logo retention",
    "percent",
    "accounts with opening ARR that still pay at the period's close / accounts with opening ARR",
    "retention",
    BALANCES,
    {"lost": lost, "accounts": cohort},
    one_minus("lost", "accounts"),
    direction="up",
    undefined=NO_OPENING,
)

LOGO_CHURN = Metric(
    "logo_churn",
    "Logo churn",
    "percent",
    "accounts with opening ARR and none at the period's close / accounts with opening ARR",
    "retention",
    BALANCES,
    {"lost": lost, "accounts": cohort},
    ratio("lost", "accounts"),
    direction="down",
    undefined=NO_OPENING,
    beside=("revenue_churn",),
)

REVENUE_CHURN = Metric(
    "revenue_churn",
    "Revenue churn",
    "percent",
    "opening ARR of the accounts with none at the period's close / opening ARR of all accounts",
    "retention",
    BALANCES,
    {"churned": total("churned"), "opening": total("opening"), "accounts": cohort},
    ratio("churned", "opening"),
    direction="down",
    undefined=NO_OPENING,
    beside=("logo_churn",),
)

CHURNED_ACCOUNTS = Metric(
    "churned_accounts",
    "Churned accounts",
    "count",
    "accounts with ARR at the period's opening and none at its close",
    "retention",
    BALANCES,
    {"churned_accounts": lost},
    only,
    direction="down",
)

NEW_ACCOUNTS = Metric(
    "new_accounts",
    "New paying accounts",
    "count",
    "accounts with no opening ARR that never paid before and pay at the period's close",
    "retention",
    BALANCES,
    {"new_accounts": _count_of("new")},
    only,
    direction="up",
)

REACTIVATED_ACCOUNTS = Metric(
    "reactivated_accounts",
    "Reactivated accounts",
    "count",
    "accounts with no opening ARR that had paid before and pay at the period's close",
    "retention",
    BALANCES,
    {"reactivated_accounts": _count_of("reactivation")},
    only,
    direction="up",
)

EXPANDED_ACCOUNTS = Metric(
    "expanded_accounts",
    "Expanded accounts",
    "count",
    "accounts that paid at both closes and pay more at the second",
    "retention",
    BALANCES,
    {"expanded_accounts": _count_of("expansion")},
    only,
    direction="up",
)

CONTRACTED_ACCOUNTS = Metric(
    "contracted_accounts",
    "Contracted accounts",
    "count",
    "accounts that paid at both closes and pay less at the second",
    "retention",
    BALANCES,
    {"contracted_accounts": _count_of("contraction")},
    only,
    direction="down",
)

RETENTION: tuple[Metric, ...] = (
    NET_REVENUE_RETENTION,
    GROSS_REVENUE_RETENTION,
    LOGO_RETENTION,
    LOGO_CHURN,
    REVENUE_CHURN,
    CHURNED_ACCOUNTS,
    NEW_ACCOUNTS,
    REACTIVATED_ACCOUNTS,
    EXPANDED_ACCOUNTS,
    CONTRACTED_ACCOUNTS,
)
