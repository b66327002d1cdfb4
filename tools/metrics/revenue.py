"""Recurring revenue: what is live at a close, and what moved between two closes (DOMAIN section 2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ibis.expr.types import Table

from tools.metrics.ledger import BALANCES, PAID_LINES
from tools.metrics.loss_rows import CHURNED
from tools.metrics.metric import Direction, Metric, only, ratio, twelfth


def total(column: str) -> Callable[[Table], Any]:
    return lambda rows: rows[column].sum()


def paying_accounts(rows: Table) -> Any:
    return rows.account_id.nunique(where=rows.arr > 0)


ARR = Metric(
    "arr",
    "ARR",
    "money",
    "annualised recurring amount of the lines live at the day's close, trials and one-off services left out",
    "revenue",
    PAID_LINES,
    {"arr": total("arr")},
    only,
    direction="up",
)

ARR_PER_ACCOUNT = Metric(
    "arr_per_account",
    "ARR per account",
    "money",
    "ARR / accounts with ARR above zero, at the day's close",
    "revenue",
    PAID_LINES,
    {"arr": total("arr"), "active_accounts": paying_accounts},
    ratio("arr", "active_accounts"),
    direction="up",
    undefined="no account paid at that close",
)

MRR_PER_ACCOUNT = replace(
    ARR_PER_ACCOUNT,
    name="mrr_per_account",
    label="MRR per account",
    formula="MRR / accounts with MRR above zero, at the day's close",
    inputs={"mrr": lambda rows: (rows.arr / 12).sum(), "active_accounts": paying_accounts},
    value=ratio("mrr", "active_accounts"),
)

_PARTS: tuple[tuple[str, str, str, str, Direction], ...] = (
    ("opening_arr", "Opening ARR", "opening", "ARR at the close before the period", "none"),
    ("new_arr", "New ARR", "new", "closing ARR of accounts with no opening ARR that never paid before", "up"),
    (
        "reactivation_arr",
        "Reactivation ARR",
        "reactivation",
        "closing ARR of accounts with no opening ARR that had paid before",
        "up",
    ),
    (
        "expansion_arr",
        "Expansion ARR",
        "expansion",
        "closing - opening of accounts that paid at both closes and pay more",
        "up",
    ),
    (
        "contraction_arr",
        "Contraction ARR",
        "contraction",
        "opening - closing of accounts that paid at both closes and pay less",
        "down",
    ),
    ("churned_arr", "Churned ARR", "churned", "opening ARR of accounts with none at the period's close", "down"),
    ("closing_arr", "Closing ARR", "closing", "ARR at the period's last close", "none"),
)

# Churn may be cut by what its events say.
FRAMES = {"churned": CHURNED}

MOVEMENTS: tuple[Metric, ...] = tuple(
    Metric(
        name, label, "money", formula, "revenue", FRAMES.get(column, BALANCES), {column: total(column)}, only, direction
    )
    for name, label, column, formula, direction in _PARTS
)

NET_NEW_ARR = Metric(
    "net_new_arr",
    "Net new ARR",
    "money",
    "new + reactivation + expansion - contraction - churn, which is closing - opening ARR",
    "revenue",
    BALANCES,
    {"opening": total("opening"), "closing": total("closing")},
    lambda inputs: (inputs["closing"] or 0) - (inputs["opening"] or 0),
    direction="up",
)

ARR_GROWTH = Metric(
    "arr_growth",
    "ARR growth",
    "percent",
    "(closing ARR - opening ARR) / opening ARR of all accounts, new ones included; not NRR",
    "revenue",
    BALANCES,
    {"net_new": lambda rows: (rows.closing - rows.opening).sum(), "opening": total("opening")},
    ratio("net_new", "opening"),
    direction="up",
    undefined="there was no ARR at the period's opening",
)

EXPANSION_SHARE = Metric(
    "expansion_share",
    "Expansion share of growth",
    "percent",
    "expansion ARR / (expansion + new + reactivation ARR)",
    "revenue",
    BALANCES,
    {
        "expansion": total("expansion"),
        "added": lambda rows: (rows.expansion + rows.new + rows.reactivation).sum(),
    },
    ratio("expansion", "added"),
    direction="up",
    undefined="nothing was added to ARR in the period",
    beside=("expansion_arr", "new_arr"),
)

GRR_POINT_VALUE = Metric(
    "grr_point_value",
    "A point of GRR",
    "money",
    "opening ARR of all accounts x 1 %: what one percentage point of gross retention is worth a year",
    "revenue",
    BALANCES,
    {"opening": total("opening")},
    lambda inputs: Decimal(inputs["opening"] or 0) / 100,
    beside=("gross_revenue_retention",),
)


def monthly(metric: Metric) -> Metric:
    """The same metric as a monthly amount."""
    return replace(
        metric,
        name=metric.name.replace("arr", "mrr"),
        label=metric.label.replace("ARR", "MRR"),
        formula=f"({metric.formula}) / 12",
        value=lambda inputs: twelfth({"annual": metric.value(inputs)}),
    )


_ANNUAL = (ARR, *MOVEMENTS, NET_NEW_ARR)
REVENUE: tuple[Metric, ...] = (
    ARR,
    monthly(ARR),
    ARR_PER_ACCOUNT,
    MRR_PER_ACCOUNT,
    *MOVEMENTS,
    *(monthly(metric) for metric in (*MOVEMENTS, NET_NEW_ARR)),
    NET_NEW_ARR,
    ARR_GROWTH,
    EXPANSION_SHARE,
    GRR_POINT_VALUE,
)
