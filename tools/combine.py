"""Two metrics of the same period and filters, and their difference, sum or ratio as a fact of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import add, sub

from tools.context import Context
from tools.errors import InvalidRequest
from tools.evidence import Evidence
from tools.facts import Fact, Unit, together
from tools.measure import metric_named, scope_words
from tools.measuring import measure
from tools.metrics.metric import Metric, exact
from tools.names import lowered
from tools.notes import notes_on
from tools.periods import Period
from tools.requests import CompareMetric
from tools.selection import choose_period, select

SIGNS = {"difference": "-", "sum": "+", "ratio": "/"}
COMPUTED: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {"difference": sub, "sum": add}
ADDED: tuple[Unit, ...] = ("money", "count")


@dataclass(frozen=True)
class Pair:
    """Both metrics, and what is computed of them."""

    one: Metric
    other: Metric
    operation: str

    @property
    def name(self) -> str:
        return f"{self.operation}_of_{self.one.name}_and_{self.other.name}"

    @property
    def rule(self) -> str:
        return f"{self.one.label} {SIGNS[self.operation]} {lowered(self.other.label)}"

    @property
    def label(self) -> str:
        """'Tickets per active account'; the rule where the second one is nothing that is counted."""
        words = lowered(self.other.label).split(" ")
        is_counted = self.other.unit == "count" and len(words) <= 2 and words[-1].endswith("s")
        if self.operation != "ratio" or not is_counted:
            return self.rule
        return f"{self.one.label} per {' '.join([*words[:-1], words[-1][:-1]])}"

    @property
    def unit(self) -> Unit:
        if self.operation != "ratio":
            return self.one.unit
        return "money" if self.one.unit == "money" and self.other.unit != "money" else "ratio"


def combine_metrics(context: Context, request: CompareMetric) -> Evidence:
    """Facts: for a difference both values and then it; for a sum or a ratio that one first, then both values.

    Raises InvalidRequest when the units do not fit or a second period or value is named too.
    """
    if request.dimension or request.values or request.earlier_period:
        raise InvalidRequest("Two metrics are compared in one period and for one choice of rows; name only those.")
    pair = Pair(metric_named(request.metric), metric_named(request.other_metric or ""), request.operation)
    require_fitting(pair)
    words = _period_words(context, pair, request.period)
    chosen = [select(context, metric, words, request.filters) for metric in (pair.one, pair.other)]
    one, other = (
        measure(context, metric, selection)[0] for metric, selection in zip((pair.one, pair.other), chosen, strict=True)
    )
    combined = _combined(pair, one, other)
    is_difference = pair.operation == "difference"
    _, assumed = choose_period(context, _leading(pair), request.period)
    said = [text for selection in chosen for text in selection.assumptions if text != selection.period.name]
    notes = [
        note
        for metric, selection in zip((pair.one, pair.other), chosen, strict=True)
        for note in notes_on(context, metric, selection)
    ]
    return Evidence(
        shape="comparison" if is_difference else "value",
        title=combined.label,
        facts=(one, other, combined) if is_difference else (combined, one, other),
        headline=2 if is_difference else 1,
        assumptions=tuple(dict.fromkeys([*assumed, *said, *scope_words(context)])),
        notes=tuple(dict.fromkeys(notes)),
        outcome="declined" if combined.value is None else "answered",
        reason="undefined" if combined.value is None else None,
    )


def require_fitting(pair: Pair) -> None:
    """Raises InvalidRequest for a sum or difference of unlike units, and for a sum of what does not add up."""
    one, other = pair.one, pair.other
    if pair.operation != "ratio" and one.unit != other.unit:
        raise InvalidRequest(
            f"{one.label} and {lowered(other.label)} are not in the same unit, so they have no {pair.operation}; "
            "ask for each of them, or for their ratio."
        )
    if pair.operation == "sum" and one.unit not in ADDED:
        raise InvalidRequest(f"{one.label} and {lowered(other.label)} do not add up; ask for each of them.")


def _leading(pair: Pair) -> Metric:
    """The metric whose usual period is taken: what happened rather than what is."""
    return pair.other if pair.one.is_state and not pair.other.is_state else pair.one


def _period_words(context: Context, pair: Pair, words: str | None) -> str | None:
    """One period for both: without one asked for, the usual one of what happened, and the state at its close."""
    if words or (pair.one.is_state and pair.other.is_state):
        return words
    period: Period = choose_period(context, _leading(pair), None)[0]
    return f"{period.start.isoformat()}..{period.end.isoformat()}"


def _combined(pair: Pair, one: Fact, other: Fact) -> Fact:
    value, why = _value(pair, one, other)
    is_difference = pair.operation == "difference"
    return one.model_copy(
        update={
            "label": pair.label,
            "value": value,
            "unit": pair.unit,
            "currency": one.currency if pair.unit == "money" else None,
            "subject": one.subject | {"comparison": pair.operation, "of": pair.one.label, "from": pair.other.label},
            "definition": one.definition.model_copy(update={"name": pair.name, "formula": pair.rule}),
            "inputs": {pair.one.label: one.value, pair.other.label: other.value},
            "source": together(one.source, other.source),
            "undefined_because": why,
            "is_change": is_difference,
        }
    )


def _value(pair: Pair, one: Fact, other: Fact) -> tuple[Decimal | None, str | None]:
    """The combined value, or why there is none."""
    left, right = (None if isinstance(fact.value, str) else fact.value for fact in (one, other))
    if left is None or right is None:
        return None, one.undefined_because or other.undefined_because
    if pair.operation in COMPUTED:
        return COMPUTED[pair.operation](Decimal(exact(left)), Decimal(exact(right))), None
    if not right:
        return None, f"{lowered(pair.other.label)} is zero, so there is nothing to divide by"
    return Decimal(exact(left)) / Decimal(exact(right)), None
