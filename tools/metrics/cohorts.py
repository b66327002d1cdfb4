"""Accounts by when they signed up, and whether they pay at a later close."""

from __future__ import annotations

from ibis.expr.types import Table

from tools.context import Context
from tools.dimensions import Dimension
from tools.metrics.ledger import live, paid
from tools.metrics.metric import Frame, Metric, ratio
from tools.periods import Period

SIGNUP_MONTH = Dimension("signup_month", "cohorts", "signup_month", "date")


def signed_up_by(context: Context, period: Period) -> Table:
    """Accounts that signed up by the period's last day: their `signup_month`, and whether they pay at that close."""
    accounts, lines = context.table("accounts"), context.table("subscriptions")
    paying = lines.filter(live(lines, period.end) & paid(lines) & (lines.arr > 0))
    joined = accounts.filter(accounts.signup_date <= period.end)
    return joined.mutate(
        signup_month=joined.signup_date.truncate("M").cast("date"),
        is_paying=joined.account_id.isin(paying.account_id),
    )


COHORTS = Frame("accounts by signup", "state", ("accounts", "subscriptions"), signed_up_by, cut_table="accounts")

COHORT_RETENTION = Metric(
    "cohort_retention",
    "Cohort retention",
    "percent",
    "accounts of the cohort with ARR above zero at the day's close / accounts that signed up in the cohort's period",
    "retention",
    COHORTS,
    {"paying": lambda rows: rows.is_paying.sum(), "signed_up": lambda rows: rows.count()},
    ratio("paying", "signed_up"),
    direction="up",
    undefined="no account signed up",
    needs=("accounts.signup_date",),
)
