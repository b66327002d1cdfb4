"""Metrics step by step: one query for all months where the published mart holds them, else one for each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from tools.compiled import run_compiled
from tools.context import Context
from tools.dimensions import HEALTH
from tools.facts import Fact
from tools.measuring import facts_of, measure_together, require_all, summed
from tools.metrics.metric import Metric
from tools.metrics.monthly import reads_months
from tools.periods import Period
from tools.selection import Selection, column_of, cut_rows
from tools.warehouse import Result

MONTH_END = "month_end"


def measure_steps(
    context: Context, metrics: Sequence[Metric], steps: Sequence[Selection]
) -> tuple[tuple[tuple[Fact, ...], ...], ...]:
    """Per step what `measure_together` says of it; the steps differ in their period only."""
    require_all(context, metrics)
    if not _are_kept_months(context, metrics, steps):
        return tuple(measure_together(context, metrics, step) for step in steps)
    found = _by_month(context, metrics, steps)
    return tuple(
        facts_of(context, metrics, step, found[step.period.end])
        if step.period.end in found
        else measure_together(context, metrics, step)
        for step in steps
    )


def _are_kept_months(context: Context, metrics: Sequence[Metric], steps: Sequence[Selection]) -> bool:
    """Whether the steps are months without gaps that the mart holds, cut by what stays the same from step to step."""
    if len({metric.frame.by_month for metric in metrics} | {None}) != 2 or len(steps) < 2:
        return False
    periods = [step.period for step in steps]
    follow = all(before.end == after.opening_day for before, after in pairwise(periods))
    is_monthly = all(period.months == 1 for period in periods) and reads_months(context, _whole(steps))
    return follow and is_monthly and all(item.name != HEALTH for item in steps[0].dimensions)


def _by_month(context: Context, metrics: Sequence[Metric], steps: Sequence[Selection]) -> dict[date, Result]:
    """The rows of each month, all from one query."""
    selection, build = steps[0], metrics[0].frame.by_month

    def expression(period: Period) -> Any:
        rows = cut_rows(context, build(context, period), replace(selection, period=period)) if build else None
        return summed(rows, metrics, [MONTH_END, *(column_of(item) for item in selection.groups)])

    of = (("by month", selection.cuts, selection.groups), tuple(metrics))
    result = run_compiled(context, _whole(steps), expression, of)
    rows: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for row in result.rows:
        rows[row[MONTH_END]].append(row)
    return {month_end: Result(tuple(found), result.query) for month_end, found in rows.items()}


def _whole(steps: Sequence[Selection]) -> Period:
    return Period(start=steps[0].period.start, end=steps[-1].period.end)
