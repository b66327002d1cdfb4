"""The conventions by which retention and churn are reported, each computed on the same rows as the definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from math import prod
from statistics import mean
from typing import Any

from ibis.expr.types import Table

from tools.context import Context
from tools.differences.convention import Computed, Convention
from tools.errors import ToolError
from tools.facts import Fact
from tools.measuring import measure
from tools.metrics.ledger import BALANCES, moved, opened_and_closed
from tools.metrics.metric import Inputs, Metric, exact, ratio
from tools.metrics.revenue import total
from tools.periods import Period, whole_months
from tools.selection import Selection, resolve_dimension, select
from tools.trend import steps_of

NRR, GRR = "net_revenue_retention", "gross_revenue_retention"
LOGO_RETENTION, LOGO_CHURN, REVENUE_CHURN = "logo_retention", "logo_churn", "revenue_churn"
KEPT = (NRR, GRR, LOGO_RETENTION)
ALL = (*KEPT, LOGO_CHURN, REVENUE_CHURN)


def _by_rule(inputs: Mapping[str, Callable[[Table], Any]], value: Callable[[Inputs], Decimal | int | None]) -> Computed:
    """The same rows, other inputs and another rule over them."""

    def fact(context: Context, metric: Metric, selection: Selection) -> Fact:
        return measure(context, replace(metric, inputs={**metric.inputs, **inputs}, value=value), selection)[0]

    return fact


def _plus(part: str, added: str, whole: str) -> Callable[[Inputs], Decimal | None]:
    """(part + added) / whole."""

    def value(inputs: Inputs) -> Decimal | None:
        both = {"both": exact(inputs[part] or 0) + exact(inputs[added] or 0), whole: inputs[whole]}
        return ratio("both", whole)(both)

    return value


def _capped_in_total(inputs: Inputs) -> Decimal | None:
    least = min(exact(inputs["retained"] or 0), exact(inputs["opening"] or 0))
    return ratio("least", "opening")({"least": least, "opening": inputs["opening"]})


def _on_first_day(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    """Opening balances at the close of the first day: what moves on that day is left out."""
    period = selection.period
    if period.start == period.end:
        return None
    later = Period(start=period.start + timedelta(days=1), end=period.end)
    return measure(context, metric, replace(selection, period=later))[0]


def _every_line(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    """Trials and one-off services counted like paid recurring lines."""
    marks = [name for name in ("is_trial", "is_one_off") if context.warehouse.has("subscriptions", name)]
    if not marks:
        return None

    def rows(context: Context, period: Period) -> Table:
        return moved(opened_and_closed(context.table("subscriptions").drop(*marks), period))

    return measure(context, replace(metric, frame=replace(BALANCES, rows=rows)), selection)[0]


def _product_of_months(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    """What is left after each month's rate, one after the other."""
    steps = _months(context, selection)
    if len(steps) < 2:
        return None
    rates = [_defined(fact) for fact in steps_facts(context, metric, selection, steps)]
    if None in rates:
        return None
    is_loss = metric.name in (LOGO_CHURN, REVENUE_CHURN)
    kept = prod((1 - rate if is_loss else rate for rate in rates if rate is not None), start=Decimal(1))
    return _like(context, metric, selection, 1 - kept if is_loss else kept)


def _movements_of_months(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    """The months' movements of all accounts added up over the first opening."""
    steps = _months(context, selection)
    if len(steps) < 2:
        return None
    parts = [fact.inputs for fact in steps_facts(context, metric, selection, steps)]
    gained = [exact(part.get("expansion") or 0) for part in parts] if metric.name == NRR else [0]
    lost = [exact(part[name] or 0) for part in parts for name in ("contraction", "churned")]
    opening = Decimal(exact(parts[0]["opening"] or 0))
    return _like(context, metric, selection, (opening + sum(gained) - sum(lost)) / opening) if opening else None


def _mean_of_segments(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    return _mean_over(context, metric, selection, "segment")


def _mean_of_accounts(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    return _mean_over(context, metric, selection, "account")


def _mean_over(context: Context, metric: Metric, selection: Selection, name: str) -> Fact | None:
    """Each group counts the same, whatever its size."""
    try:
        groups = (resolve_dimension(context, metric, name),)
    except ToolError:
        return None
    if groups[0].name != name:
        return None
    facts = measure(context, metric, replace(selection, groups=groups))
    rates = [rate for fact in facts if (rate := _defined(fact)) is not None]
    return _like(context, metric, selection, Decimal(mean(rates))) if len(rates) > 1 else None


def _annualised(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    """A shorter period's rate as if it went on for a year."""
    months = whole_months(selection.period)
    rate = _defined(measure(context, metric, selection)[0])
    if not months or months >= 12 or rate is None:
        return None
    is_loss = metric.name in (LOGO_CHURN, REVENUE_CHURN)
    kept = (1 - rate if is_loss else rate) ** (Decimal(12) / months)
    return _like(context, metric, selection, 1 - kept if is_loss else kept)


def _trailing_year(context: Context, metric: Metric, selection: Selection) -> Fact | None:
    """Over the twelve months that end with the period."""
    if whole_months(selection.period) == 12:
        return None
    try:
        words = f"twelve months to {selection.period.end.isoformat()}"
        year = select(context, metric, words).period
    except ToolError:
        return None
    return measure(context, metric, replace(selection, period=year))[0]


def _months(context: Context, selection: Selection) -> tuple[Period, ...]:
    return tuple(steps_of(context, selection.period, "month"))


def steps_facts(context: Context, metric: Metric, selection: Selection, steps: tuple[Period, ...]) -> list[Fact]:
    """The metric in each step."""
    return [measure(context, metric, replace(selection, period=step))[0] for step in steps]


def _defined(fact: Fact) -> Decimal | None:
    return None if fact.value is None or isinstance(fact.value, str) else Decimal(exact(fact.value))


def _like(context: Context, metric: Metric, selection: Selection, value: Decimal) -> Fact:
    """A rate worked out of others, with the provenance of the whole."""
    return measure(context, metric, selection)[0].model_copy(update={"value": value, "undefined_because": None})


CONVENTIONS: tuple[Convention, ...] = (
    Convention(
        "reactivation_counted",
        "accounts that came back count as kept",
        (NRR,),
        _by_rule({"reactivation": total("reactivation")}, _plus("retained", "reactivation", "opening")),
    ),
    Convention(
        "new_counted",
        "new and returning accounts count as well: that is ARR growth, not retention",
        (NRR,),
        _by_rule({"closing": total("closing")}, ratio("closing", "opening")),
    ),
    Convention(
        "capped_in_total",
        "the cap at the opening is set on the total instead of each account",
        (GRR,),
        _by_rule({"retained": total("retained")}, _capped_in_total),
    ),
    Convention(
        "downgrades_counted",
        "accounts that only pay less count as lost",
        (LOGO_CHURN,),
        _by_rule({"contracted": lambda rows: (rows.contraction > 0).sum()}, _plus("lost", "contracted", "accounts")),
    ),
    Convention(
        "contraction_counted",
        "contraction counts as churn",
        (REVENUE_CHURN,),
        _by_rule({"contraction": total("contraction")}, _plus("churned", "contraction", "opening")),
    ),
    Convention("opening_on_first_day", "the opening is taken at the close of the first day", ALL, _on_first_day),
    Convention("every_line", "trials and one-off services count like subscriptions", ALL, _every_line),
    Convention(
        "movements_of_months",
        "each month's movements of all accounts are added up over the first opening",
        (NRR, GRR),
        _movements_of_months,
    ),
    Convention("product_of_months", "the monthly rates are multiplied", ALL, _product_of_months),
    Convention("mean_of_segments", "the segments' rates are averaged", ALL, _mean_of_segments),
    Convention(
        "mean_of_accounts",
        "the accounts' own rates are averaged",
        (NRR, GRR),
        _mean_of_accounts,
    ),
    Convention("annualised", "the period's rate is stretched to a year", ALL, _annualised),
    Convention("trailing_year", "it is taken over the twelve months to the same day", ALL, _trailing_year),
)
