"""Bounds on the rows themselves: only the tickets that took longer than two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import ge, gt, le, lt
from typing import Any

from ibis.expr.types import Table

from tools.context import Context
from tools.errors import InvalidRequest
from tools.metrics.metric import Metric
from tools.periods import Period
from tools.requests import Condition

# What of a row may be bounded -> its table, and how it is called.
BOUNDED = {
    "resolution_hours": ("tickets", "resolution time", "hours"),
    "first_response_minutes": ("tickets", "first response", "minutes"),
}
COMPARED: dict[str, Any] = {"above": gt, "at_least": ge, "below": lt, "at_most": le}


def bounded(metric: Metric, bounds: Sequence[Condition]) -> Metric:
    """The metric over the rows within the bounds; rows without a recorded value are not. Raises InvalidRequest."""
    if not bounds:
        return metric
    for bound in bounds:
        table, _, _ = BOUNDED.get(bound.metric, ("", "", ""))
        if table != metric.frame.cut_table:
            raise InvalidRequest(
                f"{metric.label} cannot be bounded by {bound.metric.replace('_', ' ')} of each row; only tickets can "
                "be, by resolution_hours or first_response_minutes."
            )

    def rows(context: Context, period: Period) -> Table:
        found = metric.frame.rows(context, period)
        return found.filter([COMPARED[bound.comparison](found[bound.metric], bound.amount) for bound in bounds])

    needs = tuple(f"{metric.frame.cut_table}.{bound.metric}" for bound in bounds)
    return replace(metric, frame=replace(metric.frame, rows=rows), needs=(*metric.needs, *needs))


def bound_words(bounds: Sequence[Condition]) -> tuple[str, ...]:
    """Each bound as an assumption."""
    return tuple(
        f"only those with a {name} {bound.comparison.replace('_', ' ')} {bound.amount:g} {unit}"
        for bound in bounds
        for _, name, unit in (BOUNDED[bound.metric],)
    )
