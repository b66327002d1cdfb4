"""measure_metric: one number, a breakdown or a ranking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from tools.context import Context
from tools.errors import InvalidRequest, NoData, UnknownName
from tools.evidence import Evidence
from tools.facts import Fact
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric, exact
from tools.names import pick
from tools.notes import notes_on
from tools.over_accounts import base_words, over_accounts
from tools.requests import Direction, MeasureMetric
from tools.row_bounds import bound_words, bounded
from tools.selection import Selection, select
from tools.shares import shares

MOST_SHOWN = 12
USUAL_TOP = 10


def measure_metric(context: Context, request: MeasureMetric) -> Evidence:
    """Facts: one value and what stands beside it, or one per group and their total. Raises ToolError."""
    if request.as_share and request.over_accounts:
        raise InvalidRequest("An average per account is no part of a whole; ask for it without the share.")
    metric = bounded(metric_named(request.metric), request.row_bounds)
    selection = _said(select(context, metric, request.period, request.filters, request.group_by), metric, request)
    facts = _facts(context, metric, selection, request)
    if request.as_share:
        return _shared(context, metric, selection, facts, request)
    if selection.groups:
        return _grouped(context, metric, selection, facts, request)
    return evidence_of(context, metric, selection, (*facts, *_beside(context, metric, request)))


def _said(selection: Selection, metric: Metric, request: MeasureMetric) -> Selection:
    """The selection, with which rows and which accounts enter among its assumptions."""
    base = (base_words(metric),) if request.over_accounts else ()
    return replace(selection, assumptions=(*selection.assumptions, *bound_words(request.row_bounds), *base))


def _facts(context: Context, metric: Metric, selection: Selection, request: MeasureMetric) -> tuple[Fact, ...]:
    if request.over_accounts:
        return over_accounts(context, metric, selection, request.over_accounts)
    return measure(context, metric, selection)


def metric_named(name: str) -> Metric:
    """The metric of that name or label. Raises UnknownName with near names."""
    if name in METRICS:
        return METRICS[name]
    labels = {metric.label: metric for metric in METRICS.values()}
    return labels[pick(name, list(labels), "metric")]


def evidence_of(context: Context, metric: Metric, selection: Selection, facts: Sequence[Fact]) -> Evidence:
    """One value and what stands beside it; declined when the value is not defined."""
    is_undefined = facts[0].value is None
    return Evidence(
        shape="value",
        title=metric.label,
        facts=tuple(facts),
        assumptions=(*selection.assumptions, *scope_words(context)),
        notes=notes_on(context, metric, selection),
        outcome="declined" if is_undefined else "answered",
        reason="undefined" if is_undefined else None,
    )


def rank(facts: Iterable[Fact], order: Direction) -> list[Fact]:
    """Defined values in order, ties by name; undefined ones last."""
    sign = -1 if order == "highest" else 1

    def place(fact: Fact) -> tuple[bool, Decimal | int, str]:
        value = fact.value
        number = 0 if value is None or isinstance(value, str) else exact(value)
        return value is None, sign * number, " ".join(fact.subject.values())

    return sorted(facts, key=place)


def scope_words(context: Context) -> tuple[str, ...]:
    return () if context.scope.is_everything else (context.scope.words,)


def _grouped(
    context: Context, metric: Metric, selection: Selection, facts: Sequence[Fact], request: MeasureMetric
) -> Evidence:
    if not facts:
        raise NoData(f"There is nothing to group: no {metric.frame.name} match. Try another period or fewer filters.")
    is_in_order = not request.order and any(group.grain or group.type == "number" for group in selection.groups)
    ordered = list(facts) if is_in_order else rank(facts, request.order or "highest")
    if request.place:
        return _placed(context, metric, selection, ordered, request)
    limit = request.limit or (MOST_SHOWN if len(ordered) <= MOST_SHOWN or not request.order else USUAL_TOP)
    shown = ordered[:limit]
    return Evidence(
        shape="ranking" if request.order else "breakdown",
        title=metric.label,
        facts=(*shown, *_total(context, metric, selection, request)),
        headline=len(shown),
        order=request.order,
        omitted=len(ordered) - len(shown),
        assumptions=(*selection.assumptions, *scope_words(context)),
        notes=notes_on(context, metric, selection),
    )


def _placed(
    context: Context, metric: Metric, selection: Selection, ordered: Sequence[Fact], request: MeasureMetric
) -> Evidence:
    """The one at a place of the ranking, and before it in the text those ahead of it."""
    place = request.place or 1
    if place > len(ordered):
        raise NoData(f"There are only {len(ordered)} to rank; ask for an earlier place.")
    evidence = evidence_of(context, metric, selection, (ordered[place - 1], *ordered[: place - 1]))
    order = request.order or "highest"
    return evidence.model_copy(update={"shape": "ranking", "order": order, "place": place})


def _shared(
    context: Context, metric: Metric, selection: Selection, facts: Sequence[Fact], request: MeasureMetric
) -> Evidence:
    if not facts:
        raise NoData(f"There is nothing to share out: no {metric.frame.name} match. Try another period.")
    parts = rank(facts, request.order or "highest")[: request.limit]
    found = shares(context, metric, selection, parts)
    evidence = evidence_of(context, metric, selection, found)
    if not selection.groups:
        return evidence
    shape = "ranking" if request.order else "breakdown"
    omitted = len(facts) - len(found)
    return evidence.model_copy(
        update={"shape": shape, "headline": len(found), "order": request.order, "omitted": omitted}
    )


def _total(context: Context, metric: Metric, selection: Selection, request: MeasureMetric) -> tuple[Fact, ...]:
    """The figure for all groups together, computed on its own, so that a reader can tie the parts to it."""
    if request.order:
        return ()
    return _facts(context, metric, Selection(selection.period, selection.cuts), request)


def _beside(context: Context, metric: Metric, request: MeasureMetric) -> tuple[Fact, ...]:
    """What a reader should see with the number; left out where the data does not have it."""
    found: list[Fact] = []
    for name in () if request.over_accounts or request.row_bounds else metric.beside:
        other = METRICS[name]
        try:
            found += measure(context, other, select(context, other, request.period, request.filters))
        except (NoData, UnknownName):
            continue
    return tuple(found)
