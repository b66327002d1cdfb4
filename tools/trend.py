"""trend_metric: one metric, period by period."""

from __future__ import annotations

from tools.compare import differences
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence
from tools.facts import Fact
from tools.measure import metric_named, rank, scope_words
from tools.metrics.metric import Metric
from tools.notes import notes_on
from tools.period_readers import DAY, named
from tools.period_words import read_period
from tools.periods import Grain, Period, add_months
from tools.renewals.due import read_due_period
from tools.requests import TrendMetric
from tools.selection import Selection, held_now, select
from tools.series import measure_steps
from tools.table_span import is_recorded

MOST_STEPS = 60
USUAL_MONTHS: dict[Grain, int] = {"month": 12, "quarter": 24, "year": 60}


def trend_metric(context: Context, request: TrendMetric) -> Evidence:
    """One fact per step, oldest first, then the change from the first to the last step."""
    metric = metric_named(request.metric)
    whole, assumed = _whole(context, metric, request)
    steps = [step for step in _steps(context, metric, whole, request.grain) if is_recorded(context, metric, step)]
    if not steps:
        raise NoData(f"{metric.label} is not recorded in {whole.name}; ask about a later period.")
    first = select(context, metric, None, request.filters)
    measured = measure_steps(context, (metric,), [Selection(step, first.cuts) for step in steps])
    facts = [fact.model_copy(update={"as_of": step.end}) for step, ((fact,),) in zip(steps, measured, strict=True)]
    defined = [fact for fact in facts if fact.value is not None]
    held = held_now(context, metric, steps[0], first.dimensions)
    assumptions = tuple(dict.fromkeys([*assumed, *(cut.words for cut in first.cuts), *held, *scope_words(context)]))
    notes = notes_on(context, metric, first)
    if request.order and defined:
        ranked = _ranked(request, metric, list(zip(steps, facts, strict=True)))
        return ranked.model_copy(update={"assumptions": assumptions, "notes": notes})
    return Evidence(
        shape="trend",
        title=f"{metric.label} by {request.grain}",
        facts=(*facts, *_change(metric, defined, steps)),
        headline=len(facts),
        assumptions=assumptions,
        notes=notes,
        outcome="answered" if defined else "declined",
        reason=None if defined else "undefined",
    )


def _ranked(request: TrendMetric, metric: Metric, dated: list[tuple[Period, Fact]]) -> Evidence:
    """The steps in order of their values, each told apart by its name."""
    named = [fact.model_copy(update={"subject": fact.subject | {request.grain: step.name}}) for step, fact in dated]
    shown = rank(named, request.order or "highest")[: request.limit or 1]
    return Evidence(
        shape="ranking",
        title=metric.label,
        facts=tuple(shown),
        headline=len(shown),
        order=request.order,
        omitted=len(named) - len(shown),
    )


def steps_of(context: Context, whole: Period, grain: Grain) -> tuple[Period, ...]:
    """The steps inside the data. Raises NoData when there are too many to read."""
    steps = [step for step in context.calendar.split(whole, grain) if step.end >= context.calendar.first_day]
    if len(steps) > MOST_STEPS:
        raise NoData(f"That is {len(steps)} steps; ask for a shorter period or for quarters instead of months.")
    return tuple(context.calendar.covered(step) for step in steps)


def _steps(context: Context, metric: Metric, whole: Period, grain: Grain) -> tuple[Period, ...]:
    """The steps inside the data, or for what is due the whole ones that the period touches, ahead of it too."""
    if metric.frame.span != "ahead":
        return steps_of(context, whole, grain)
    return context.calendar.split(whole, grain)[:MOST_STEPS]


def _whole(context: Context, metric: Metric, request: TrendMetric) -> tuple[Period, tuple[str, ...]]:
    calendar = context.calendar
    if metric.frame.span == "ahead":
        start = calendar.as_of + DAY
        year = named(start, add_months(start, 12) - DAY, calendar)
        period = read_due_period(request.period, calendar) if request.period else year
        return period, (period.name,) if request.period else (f"no period asked: {period.name}",)
    if request.period:
        period = calendar.covered(read_period(request.period, calendar))
        return period, (period.name,)
    period = calendar.trailing(USUAL_MONTHS[request.grain])
    start = max(period.start, calendar.first_day)
    known = Period(start=start, end=period.end)
    return known, (f"no period asked: {known.name}",)


def _change(metric: Metric, defined: list[Fact], steps: list[Period]) -> tuple[Fact, ...]:
    if len(defined) < 2:
        return ()
    return differences(metric, defined[-1], defined[0], (steps[-1].name, steps[0].name))
