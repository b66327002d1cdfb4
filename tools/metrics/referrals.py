"""What recommendations save: the paid price of an account against that of a referred one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.costs import AMOUNT, CATEGORIES, spent
from tools.metrics.ledger import balances
from tools.metrics.metric import Frame, Inputs, Metric, exact
from tools.periods import Period

REFERRAL = "referral"
ACQUISITION = (*CATEGORIES["sales"], *CATEGORIES["marketing"])


def acquired(context: Context, period: Period) -> Table:
    """Rows of cost or of newly paying accounts, each marked as of a referral or not."""
    costs = spent(context, period)
    costs = costs.filter(costs.category.lower().strip().isin(list(ACQUISITION)))
    accounts = context.table("accounts").select("account_id", "referral_source")
    won = balances(context, period).filter(ibis._.new > 0).inner_join(accounts, "account_id")
    spending = costs.select(cost=costs.amount.cast(AMOUNT), won=ibis.literal(0), is_referred=_is(costs.channel))
    winning = won.select(cost=ibis.literal(0).cast(AMOUNT), won=ibis.literal(1), is_referred=_is(won.referral_source))
    return spending.union(winning)


def _is(column: Any) -> Any:
    return column.lower().contains(REFERRAL).fill_null(False)


def _sum(column: str, *, is_referred: bool) -> Callable[[Table], Any]:
    return lambda rows: rows[column].sum(where=rows.is_referred == is_referred)


def saved(inputs: Inputs) -> Decimal | None:
    """Referred accounts x (what a paid one cost - what a referred one cost)."""
    paid, referred = (Decimal(exact(inputs[name] or 0)) for name in ("paid_accounts", "referred_accounts"))
    if not paid or not referred or not inputs["paid_cost"]:
        return None
    return referred * Decimal(exact(inputs["paid_cost"])) / paid - Decimal(exact(inputs["referral_cost"] or 0))


REFERRALS = Frame(
    "acquisition of the period", "period", ("costs", "accounts", "subscriptions"), acquired, is_whole=True
)

REFERRAL_SAVINGS = Metric(
    "referral_savings",
    "Referral savings",
    "money",
    "accounts newly won by referral x (sales and marketing cost per other new account - that per referred one), by the "
    "channel recorded on each cost",
    "economics",
    REFERRALS,
    {
        "paid_cost": _sum("cost", is_referred=False),
        "referral_cost": _sum("cost", is_referred=True),
        "paid_accounts": _sum("won", is_referred=False),
        "referred_accounts": _sum("won", is_referred=True),
    },
    saved,
    direction="up",
    needs=("costs.channel", "accounts.referral_source"),
    undefined="no account was won by referral, none otherwise, or no cost of winning is recorded",
)
