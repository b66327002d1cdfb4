"""What customers earn and cost: margin, cost to serve, acquisition, lifetime value (DOMAIN section 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tools.metrics.costs import ECONOMICS, SPENT, item
from tools.metrics.metric import Direction, Inputs, Metric, exact, only
from tools.metrics.revenue import total

Value = Callable[[Inputs], Decimal | None]
COGS = ("hosting", "support")
SERVICE = ("customer_success", "support", "hosting")
ACQUISITION = ("sales", "marketing")
OVERHEAD = ("research", "administration")
NO_COGS = "no revenue, or no cost of hosting or support is recorded in the period"
NO_SERVICE = "no account was served, or no cost of success, support or hosting is recorded in the period"
NO_ACQUISITION = "no account was won, or no cost of sales or marketing is recorded in the period"


def amount(inputs: Inputs, *names: str) -> Decimal:
    return sum((Decimal(exact(inputs[name] or 0)) for name in names), Decimal(0))


def divided(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """None without a part that is known or a whole."""
    return part / whole if part is not None and whole else None


def known(inputs: Inputs, *names: str) -> Decimal | None:
    """The sum of costs; None where none of them is recorded, which is not the same as nothing spent."""
    return amount(inputs, *names) or None


def margin(inputs: Inputs) -> Decimal | None:
    cost, revenue = known(inputs, *COGS), amount(inputs, "revenue")
    return None if cost is None else divided(revenue - cost, revenue)


def acquisition_cost(inputs: Inputs) -> Decimal | None:
    return divided(known(inputs, *ACQUISITION), amount(inputs, "new_accounts"))


def payback(inputs: Inputs) -> Decimal | None:
    """Months until the gross profit of a new account has paid for winning it."""
    cost, share = acquisition_cost(inputs), margin(inputs)
    monthly = divided(amount(inputs, "new"), 12 * amount(inputs, "new_accounts"))
    return None if cost is None or share is None or share <= 0 or not monthly else cost / (monthly * share)


def lifetime_value(inputs: Inputs) -> Decimal | None:
    churn = divided(amount(inputs, "lost_a_year"), amount(inputs, "opening_accounts"))
    revenue, share = divided(amount(inputs, "closing"), amount(inputs, "closing_accounts")), margin(inputs)
    return None if revenue is None or share is None else divided(revenue * share, churn)


def lifetime_to_cost(inputs: Inputs) -> Decimal | None:
    return divided(lifetime_value(inputs), acquisition_cost(inputs))


def rule_of_40(inputs: Inputs) -> Decimal | None:
    """Undefined unless every kind of cost is recorded: without research and administration there is no profit."""
    revenue = amount(inputs, "revenue")
    costs = [known(inputs, *names) for names in (SERVICE, ACQUISITION, *((name,) for name in OVERHEAD))]
    growth = divided(amount(inputs, "closing") - amount(inputs, "opening"), amount(inputs, "opening"))
    if growth is None or None in costs:
        return None
    profit = divided(revenue - sum(cost for cost in costs if cost is not None), revenue)
    return None if profit is None else growth + profit


def _inputs(*names: str) -> dict[str, Any]:
    return {name: item(name) for name in names}


def _metric(name: str, label: str, formula: str, value: Value, inputs: Mapping[str, Any], **others: Any) -> Metric:
    unit = others.pop("unit", "money")
    direction: Direction = others.pop("direction", "down")
    return Metric(name, label, unit, formula, "economics", ECONOMICS, inputs, value, direction, **others)


PAYBACK_INPUTS = _inputs("sales", "marketing", "new_accounts", "new", "revenue", "hosting", "support")
LIFETIME_INPUTS = _inputs(
    "closing", "closing_accounts", "opening_accounts", "lost_a_year", "revenue", "hosting", "support"
)

COSTS = Metric(
    "costs",
    "Costs",
    "money",
    "sum of the costs recorded for the months that begin in the period",
    "economics",
    SPENT,
    {"costs": total("amount")},
    only,
    direction="down",
)

ECONOMIC: tuple[Metric, ...] = (
    COSTS,
    _metric(
        "customer_success_cost",
        "Cost of customer success",
        "sum of the costs of customer success in the period",
        lambda inputs: known(inputs, "customer_success"),
        _inputs("customer_success"),
        undefined="no cost of customer success is recorded in the period",
    ),
    _metric(
        "earned_revenue",
        "Revenue earned",
        "annual amount of each paid line x its days in the period / days of the period x the period's part of a year",
        lambda inputs: amount(inputs, "revenue"),
        _inputs("revenue"),
        direction="up",
    ),
    _metric(
        "gross_profit",
        "Gross profit",
        "revenue earned - cost of hosting and support in the period",
        lambda inputs: amount(inputs, "revenue") - amount(inputs, *COGS) if known(inputs, *COGS) else None,
        _inputs("revenue", *COGS),
        direction="up",
        undefined=NO_COGS,
    ),
    _metric(
        "gross_margin",
        "Gross margin",
        "(revenue earned - cost of hosting and support) / revenue earned; CSMs are not in the cost",
        margin,
        _inputs("revenue", *COGS),
        unit="percent",
        direction="up",
        undefined=NO_COGS,
        beside=("gross_profit",),
    ),
    _metric(
        "cost_to_serve",
        "Cost to serve",
        "cost of customer success, support and hosting in the period / accounts that paid on any day of it",
        lambda inputs: divided(known(inputs, *SERVICE), amount(inputs, "served")),
        _inputs("served", *SERVICE),
        undefined=NO_SERVICE,
    ),
    _metric(
        "operational_cost_per_account",
        "Operational cost per account",
        "all costs recorded but sales and marketing in the period / accounts that paid on any day of it",
        lambda inputs: divided(known(inputs, *SERVICE, *OVERHEAD, "other"), amount(inputs, "served")),
        _inputs("served", *SERVICE, *OVERHEAD, "other"),
        undefined="no account was served, or no such cost is recorded in the period",
    ),
    _metric(
        "coverage_cost_per_account",
        "Coverage cost per account",
        "cost of customer success in the period, taken for a year / accounts that pay at its close",
        lambda inputs: divided(known(inputs, "customer_success_a_year"), amount(inputs, "closing_accounts")),
        _inputs("customer_success_a_year", "closing_accounts"),
        undefined="no account pays, or no cost of customer success is recorded in the period",
    ),
    _metric(
        "customer_acquisition_cost",
        "CAC",
        "cost of sales and marketing in the period / accounts that paid for the first time in it and still pay",
        acquisition_cost,
        _inputs("sales", "marketing", "new_accounts"),
        undefined=NO_ACQUISITION,
    ),
    _metric(
        "cac_payback",
        "Months to pay back CAC",
        "CAC / (new ARR per new account / 12 x gross margin)",
        payback,
        PAYBACK_INPUTS,
        unit="ratio",
        undefined=f"{NO_ACQUISITION}, or there is no gross margin above zero",
        beside=("customer_acquisition_cost", "gross_margin"),
    ),
    _metric(
        "churn_based_lifetime_value",
        "Churn-based CLTV",
        "ARR per account at the close x gross margin / logo churn of the period taken for a year",
        lifetime_value,
        LIFETIME_INPUTS,
        direction="up",
        undefined="no account was lost, or revenue or the cost of hosting and support is not known",
        beside=("gross_margin", "logo_churn"),
    ),
    _metric(
        "ltv_to_cac",
        "LTV:CAC",
        "(ARR per account at the close x gross margin / logo churn of the period taken for a year) / CAC",
        lifetime_to_cost,
        LIFETIME_INPUTS | _inputs("sales", "marketing", "new_accounts"),
        unit="ratio",
        direction="up",
        undefined=f"{NO_ACQUISITION}, no account was lost, or there is no gross margin",
        beside=("churn_based_lifetime_value", "customer_acquisition_cost"),
    ),
    _metric(
        "rule_of_40",
        "Rule of 40",
        "ARR growth of the period, which is to be a year, + (revenue earned - all costs) / it",
        rule_of_40,
        _inputs("opening", "closing", "revenue", *SERVICE, *ACQUISITION, *OVERHEAD),
        unit="percent",
        direction="up",
        undefined="the costs hold no research and development or no administration, so there is no profit margin",
    ),
    _metric(
        "expansion_contribution_ratio",
        "Expansion contribution",
        "ARR won in the period that customer success sourced / cost of customer success in it",
        lambda inputs: divided(amount(inputs, "cs_sourced"), known(inputs, "customer_success")),
        _inputs("cs_sourced", "customer_success"),
        unit="ratio",
        direction="up",
        needs=("opportunities.source",),
        undefined="no cost of customer success is recorded in the period",
        beside=("customer_success_cost",),
    ),
)
