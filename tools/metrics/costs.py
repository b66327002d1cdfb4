"""A period's costs, revenue and accounts as one list of amounts, from which economic figures are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.ledger import balances, paid
from tools.metrics.metric import Frame
from tools.periods import Period, whole_months

AMOUNT = "decimal(38, 6)"
DAY = timedelta(days=1)
DAYS_A_YEAR, MONTHS_A_YEAR = 365, 12
# What each kind of cost may be called in a company's data.
CATEGORIES = {
    "customer_success": ("customer_success", "success", "cs"),
    "support": ("support", "customer_support"),
    "hosting": ("hosting", "infrastructure", "cloud"),
    "sales": ("sales",),
    "marketing": ("marketing",),
    "research": ("research_and_development", "research", "development", "r&d", "product"),
    "administration": ("general_and_administration", "administration", "g&a", "general"),
}


COUNTED = ("served", "opening_accounts", "closing_accounts", "new_accounts")


def spent(context: Context, period: Period) -> Table:
    """The costs of the months that begin in the period."""
    costs = context.table("costs")
    return costs.filter(costs.spent_on.between(period.start, period.end))


def economics(context: Context, period: Period) -> Table:
    """Rows of `item` and `amount`: costs by kind, recurring revenue, and what the ledger moved."""
    return ibis.union(*_parts(context, period))


def year_share(period: Period) -> tuple[int, int]:
    """Which part of a year the period is: whole months by twelve, other days by 365."""
    months = whole_months(period)
    return (months, MONTHS_A_YEAR) if months else ((period.end - period.start).days + 1, DAYS_A_YEAR)


def _parts(context: Context, period: Period) -> Iterator[Table]:
    costs = _costs(context, period)
    yield costs
    yield _a_year(costs.filter(costs.item == "customer_success"), period, "customer_success_a_year")
    yield _revenue(context, period)
    yield from _ledger(context, period)
    if context.warehouse.has("opportunities", "source"):
        yield _sourced(context, period)


def _costs(context: Context, period: Period) -> Table:
    costs = spent(context, period)
    named = costs.category.lower().strip().replace(" ", "_")
    branches = [(named.isin(list(words)), kind) for kind, words in CATEGORIES.items()]
    return _items(costs, ibis.cases(*branches, else_="other"), costs.amount)


def _revenue(context: Context, period: Period) -> Table:
    """Each paid line's share of the period, as part of its annual amount; and each account served as one."""
    lines = context.table("subscriptions")
    lines = lines.filter(paid(lines) & (lines.start_date <= period.end))
    first = ibis.greatest(lines.start_date, ibis.date(period.start))
    after = ibis.date(period.end + DAY)
    ends = lines.end_date.fill_null(after) if "end_date" in lines.columns else after
    days = ibis.greatest(ibis.least(ends, after).delta(first, unit="day"), 0)
    lines = lines.mutate(days=days).filter((ibis._.days > 0) & (ibis._.arr > 0))
    part, whole = year_share(period)
    length = (period.end - period.start).days + 1
    revenue = _items(lines, "revenue", lines.arr.cast("decimal(18, 2)") * lines.days * part / (whole * length))
    return revenue.union(_items(lines.select("account_id").distinct(), "served"))


def _ledger(context: Context, period: Period) -> Iterator[Table]:
    accounts = balances(context, period)
    for column in ("opening", "closing", "new"):
        yield _items(accounts, column, accounts[column])
    lost = accounts.filter((accounts.opening > 0) & (accounts.closing == 0))
    yield _a_year(_items(lost, "lost"), period, "lost_a_year")
    yield _items(accounts.filter(accounts.opening > 0), "opening_accounts")
    yield _items(accounts.filter(accounts.closing > 0), "closing_accounts")
    yield _items(accounts.filter(accounts.new > 0), "new_accounts")


def _a_year(items: Table, period: Period, name: str) -> Table:
    """The amounts of the period as those of a year."""
    part, whole = year_share(period)
    return _items(items, name, items.amount * whole / part)


def _sourced(context: Context, period: Period) -> Table:
    items = context.table("opportunities")
    is_won = items.stage.lower().contains("won") & items.closed_on.between(period.start, period.end)
    source = items.source.lower().strip().replace(" ", "_").replace("-", "_")
    items = items.filter((is_won & (source == "cs_sourced")).fill_null(False))
    return _items(items, "cs_sourced", items.arr)


def _items(rows: Table, item: Any, amount: Any = 1) -> Table:
    """A row of the item for each of these: so much, or one."""
    return rows.select(item=_literal(item), amount=_literal(amount).cast(AMOUNT))


def _literal(value: Any) -> Any:
    return ibis.literal(value) if isinstance(value, str | int) else value


SPENT = Frame("costs of the period", "period", ("costs",), spent, cut_table="costs", is_whole=True)
ECONOMICS = Frame(
    "costs, revenue and accounts of the period", "period", ("costs", "subscriptions"), economics, is_whole=True
)


def item(name: str) -> Callable[[Table], Any]:
    """The sum of an item's amounts, whole where it counts accounts; None where it has none."""
    type_ = "int64" if name in COUNTED else AMOUNT
    return lambda rows: rows.amount.sum(where=rows.item == name).cast(type_)
