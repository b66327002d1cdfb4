"""Churn as the source system recorded it: events with a stated reason. Not the same as ARR that reached zero."""

from __future__ import annotations

from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.metric import Frame, Metric, only
from tools.periods import Period


def recorded(context: Context, period: Period) -> Table:
    events = context.table("churn_events")
    return events.filter(events.churned_on.between(period.start, period.end))


RECORDED = Frame("churn events recorded in the period", "period", ("churn_events",), recorded, cut_table="churn_events")

CHURN_EVENTS_COUNT = Metric(
    "churn_events",
    "Churn events",
    "count",
    "churn events recorded in the period, as stated by the source system",
    "churn events",
    RECORDED,
    {"churn_events": lambda rows: rows.count()},
    only,
    direction="down",
)

ACCOUNTS_WITH_CHURN_EVENT = Metric(
    "accounts_with_churn_event",
    "Accounts with a churn event",
    "count",
    "accounts with at least one churn event recorded in the period",
    "churn events",
    RECORDED,
    {"accounts": lambda rows: rows.account_id.nunique()},
    only,
    direction="down",
)

CHURN_REFUNDS = Metric(
    "churn_refunds",
    "Refunds at churn",
    "money",
    "refunds and credits of the churn events recorded in the period",
    "churn events",
    RECORDED,
    {"refunds": lambda rows: rows.refund_amount.sum()},
    only,
    direction="down",
    needs=("churn_events.refund_amount",),
)

CHURN_EVENTS: tuple[Metric, ...] = (CHURN_EVENTS_COUNT, ACCOUNTS_WITH_CHURN_EVENT, CHURN_REFUNDS)
