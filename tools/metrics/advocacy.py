"""What accounts do for the company's name, and how many of them can be named."""

from __future__ import annotations

from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.ledger import paid_lines
from tools.metrics.metric import Frame, Metric, only, ratio
from tools.periods import Period, add_months

MONTHS = 12
# A referral names nobody in public; the others do.
PUBLIC = ("reference", "review", "case_study", "talk")


def acted(context: Context, period: Period) -> Table:
    events = context.table("advocacy_events")
    return events.filter(events.happened_on.between(period.start, period.end))


def paying(context: Context, period: Period) -> Table:
    """Accounts that pay at the period's last close, marked where they stood up in public in the twelve months to it."""
    lines = paid_lines(context, period)
    accounts = lines.filter(lines.arr > 0).select("account_id").distinct()
    events = context.table("advocacy_events")
    since = add_months(period.end, -MONTHS)
    recent = events.filter((events.happened_on > since) & (events.happened_on <= period.end))
    if "type" in events.columns:
        recent = recent.filter(recent.type.lower().isin(list(PUBLIC)))
    return accounts.mutate(is_referenceable=accounts.account_id.isin(recent.account_id))


ACTED = Frame("acts of advocacy in the period", "period", ("advocacy_events",), acted, cut_table="advocacy_events")
PAYING = Frame("paying accounts", "state", ("subscriptions", "advocacy_events"), paying)

CSQA = Metric(
    "customer_success_qualified_advocacy",
    "Acts of advocacy (CSQA)",
    "count",
    "acts of advocacy in the period: references, reviews, case studies, talks and referrals; which of them CS brought "
    "about is not recorded",
    "advocacy",
    ACTED,
    {"acts": lambda rows: rows.count()},
    only,
    direction="up",
    beside=("advocating_accounts",),
)

ADVOCATING_ACCOUNTS = Metric(
    "advocating_accounts",
    "Advocating accounts",
    "count",
    "accounts with at least one act of advocacy in the period",
    "advocacy",
    ACTED,
    {"accounts": lambda rows: rows.account_id.nunique()},
    only,
    direction="up",
)

REFERENCEABLE_SHARE = Metric(
    "referenceable_share",
    "Reference-able share",
    "percent",
    "paying accounts with a reference, review, case study or talk in the twelve months to the close / paying accounts",
    "advocacy",
    PAYING,
    {"referenceable": lambda rows: rows.is_referenceable.sum(), "paying": lambda rows: rows.count()},
    ratio("referenceable", "paying"),
    direction="up",
    undefined="no account paid at that close",
)

ADVOCACY: tuple[Metric, ...] = (CSQA, ADVOCATING_ACCOUNTS, REFERENCEABLE_SHARE)
