"""Two metrics in one question: which is larger and by how much, both together, one per the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from assistant.planner.calls import call
from assistant.planner.measures import PARTS, WHOLES, is_movement
from assistant.planner.phrases import Match
from assistant.planner.rankings import COMPARATIVE
from assistant.planner.slots import Plan, Slots
from assistant.planner.understanding import Understanding
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.requests import CompareMetric

Operation = Literal["difference", "sum", "ratio"]
SAID: dict[Operation, frozenset[str]] = {
    "ratio": frozenset(("ratio", "divided")),
    "sum": frozenset(("plus", "sum", "combined", "together")),
    "difference": frozenset(("gap", "difference", "minus", "apart", "exceed", "exceeded", *COMPARATIVE)),
}
# How far apart, larger than, in total: said with an operation and carrying nothing more.
SAID_WITH = frozenset(("far", "than", "for", "each", "every", "up", "much", "by", "how"))
LINKING = ("group", "not", "above", "below", "order", "compare", "after_at_least", "join", "harmless", "count",
           "difference", "churned_question", "total", "trend")  # fmt: skip


def read_pair(slots: Slots) -> Plan | None:
    """A difference, sum or ratio of the two metrics named, over one period and one choice of rows."""
    pair = _pair(slots)
    operation = _operation(slots.u, pair) if pair else None
    is_simple = len(slots.whens) < 2 and not slots.groups and slots.ranked.order is None
    if not pair or operation is None or not is_simple or any(len(item.values) > 1 for item in slots.filters):
        return None
    one, other = (METRICS[match.value] for match in pair)
    if operation == "difference" and one.unit != other.unit:
        return None
    leading = other if one.is_state and not other.is_state else one
    request = CompareMetric(
        metric=one.name,
        other_metric=other.name,
        operation=operation,
        period=slots.period(leading),
        filters=slots.filters,
    )
    kinds = (*LINKING, "average") if operation == "ratio" else LINKING
    return Plan((call(request),), slots.used_with(*kinds) | _said(slots.u, pair))


def _pair(slots: Slots) -> tuple[Match, Match] | None:
    """The two metrics of the question in their order; None where there are fewer or more."""
    u, names = slots.u, slots.measures.names
    found = [match for match in u.of("metric") if slots.conditions.used.isdisjoint(match.at)]
    taken = {position for match in found for position in match.at}
    if any(is_movement(match.value) for match in found):
        words = ((position, u.word(position)) for position in range(len(u.tokens)) if position not in taken)
        found += [Match("metric", PARTS[word], (position,)) for position, word in words if word in PARTS]
    if len(names) == 2:
        found = [_named(name, found) for name in names]
    kept: dict[str, Match] = {}
    for match in sorted(found, key=lambda item: item.first):
        kept.setdefault(match.value, match)
    return _two([_other_part(match, kept) for match in kept.values()], slots.metric)


def _other_part(match: Match, named: Mapping[str, Match]) -> Match:
    """'lost to churn and contraction combined': beside one of its parts a whole stands for the other one."""
    parts = WHOLES.get(str(match.value), ())
    others = [part for part in parts if part not in named]
    return replace(match, value=others[0]) if len(others) == 1 else match


def _named(name: str, found: Sequence[Match]) -> Match:
    """Where the metric is named; a metric that others were read into stands where the first of them does."""
    return next((match for match in found if match.value == name), Match("metric", name, found[0].at))


def _two(found: Sequence[Match], first: Metric | None) -> tuple[Match, Match] | None:
    named = [match.value for match in found]
    is_named = first is not None and (first.name in named or {*WHOLES.get(first.name, ())} == {*named})
    if len(found) != 2 or not is_named:
        return None
    return found[0], found[1]


def _operation(u: Understanding, pair: tuple[Match, Match]) -> Operation | None:
    """By the words of the question; 'per' counts only right before the second metric."""
    before = [u.word(position) for position in range(max(pair[0].last + 1, pair[1].first - 2), pair[1].first)]
    if before[-1:] == ["per"] or before in (["for", "each"], ["for", "every"]):
        return "ratio"
    words = {token.word for token in u.tokens}
    return next((name for name, said in SAID.items() if said & words), "difference" if u.has("compare") else None)


def _said(u: Understanding, pair: tuple[Match, Match]) -> frozenset[int]:
    """The metrics, and the words that name the operation."""
    spoken = frozenset().union(*SAID.values()) | SAID_WITH
    named = frozenset((*pair[0].at, *pair[1].at))
    return named | {position for position, token in enumerate(u.tokens) if token.word in spoken}
