"""A convention: another way that people compute a metric of the same name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.context import Context
from tools.facts import Fact
from tools.metrics.metric import Metric
from tools.selection import Selection

Computed = Callable[[Context, Metric, Selection], Fact | None]


@dataclass(frozen=True)
class Convention:
    """`words` say how it computes, inside a sentence; `fact` is None where it makes no difference to ask.

    `metrics` are those it is used for.
    """

    name: str
    words: str
    metrics: tuple[str, ...]
    fact: Computed
