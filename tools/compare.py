"""compare_metric: two periods or two groups, with the difference as a fact of its own."""

from __future__ import annotations

from decimal import Decimal

from tools.context import Context
from tools.errors import InvalidRequest
from tools.evidence import Evidence
from tools.facts import Fact
from tools.measure import metric_named, scope_words
from tools.measuring import derived, measure
from tools.metrics.metric import Metric, exact
from tools.notes import notes_on
from tools.requests import CompareMetric, Filter
from tools.selection import Selection, choose_period, select


def compare_metric(context: Context, request: CompareMetric) -> Evidence:
    """Facts: the later or first value, the earlier or second, their difference, and the relative change."""
    metric = metric_named(request.metric)
    first, second, names = _sides(context, metric, request)
    (one,), (other,) = measure(context, metric, first), measure(context, metric, second)
    is_undefined = one.value is None and other.value is None
    return Evidence(
        shape="comparison",
        title=f"{metric.label}: {names[0]} and {names[1]}",
        facts=(one, other, *differences(metric, one, other, names)),
        headline=2,
        assumptions=tuple(dict.fromkeys([*first.assumptions, *second.assumptions, *scope_words(context)])),
        notes=notes_on(context, metric, first),
        outcome="declined" if is_undefined else "answered",
        reason="undefined" if is_undefined else None,
    )


def differences(metric: Metric, one: Fact, other: Fact, names: tuple[str, str]) -> tuple[Fact, ...]:
    """one - other, and that as a share of other where it means something; nothing when a side is undefined."""
    left, right = _number(one), _number(other)
    if left is None or right is None:
        return ()
    subject = {"comparison": "difference", "of": names[0], "from": names[1]}
    inputs = {names[0]: left, names[1]: right}
    change = derived(one, left - right, subject=subject, formula=f"{metric.label}: {names[0]} - {names[1]}")
    found = [change.model_copy(update={"inputs": inputs, "is_change": True})]
    if right and metric.unit != "percent":
        share = derived(
            one,
            Decimal(left - right) / Decimal(right),
            subject=subject | {"comparison": "relative change"},
            formula=f"({names[0]} - {names[1]}) / {names[1]}",
            unit="percent",
        )
        found.append(share.model_copy(update={"inputs": inputs}))
    return tuple(found)


def _sides(context: Context, metric: Metric, request: CompareMetric) -> tuple[Selection, Selection, tuple[str, str]]:
    if request.dimension and len(request.values) == 2:
        return _two_values(context, metric, request)
    if request.dimension or request.values:
        raise InvalidRequest("Name the two values to compare, for example Enterprise and SMB.")
    return _two_periods(context, metric, request)


def _two_values(
    context: Context, metric: Metric, request: CompareMetric
) -> tuple[Selection, Selection, tuple[str, str]]:
    dimension = request.dimension or ""
    sides = [
        select(context, metric, request.period, (*request.filters, Filter(dimension=dimension, values=(value,))))
        for value in request.values
    ]
    names = [_said(context, side) for side in sides]
    return sides[0], sides[1], (names[0], names[1])


def _two_periods(
    context: Context, metric: Metric, request: CompareMetric
) -> tuple[Selection, Selection, tuple[str, str]]:
    later = select(context, metric, request.period, request.filters)
    words = request.earlier_period
    if words is None:
        before = context.calendar.shifted(choose_period(context, metric, request.period)[0], -1)
        words = f"{before.start.isoformat()}..{before.end.isoformat()}"
    earlier = select(context, metric, words, request.filters)
    return later, earlier, (later.period.name, earlier.period.name)


def _said(context: Context, side: Selection) -> str:
    value = side.cuts[-1].values[0]
    return context.vocabulary.accounts.get(str(value), str(value))


def _number(fact: Fact) -> Decimal | int | None:
    return None if fact.value is None or isinstance(fact.value, str) else exact(fact.value)
