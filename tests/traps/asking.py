"""Asking the tools about a tiny company, as a model does: by names and words."""

from __future__ import annotations

from typing import Any

from tools.catalogue import TOOLS
from tools.context import Context
from tools.evidence import Evidence
from tools.facts import Fact


def asked(view: Context, metric: str, period: str | None = "2024", **more: Any) -> Evidence:
    return TOOLS["measure_metric"].run(view, {"metric": metric, "period": period} | more)


def fact(view: Context, metric: str, period: str | None = "2024", **more: Any) -> Fact:
    """The one figure, or the first of them."""
    return asked(view, metric, period, **more).facts[0]


def value(view: Context, metric: str, period: str | None = "2024", **more: Any) -> Any:
    return fact(view, metric, period, **more).value


def by_group(view: Context, metric: str, dimension: str, period: str | None = "2024") -> dict[str, Any]:
    """Value of each group, without the total beside them."""
    evidence = asked(view, metric, period, group_by=[dimension])
    return {item.subject[dimension]: item.value for item in evidence.facts[: evidence.headline]}


def only(dimension: str, *values: str) -> dict[str, Any]:
    return {"filters": [{"dimension": dimension, "values": list(values)}]}
