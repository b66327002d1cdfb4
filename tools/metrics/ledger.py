"""The subscription ledger as rows: live lines at a close, and each account between two closes."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
from ibis.expr.types import BooleanValue, Table

from tools.context import Context
from tools.metrics.metric import Frame
from tools.metrics.monthly import month_by_month, opened_and_closed_by_month, reads_months
from tools.periods import Period

NOTHING = ibis.literal(0).cast("decimal(18, 2)")


def live(lines: Table, day: date) -> BooleanValue:
    """Live at the close of a day: started by then and not ended by then."""
    started = lines.start_date <= day
    if "end_date" not in lines.columns:
        return started
    return started & (lines.end_date.isnull() | (lines.end_date > day))


def paid(lines: Table) -> BooleanValue:
    """Recurring and not a trial."""
    is_paid: Any = ibis.literal(True)
    for mark in ("is_trial", "is_one_off"):
        if mark in lines.columns:
            is_paid = is_paid & ~lines[mark].fill_null(False)
    return is_paid


def paid_lines(context: Context, period: Period) -> Table:
    """Paid lines live at the period's last close."""
    lines = context.table("subscriptions")
    return lines.filter(live(lines, period.end) & paid(lines))


def trial_lines(context: Context, period: Period) -> Table:
    """Trial lines live at the period's last close."""
    lines = context.table("subscriptions")
    return lines.filter(live(lines, period.end) & lines.is_trial.fill_null(False))


def balances(context: Context, period: Period) -> Table:
    """Per account: `opening` and `closing` ARR of the period, and the parts that lead from one to the other.

    Source: DOMAIN section 2. Accounts that were paid at neither close are left out. Between month ends the published
    mart says the same as the ledger.
    """
    if reads_months(context, period):
        return moved(opened_and_closed_by_month(context, period))
    return by_lines(context, period)


def by_lines(context: Context, period: Period) -> Table:
    """The balances from the lines themselves, between any two closes."""
    return moved(opened_and_closed(context.table("subscriptions"), period))


def opened_and_closed(lines: Table, period: Period) -> Table:
    """Per account that paid at one of the closes: `opening`, `closing`, whether it `paid_before` the period opened."""
    lines = lines.filter(paid(lines) & (lines.start_date <= period.end))
    before, after = live(lines, period.opening_day), live(lines, period.end)
    accounts = lines.group_by("account_id").agg(
        opening=before.ifelse(lines.arr, NOTHING).sum(),
        closing=after.ifelse(lines.arr, NOTHING).sum(),
        paid_before=_was_ever_paid(lines, period.opening_day).any(),
    )
    return accounts.filter(ibis.greatest(accounts.opening, accounts.closing) > 0)


def moved(accounts: Table) -> Table:
    """Adds the movement of each account, in one of its five kinds, and what was `kept` of the opening."""
    opening, closing = accounts.opening, accounts.closing
    entered = (opening == 0) & (closing > 0)
    stayed = (opening > 0) & (closing > 0)
    return accounts.mutate(
        new=(entered & ~accounts.paid_before).ifelse(closing, NOTHING),
        reactivation=(entered & accounts.paid_before).ifelse(closing, NOTHING),
        expansion=(stayed & (closing > opening)).ifelse(closing - opening, NOTHING),
        contraction=(stayed & (closing < opening)).ifelse(opening - closing, NOTHING),
        churned=((opening > 0) & (closing == 0)).ifelse(opening, NOTHING),
        retained=(opening > 0).ifelse(closing, NOTHING),
        kept=ibis.least(opening, closing),
    )


def _was_ever_paid(lines: Table, day: date) -> BooleanValue:
    """Whether a line was live at some close up to the day; a line that ends the day it starts never was."""
    lasted = lines.end_date.isnull() | (lines.end_date > lines.start_date) if "end_date" in lines.columns else True
    return (lines.start_date <= day) & (lines.arr > 0) & lasted


PAID_LINES = Frame(
    "live paid lines",
    "state",
    ("subscriptions",),
    paid_lines,
    cut_table="subscriptions",
    settled=("is_trial_line",),
)
TRIAL_LINES = Frame("live trial lines", "state", ("subscriptions",), trial_lines, cut_table="subscriptions")
BALANCES = Frame("accounts between two closes", "period", ("subscriptions",), balances, by_month=month_by_month)
