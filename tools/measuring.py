"""From a metric and a selection to facts: build the expression, run it once, keep its provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tools.compiled import run_compiled
from tools.context import Context
from tools.currencies import require_one_currency
from tools.dimensions import NOT_RECORDED, Dimension
from tools.facts import Fact, Source, Span, Unit, Value
from tools.metrics.amounts import rests_on_money
from tools.metrics.metric import Frame, Metric, exact
from tools.metrics.monthly import TABLE as MONTHLY
from tools.periods import Period
from tools.record_rows import aggregated
from tools.roll_ups import EVENTS, ROLL_UPS
from tools.selection import Selection, called, column_of, cut_rows, require
from tools.warehouse import Result

ROWS = "rows_read"
# What a published version keeps added up, and of which table.
ADDED_UP: Mapping[str, tuple[str, ...]] = {
    "subscriptions": (MONTHLY,),
    EVENTS: tuple(roll_up.table for roll_up in ROLL_UPS),
}


def measure(context: Context, metric: Metric, selection: Selection) -> tuple[Fact, ...]:
    """One fact, or one per group (unordered). Raises NoData when a column is missing or currencies are mixed."""
    return tuple(facts[0] for facts in measure_together(context, (metric,), selection))


def measure_together(context: Context, metrics: Sequence[Metric], selection: Selection) -> tuple[tuple[Fact, ...], ...]:
    """Metrics of one frame in one query: per group a fact of each metric; times and scores in order, others by name.

    Raises ValueError for metrics whose rows are not to be had from one frame.
    """
    require_all(context, metrics)
    return facts_of(context, metrics, selection, _read(context, metrics, selection))


def require_all(context: Context, metrics: Sequence[Metric]) -> None:
    """Raises NoData or NotAllowed when one of the metrics cannot be measured."""
    for metric in metrics:
        require(context, metric)
    if any(rests_on_money(metric) for metric in metrics):
        require_one_currency(context)


def facts_of(
    context: Context, metrics: Sequence[Metric], selection: Selection, result: Result
) -> tuple[tuple[Fact, ...], ...]:
    """Each row of a result, which holds every input of every metric, as facts; in the order of the groups."""
    groups = [column_of(item) for item in selection.groups]
    in_order = [column_of(item) for item in selection.groups if item.grain or item.type == "number"]
    # The engine gives groups in any order; the same question must read the same twice.
    named = sorted(result.rows, key=lambda row: [str(row[name]) for name in groups])
    # Shorter texts first, so that a score of 9 comes before one of 10 and what is not recorded last.
    found = sorted(named, key=lambda row: [(len(str(row[name])), str(row[name])) for name in in_order])
    return tuple(tuple(_fact(context, metric, selection, row, result) for metric in metrics) for row in found)


def _read(context: Context, metrics: Sequence[Metric], selection: Selection) -> Result:
    """One row per group: its values, every input of every metric, and how many rows went in."""
    frame = _frame_of(metrics)
    if frame.of_records:
        return aggregated(context, metrics[0], _inputs(metrics) | {ROWS: len}, selection)

    def expression(period: Period) -> Any:
        rows = cut_rows(context, _rows(context, metrics, selection, period), replace(selection, period=period))
        return summed(rows, metrics, [column_of(item) for item in selection.groups])

    return run_compiled(context, selection.period, expression, ((selection.cuts, selection.groups), tuple(metrics)))


def _frame_of(metrics: Sequence[Metric]) -> Frame:
    """The frame that holds the rows of all."""
    frames = [metric.frame for metric in metrics]
    for frame in frames:
        if all(frame in (other, other.part_of) for other in frames):
            return frame
    raise ValueError(f"these are no metrics of one frame: {', '.join(metric.name for metric in metrics)}")


def _rows(context: Context, metrics: Sequence[Metric], selection: Selection, period: Period) -> Any:
    """The frame's rows; added up already where a roll-up has every column that the metrics and the cuts need."""
    frame = _frame_of(metrics)
    needs = {need.removeprefix(f"{frame.cut_table}.") for metric in metrics for need in metric.needs}
    cuts = {item.column for item in selection.dimensions if item.table == frame.cut_table}
    rolled_up = frame.rolled_up(context, period, needs | cuts) if frame.rolled_up else None
    return frame.rows(context, period) if rolled_up is None else rolled_up


def summed(rows: Any, metrics: Sequence[Metric], groups: Sequence[str]) -> Any:
    """Every input of every metric over these rows, and how many there are: in all, or in each group."""
    aggregates = {name: build(rows) for name, build in _inputs(metrics).items()} | {ROWS: rows.count()}
    return rows.group_by(groups).agg(**aggregates) if groups else rows.aggregate(**aggregates)


def _inputs(metrics: Sequence[Metric]) -> dict[str, Any]:
    return {f"{metric.name}__{name}": build for metric in metrics for name, build in metric.inputs.items()}


def subject_of(context: Context, selection: Selection, row: Mapping[str, Any]) -> dict[str, str]:
    """What a fact is about: its group's values, and the values it was filtered to."""
    subject = {
        cut.dimension.name: " or ".join(_named(context, cut.dimension, value) for value in cut.values)
        for cut in selection.cuts
        if not cut.is_excluded
    }
    return subject | {item.name: _named(context, item, row[column_of(item)]) for item in selection.groups}


def span_of(metric: Metric, period: Period) -> Span | None:
    return None if metric.is_state else Span(start=period.start, end=period.end, label=period.label)


def _fact(context: Context, metric: Metric, selection: Selection, row: Mapping[str, Any], result: Result) -> Fact:
    inputs = {name: row[f"{metric.name}__{name}"] for name in metric.inputs}
    value = metric.value(inputs)
    return Fact(
        metric=metric.name,
        label=metric.label,
        value=value,
        unit=metric.unit,
        currency=context.company.currency if metric.unit == "money" else None,
        subject=subject_of(context, selection, row),
        period=span_of(metric, selection.period),
        as_of=min(selection.period.end, context.as_of) if metric.frame.span == "ahead" else selection.period.end,
        definition=metric.definition,
        inputs={name: _input(item) for name, item in inputs.items()},
        source=Source(tables=tables_read(metric.frame.tables, result.query), rows=row[ROWS] or 0, query=result.query),
        undefined_because=metric.undefined if value is None else None,
    )


def tables_read(tables: Sequence[str], query: str) -> tuple[str, ...]:
    """The tables of a frame, as the query read them: what was added up at publish time may stand for its rows."""
    read = {name: [one for one in (name, *ADDED_UP.get(name, ())) if f'"{one}"' in query] for name in tables}
    return tuple(one for name in tables for one in read[name] or [name])


def total_of(facts: tuple[Fact, ...]) -> Decimal | int:
    """The sum of the defined values of additive facts."""
    return sum((exact(fact.value) for fact in facts if fact.value is not None and not isinstance(fact.value, str)), 0)


def derived(fact: Fact, value: Value, *, subject: Mapping[str, str], formula: str, unit: Unit | None = None) -> Fact:
    """A fact computed from facts like this one (a difference, a share), with the same provenance."""
    return fact.model_copy(
        update={
            "value": value,
            "unit": unit or fact.unit,
            "currency": fact.currency if (unit or fact.unit) == "money" else None,
            "subject": dict(subject),
            "definition": fact.definition.model_copy(update={"formula": formula}),
        }
    )


def _named(context: Context, dimension: Dimension, value: Any) -> str:
    if value is None:
        return NOT_RECORDED
    if isinstance(value, Period):
        return value.name
    if dimension.grain:
        return context.calendar.holding(value, dimension.grain).name
    if isinstance(value, bool):
        return "yes" if value else "no"
    return called(context, dimension, str(value))


def _input(value: Any) -> Value:
    return None if value is None else exact(value)
