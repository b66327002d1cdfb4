"""compare_metric: two periods, two groups or two metrics, with the difference as a fact of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tools.combine import combine_metrics
from tools.context import Context
from tools.errors import InvalidRequest
from tools.evidence import Evidence
from tools.facts import Fact, together
from tools.measure import metric_named, scope_words
from tools.measuring import derived, measure
from tools.metrics.metric import Metric, exact
from tools.notes import notes_on
from tools.periods import Period
from tools.requests import CompareMetric, Filter
from tools.selection import Selection, choose_period, select

OTHERS = "all others"


def compare_metric(context: Context, request: CompareMetric) -> Evidence:
    """Facts: the later or first value, the earlier or second, their difference, and the relative change."""
    if request.other_metric:
        return combine_metrics(context, request)
    metric = metric_named(request.metric)
    first, second, names = _sides(context, metric, request)
    (one,), (other,) = measure(context, metric, first), measure(context, metric, second)
    said = (*first.assumptions, *second.assumptions)
    if request.is_against_others:
        other = other.model_copy(update={"subject": other.subject | {first.cuts[-1].dimension.name: OTHERS}})
        said = first.assumptions
    is_undefined = one.value is None and other.value is None
    return Evidence(
        shape="comparison",
        title=f"{metric.label}: {names[0]} and {names[1]}",
        facts=(one, other, *differences(metric, one, other, names)),
        headline=2,
        assumptions=tuple(dict.fromkeys([*said, *scope_words(context)])),
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
    proof = {"inputs": inputs, "source": together(one.source, other.source)}
    found = [change.model_copy(update=proof | {"is_change": True})]
    if right and metric.unit != "percent":
        share = derived(
            one,
            Decimal(left - right) / Decimal(right),
            subject=subject | {"comparison": "relative change"},
            formula=f"({names[0]} - {names[1]}) / {names[1]}",
            unit="percent",
        )
        found.append(share.model_copy(update=proof))
    return tuple(found)


def _sides(context: Context, metric: Metric, request: CompareMetric) -> tuple[Selection, Selection, tuple[str, str]]:
    if request.dimension and (len(request.values) == 2 or (request.values and request.is_against_others)):
        return _two_values(context, metric, request)
    if request.dimension or request.values:
        raise InvalidRequest("Name the two values to compare, for example Enterprise and SMB.")
    return _two_periods(context, metric, request)


def _two_values(
    context: Context, metric: Metric, request: CompareMetric
) -> tuple[Selection, Selection, tuple[str, str]]:
    dimension, values = request.dimension or "", request.values
    chosen = [Filter(dimension=dimension, values=(value,)) for value in values]
    if request.is_against_others:
        chosen = [Filter(dimension=dimension, values=values, is_excluded=is_other) for is_other in (False, True)]
    sides = [select(context, metric, request.period, (*request.filters, one)) for one in chosen]
    names = [_said(context, side) for side in sides]
    return sides[0], sides[1], (names[0], names[1])


def _two_periods(
    context: Context, metric: Metric, request: CompareMetric
) -> tuple[Selection, Selection, tuple[str, str]]:
    later = select(context, metric, request.period, request.filters)
    if request.earlier_period:
        earlier = select(context, metric, request.earlier_period, request.filters)
        return later, earlier, (later.period.name, earlier.period.name)
    period = choose_period(context, metric, request.period)[0]
    before = _before(context, period)
    earlier = select(context, metric, f"{before.start.isoformat()}..{before.end.isoformat()}", request.filters)
    if period.start == period.end:
        said = f"it is compared with the quarter end before, {before.name}, as no other day was asked for"
        later = replace(later, assumptions=(*later.assumptions, said))
    return later, earlier, (later.period.name, earlier.period.name)


def _before(context: Context, period: Period) -> Period:
    """The period before of the same kind; before a single day the close of the last full quarter before it."""
    if period.start != period.end:
        return context.calendar.shifted(period, -1)
    day = context.calendar.holding(period.end, "quarter").opening_day
    return Period(start=day, end=day)


def _said(context: Context, side: Selection) -> str:
    if side.cuts[-1].is_excluded:
        return OTHERS
    return " or ".join(context.vocabulary.accounts.get(str(value), str(value)) for value in side.cuts[-1].values)


def _number(fact: Fact) -> Decimal | int | None:
    return None if fact.value is None or isinstance(fact.value, str) else exact(fact.value)
