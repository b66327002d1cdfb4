"""What NRR is made of: the expansion of each account by the kind of the opportunities it was won with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.ledger import BALANCES, NOTHING, balances
from tools.metrics.metric import Frame, Metric, only, ratio
from tools.metrics.retention import NO_OPENING
from tools.metrics.revenue import total
from tools.periods import Period

# Column -> how people call it, and as a part of NRR.
KINDS = {
    "seats": ("seat_expansion_arr", "Seat expansion", "nrr_from_seats"),
    "tier": ("tier_expansion_arr", "Tier expansion", "nrr_from_tiers"),
    "cross_sell": ("cross_sell_arr", "Cross-sell", "nrr_from_cross_sell"),
    "usage": ("usage_expansion_arr", "Usage expansion", "nrr_from_usage"),
}
UNASSIGNED = ("unassigned_expansion_arr", "Expansion of no recorded kind", "nrr_from_unassigned")
RULE = "expansion ARR of each account in proportion to its opportunities won in the period, up to what they were worth"


def grown(context: Context, period: Period) -> Table:
    """Per account between two closes: `opening`, and its expansion by kind and `unassigned`; they add up to it."""
    accounts = balances(context, period)
    accounts = accounts.left_join(_won(context, period), "account_id").drop("account_id_right")
    won = accounts.won.fill_null(NOTHING)
    share = ibis.least(accounts.expansion / won.nullif(NOTHING), ibis.literal(1.0))
    parts = {kind: (accounts[kind] * share).cast("decimal(18, 2)").fill_null(NOTHING) for kind in KINDS}
    found = accounts.mutate(**parts)
    assigned = found.seats + found.tier + found.cross_sell + found.usage
    return found.mutate(unassigned=found.expansion - assigned)


def _won(context: Context, period: Period) -> Table:
    """Per account the ARR of the opportunities won in the period, in all and by kind."""
    items = context.table("opportunities")
    is_won = items.stage.lower().contains("won") & items.closed_on.between(period.start, period.end)
    items = items.filter(is_won.fill_null(False))
    kind = items.kind.lower().replace("-", "_").replace(" ", "_")
    return items.group_by("account_id").agg(
        won=items.arr.sum(), **{name: items.arr.sum(where=kind == name).fill_null(NOTHING) for name in KINDS}
    )


GROWN = Frame("expansion between two closes", "period", ("subscriptions", "opportunities"), grown)
NEEDS = ("opportunities.kind", "opportunities.stage", "opportunities.closed_on")


def _of_kind(column: str, names: tuple[str, str, str]) -> Iterator[Metric]:
    amount, label, part = names
    inputs: dict[str, Any] = {"expansion": total(column)}
    yield Metric(
        amount,
        label,
        "money",
        f"{label.lower()}: {RULE}",
        "expansion",
        GROWN,
        inputs,
        only,
        direction="up",
        needs=NEEDS,
        beside=("expansion_arr",),
    )
    yield Metric(
        part,
        f"NRR points from {label.lower()}",
        "percent",
        f"{label.lower()} / opening ARR of the accounts with opening ARR; {RULE}",
        "retention",
        GROWN,
        inputs | {"opening": total("opening")},
        ratio("expansion", "opening"),
        direction="up",
        needs=NEEDS,
        undefined=NO_OPENING,
        beside=("net_revenue_retention",),
    )


CONTRACTION_RATE = Metric(
    "contraction_rate",
    "Revenue contraction",
    "percent",
    "contraction ARR / opening ARR of all accounts",
    "retention",
    BALANCES,
    {"contraction": total("contraction"), "opening": total("opening")},
    ratio("contraction", "opening"),
    direction="down",
    undefined=NO_OPENING,
    beside=("revenue_churn",),
)

GROWTH: tuple[Metric, ...] = (
    *(metric for column, names in KINDS.items() for metric in _of_kind(column, names)),
    *_of_kind("unassigned", UNASSIGNED),
    CONTRACTION_RATE,
)
