"""Accounts that churned or shrank between two closes, each with the churn event that tells its kind and reason."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.ledger import BALANCES, balances
from tools.metrics.metric import Frame
from tools.periods import Period

DOWNGRADE = "downgrade"


def lost(context: Context, period: Period) -> Table:
    """`churned` and `contraction` ARR and `lost`, the two together, with the columns of the account's newest event.

    A shrunk account is a downgrade whatever was recorded; a churned one has the kind of its newest event that is none.
    """
    accounts = balances(context, period)
    accounts = accounts.filter((accounts.churned > 0) | (accounts.contraction > 0)).select(
        "account_id",
        "churned",
        "contraction",
        lost=accounts.churned + accounts.contraction,
        is_gone=accounts.churned > 0,
    )
    if not context.warehouse.has("churn_events"):
        return accounts.mutate(kind=accounts.is_gone.ifelse(ibis.null("string"), DOWNGRADE))
    events = _events(context, period)
    joined = accounts.left_join(events, ["account_id", "is_gone"]).drop("account_id_right", "is_gone_right")
    return joined.mutate(kind=joined.is_gone.ifelse(joined.kind, DOWNGRADE))


def _events(context: Context, period: Period) -> Table:
    """The newest event of each account in the period among those of losses, and among those of downgrades."""
    events = context.table("churn_events")
    events = events.filter(events.churned_on.between(period.opening_day, period.end))
    if "kind" not in events.columns:
        events = events.mutate(kind=ibis.null("string"))
        events = events.mutate(is_gone=True).union(events.mutate(is_gone=False))
    else:
        events = events.mutate(is_gone=(events.kind != DOWNGRADE).fill_null(True))
    place = ibis.row_number().over(
        group_by=["account_id", "is_gone"], order_by=[ibis.desc("churned_on"), "churn_event_id"]
    )
    return events.mutate(place=place).filter(ibis._.place == 0).drop("place", "churn_event_id")


def gone(context: Context, period: Period) -> Table:
    """Those that churned."""
    rows = lost(context, period)
    return rows.filter(rows.is_gone)


CHURNED = Frame(
    "accounts lost between two closes", "period", ("subscriptions",), gone, cut_table="churn_events", part_of=BALANCES
)
LOSSES = Frame("losses between two closes", "period", ("subscriptions",), lost, cut_table="churn_events")
