"""Parts as shares of a whole: each share is a fact of its own, with the part and the whole as its inputs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tools.context import Context
from tools.errors import InvalidRequest
from tools.facts import Fact
from tools.measuring import measure
from tools.metrics.metric import Metric, exact
from tools.selection import Selection


def shares(context: Context, metric: Metric, selection: Selection, parts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Each part / the whole; a single part and the whole stand beside its share. Raises InvalidRequest for no sum.

    The whole is the same metric of the same period: under the same filters for groups, without filters for one part.
    """
    if not metric.is_sum:
        raise InvalidRequest(f"{metric.label} does not add up, so a share of it means nothing; ask for it by group.")
    (whole,) = measure(context, metric, Selection(selection.period, selection.cuts if selection.groups else ()))
    found = tuple(_share(metric, part, whole) for part in parts)
    named = whole.model_copy(update={"label": f"{metric.label} in total"})
    return found if selection.groups else (*found, *parts, named)


def _share(metric: Metric, part: Fact, whole: Fact) -> Fact:
    amount, base = exact(part.value or 0), exact(whole.value or 0)
    return part.model_copy(
        update={
            "label": f"Share of {metric.label}",
            "value": Decimal(amount) / Decimal(base) if base else None,
            "unit": "percent",
            "currency": None,
            "definition": part.definition.model_copy(update={"formula": f"{metric.label} of the part / of the whole"}),
            "inputs": {"part": amount, "whole": base},
            "undefined_because": None if base else f"there is no {metric.label} to take a share of",
        }
    )
