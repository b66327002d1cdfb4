"""Paid success plans: how many of the accounts they are meant for buy one, at signing or later."""

from __future__ import annotations

from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.ledger import balances, live, paid
from tools.metrics.metric import Frame, Metric, ratio
from tools.periods import Period

NO_PLAN = "no product is named as a paid success plan under [success_plans] in company.toml"


def buyers(context: Context, period: Period) -> Table:
    """Accounts that pay at the period's close and may buy a plan: new or not, with a plan before and now.

    Without a product named as a plan there are none.
    """
    plans, lines = context.company.success_plans, context.table("subscriptions")
    products = [name.lower() for name in plans.products]
    of_plan = lines.filter(paid(lines) & lines.product.lower().isin(products))
    before = of_plan.filter(live(of_plan, period.opening_day)).account_id
    now = of_plan.filter(live(of_plan, period.end)).account_id
    accounts = balances(context, period)
    accounts = accounts.filter((accounts.closing > 0) & bool(products))
    if plans.segments and context.warehouse.has("accounts", "segment"):
        known = context.table("accounts")
        meant = known.filter(known.segment.lower().isin([name.lower() for name in plans.segments]))
        accounts = accounts.semi_join(meant, "account_id")
    return accounts.mutate(
        is_new=accounts.new > 0,
        is_old=(accounts.opening > 0) & ~accounts.account_id.isin(before),
        has_plan=accounts.account_id.isin(now),
    )


def _count(mark: str, *, with_plan: bool) -> Any:
    return lambda rows: (rows[mark] & (rows.has_plan | ibis.literal(not with_plan))).sum()


BUYERS = Frame("accounts that may buy a success plan", "period", ("subscriptions",), buyers)

ATTACH_RATE = Metric(
    "attach_rate",
    "Attach rate",
    "percent",
    "new paying accounts of the plans' segments with a paid success plan at the close / new paying accounts of them",
    "expansion",
    BUYERS,
    {"attached": _count("is_new", with_plan=True), "new_accounts": _count("is_new", with_plan=False)},
    ratio("attached", "new_accounts"),
    direction="up",
    needs=("subscriptions.product",),
    undefined=f"no account of the plans' segments was won in the period, or {NO_PLAN}",
)

UPSELL_RATE = Metric(
    "upsell_rate",
    "Success plan upsell rate",
    "percent",
    "accounts that paid at both closes, had no paid success plan at the first and have one at the second / accounts "
    "that paid at both closes and had none at the first",
    "expansion",
    BUYERS,
    {"upsold": _count("is_old", with_plan=True), "stayed": _count("is_old", with_plan=False)},
    ratio("upsold", "stayed"),
    direction="up",
    needs=("subscriptions.product",),
    undefined=f"no account without a plan stayed, or {NO_PLAN}",
)

SUCCESS_PLANS: tuple[Metric, ...] = (ATTACH_RATE, UPSELL_RATE)
