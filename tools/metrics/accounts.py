"""How many accounts, subscriptions and seats there are."""

from __future__ import annotations

from typing import Any

from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.ledger import PAID_LINES, TRIAL_LINES
from tools.metrics.metric import Frame, Metric, only, ratio
from tools.metrics.revenue import paying_accounts, total
from tools.periods import Period


def known_accounts(context: Context, period: Period) -> Table:
    """Accounts on record at the period's last close; those without a signup day always are."""
    accounts = context.table("accounts")
    if "signup_date" not in accounts.columns:
        return accounts
    return accounts.filter((accounts.signup_date <= period.end).fill_null(True))


def signed_up(context: Context, period: Period) -> Table:
    accounts = context.table("accounts")
    return accounts.filter(accounts.signup_date.between(period.start, period.end))


def started_lines(context: Context, period: Period) -> Table:
    lines = context.table("subscriptions")
    return lines.filter(lines.start_date.between(period.start, period.end))


def ended_lines(context: Context, period: Period) -> Table:
    lines = context.table("subscriptions")
    return lines.filter(lines.end_date.between(period.start, period.end))


def _rows(rows: Table) -> Any:
    return rows.count()


KNOWN_ACCOUNTS = Frame("accounts on record", "state", ("accounts",), known_accounts, cut_table="accounts")
SIGNED_UP = Frame("accounts signed up in the period", "period", ("accounts",), signed_up, cut_table="accounts")
STARTED_LINES = Frame(
    "lines started in the period", "period", ("subscriptions",), started_lines, cut_table="subscriptions"
)
ENDED_LINES = Frame("lines ended in the period", "period", ("subscriptions",), ended_lines, cut_table="subscriptions")

ACCOUNTS = Metric(
    "accounts",
    "Accounts",
    "count",
    "accounts on record by the day, paying or not",
    "accounts",
    KNOWN_ACCOUNTS,
    {"accounts": _rows},
    only,
    direction="up",
    beside=("active_accounts",),
)

ACTIVE_ACCOUNTS = Metric(
    "active_accounts",
    "Active accounts",
    "count",
    "accounts with ARR above zero at the day's close",
    "accounts",
    PAID_LINES,
    {"active_accounts": paying_accounts},
    only,
    direction="up",
    basis="account",
)

SIGNUPS = Metric(
    "signups",
    "Signups",
    "count",
    "accounts whose signup day lies in the period",
    "accounts",
    SIGNED_UP,
    {"signups": _rows},
    only,
    direction="up",
    needs=("accounts.signup_date",),
)

LIVE_SUBSCRIPTIONS = Metric(
    "live_subscriptions",
    "Live subscriptions",
    "count",
    "paid subscription lines live at the day's close; trials and one-off services left out",
    "accounts",
    PAID_LINES,
    {"live_subscriptions": _rows},
    only,
    direction="up",
    beside=("trial_subscriptions",),
)

TRIAL_SUBSCRIPTIONS = Metric(
    "trial_subscriptions",
    "Trial subscriptions",
    "count",
    "trial lines live at the day's close",
    "accounts",
    TRIAL_LINES,
    {"trial_subscriptions": _rows},
    only,
    needs=("subscriptions.is_trial",),
)

STARTED_SUBSCRIPTIONS = Metric(
    "started_subscriptions",
    "Started subscriptions",
    "count",
    "subscription lines whose first day lies in the period, trials included",
    "accounts",
    STARTED_LINES,
    {"started_subscriptions": _rows},
    only,
    direction="up",
)

ENDED_SUBSCRIPTIONS = Metric(
    "ended_subscriptions",
    "Ended subscriptions",
    "count",
    "subscription lines whose end day lies in the period, trials included",
    "accounts",
    ENDED_LINES,
    {"ended_subscriptions": _rows},
    only,
    direction="down",
    needs=("subscriptions.end_date",),
)

SEATS = Metric(
    "seats",
    "Licensed seats",
    "count",
    "seats on the paid lines live at the day's close",
    "accounts",
    PAID_LINES,
    {"seats": total("seats")},
    only,
    direction="up",
    needs=("subscriptions.seats",),
)

SEATS_PER_ACCOUNT = Metric(
    "seats_per_account",
    "Seats per account",
    "ratio",
    "seats on the live paid lines / accounts with ARR above zero, at the day's close",
    "accounts",
    PAID_LINES,
    {"seats": total("seats"), "active_accounts": paying_accounts},
    ratio("seats", "active_accounts"),
    direction="up",
    needs=("subscriptions.seats",),
    undefined="no account paid at that close",
    basis="account",
)

ACCOUNT_METRICS: tuple[Metric, ...] = (
    ACCOUNTS,
    ACTIVE_ACCOUNTS,
    SIGNUPS,
    LIVE_SUBSCRIPTIONS,
    TRIAL_SUBSCRIPTIONS,
    STARTED_SUBSCRIPTIONS,
    ENDED_SUBSCRIPTIONS,
    SEATS,
    SEATS_PER_ACCOUNT,
)
