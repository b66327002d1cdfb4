"""Which metrics a company's data can answer."""

from __future__ import annotations

from tools.context import Context
from tools.errors import NoData
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.selection import require


def answerable(context: Context) -> tuple[str, ...]:
    """Names of the metrics whose tables and columns the company has."""
    return tuple(name for name, metric in METRICS.items() if _has_data(context, metric))


def _has_data(context: Context, metric: Metric) -> bool:
    try:
        require(context, metric)
    except NoData:
        return False
    return True
