"""The system prompt: the stable policy first, so that providers can cache it, then what this company and day add."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tools.context import Context
from tools.metrics.catalogue import METRICS
from tools.periods import write_day

FOLDER = Path(__file__).parent / "prompts"


def system_prompt(context: Context) -> str:
    dimensions = ", ".join(sorted(context.vocabulary.dimensions))
    return (
        f"{policy()}\nMetrics: {metric_names()}\n\nDimensions of {context.company.name}: {dimensions}\n"
        f"As-of date: {write_day(context.as_of)}. Data from {write_day(context.warehouse.coverage.first_day)}."
    )


@lru_cache(maxsize=1)
def policy() -> str:
    return (FOLDER / "system.md").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def metric_names() -> str:
    return "; ".join(f"{metric.name} ({metric.label})" for metric in METRICS.values())
