"""explain_difference: one metric under every convention, on the same data, and the rule that moves it by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tools.context import Context
from tools.difference_requests import ExplainDifference
from tools.differences.convention import Convention
from tools.differences.conventions import ALL, CONVENTIONS
from tools.differences.retired import Retired, in_use
from tools.errors import InvalidRequest, NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Definition, Fact
from tools.measure import metric_named, scope_words
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric, exact
from tools.names import listed, lowered, pick
from tools.periods import write_day
from tools.selection import select
from tools.what_if.given import QUESTION

OURS = "by the definition used here"
# A percent typed as "108" is meant to the whole percent.
COARSEST = 2


@dataclass(frozen=True)
class Reading:
    """The metric under one convention; the first of a list is the definition itself."""

    words: str
    fact: Fact

    @property
    def value(self) -> Decimal:
        return Decimal(exact(self.fact.value or 0)) if not isinstance(self.fact.value, str) else Decimal(0)


def explain_difference(context: Context, request: ExplainDifference) -> Evidence:
    """Raises UnknownName, InvalidRequest for a metric without conventions, NoData when it is not defined."""
    metric = metric_named(request.metric)
    former = in_use(context.company.retired, metric.name, request.used_in) if request.is_former else ()
    conventions = _chosen(metric, request, former)
    selection = select(context, metric, request.period, request.filters)
    ours = measure(context, metric, selection)[0]
    if ours.value is None:
        raise NoData(f"{metric.label} is not defined here: {metric.undefined}; ask for another period.")
    readings = [Reading(OURS, ours)]
    for convention in conventions:
        fact = convention.fact(context, metric, selection)
        if fact is not None and fact.value is not None:
            readings.append(Reading(convention.words, fact))
    rules = [_rule(metric, readings, figure) for figure in request.figures]
    versions = _versions(metric, former, request.used_in) if request.is_former else ()
    return in_sections(
        (*rules, *_gap(context, metric, request.figures), *([] if rules else _head(readings, metric, request))),
        (_table(readings, metric),),
        title=metric.label if request.is_former else f"{metric.label} by convention",
        assumptions=(*versions, *selection.assumptions, *scope_words(context)),
        notes=(f"{metric.label} here: {metric.formula}",),
    )


def _chosen(metric: Metric, request: ExplainDifference, former: Sequence[Retired]) -> list[Convention]:
    """Those that apply to the metric, the ones asked for, or those of its former definitions. Raises UnknownName."""
    if metric.name not in ALL and not request.is_former:
        known = listed([METRICS[item].label for item in ALL])
        raise InvalidRequest(f"Conventions are known for {known}; ask for one of these.")
    fitting = {item.name: item for item in CONVENTIONS if metric.name in item.metrics}
    names = tuple(item.convention for item in former) if request.is_former else request.conventions
    if not (names or request.is_former):
        return list(fitting.values())
    return [fitting[name if name in fitting else pick(name, list(fitting), "convention")] for name in names]


def _versions(metric: Metric, former: Sequence[Retired], year: int | None) -> Iterator[str]:
    """Which definition this is, and what was different in those that are no longer used."""
    yield f"by the current definition of {lowered(metric.label)}, version {metric.version}"
    when = f" of {year}" if year else ""
    if not former:
        yield f"no other definition{when} is on record"
    rules = {item.name: item.words for item in CONVENTIONS}
    for item in former:
        because = f" ({item.why})" if item.why else ""
        yield f"until {write_day(item.until)} another rule was used: {rules[item.convention]}{because}"


def _rule(metric: Metric, readings: Sequence[Reading], figure: float) -> Fact:
    """Under which conventions the figure follows, the definition first."""
    claim = Decimal(repr(figure))
    agreeing = [_clause(reading) for reading in readings if rounds_to(reading.value, claim)]
    return Fact(
        metric="figure_rule",
        label="Rule",
        value=" or ".join(agreeing[: 1 if OURS in agreeing else 2]) or None,
        unit="text",
        subject={"figure": f"{metric.label} {_shown(claim)}"},
        as_of=readings[0].fact.as_of,
        definition=Definition(
            name="figure_rule", version=1, formula=f"the convention whose {metric.label} rounds to the figure"
        ),
        inputs={"figure": claim},
        source=readings[0].fact.source,
        undefined_because=None if agreeing else "none of the conventions gives it on this data",
    )


def _clause(reading: Reading) -> str:
    return reading.words if reading.words == OURS else f"when {reading.words}"


def rounds_to(value: Decimal, figure: Decimal) -> bool:
    """Whether the value, rounded as the figure is written, is the figure."""
    exponent = figure.normalize().as_tuple().exponent
    places = max(COARSEST, -exponent if isinstance(exponent, int) else 0)
    place = Decimal(1).scaleb(-places)
    return value.quantize(place, rounding=ROUND_HALF_UP) == figure.quantize(place, rounding=ROUND_HALF_UP)


def _shown(figure: Decimal) -> str:
    return f"{(figure * 100).normalize():f} %"


def _gap(context: Context, metric: Metric, figures: Sequence[float]) -> Iterator[Fact]:
    if len(figures) == 2:
        one, other = (Decimal(repr(figure)) for figure in figures)
        yield Fact(
            metric="figures_difference",
            label="Difference",
            value=one - other,
            unit="percent",
            as_of=context.as_of,
            definition=Definition(name="figures_difference", version=1, formula=f"first - second {metric.label}"),
            inputs={"first": one, "second": other},
            source=QUESTION,
            is_change=True,
        )


def _head(readings: Sequence[Reading], metric: Metric, request: ExplainDifference) -> Iterator[Fact]:
    """The figure of the definition, and the convention that moves it furthest or, where asked for, the former one."""
    ours = readings[0]
    yield ours.fact.model_copy(update={"metric": "figure_now" if request.is_former else "figure_by_definition"})
    if len(readings) == 1:
        return
    other = max(readings[1:], key=lambda reading: abs(reading.value - ours.value))
    if request.is_former:
        other = readings[1]
        yield other.fact.model_copy(update={"metric": "figure_by_former_definition"})
    yield _change(other, ours, metric).model_copy(update={"metric": "widest_difference"})


def _table(readings: Sequence[Reading], metric: Metric) -> Section:
    facts = []
    for reading in readings:
        subject = {"how it is computed": reading.words}
        formula = reading.fact.definition.model_copy(update={"formula": f"{metric.formula}; {reading.words}"})
        facts.append(reading.fact.model_copy(update={"subject": subject, "definition": formula}))
        if reading is not readings[0]:
            facts.append(_change(reading, readings[0], metric))
    return Section(title="By convention", name="differences", layout="table", facts=tuple(facts))


def _change(reading: Reading, ours: Reading, metric: Metric) -> Fact:
    words = f"{metric.label} when {reading.words} - {metric.label} {OURS}"
    return reading.fact.model_copy(
        update={
            "metric": f"{metric.name}_difference",
            "label": "Against ours",
            "value": reading.value - ours.value,
            "subject": {"how it is computed": reading.words},
            "definition": reading.fact.definition.model_copy(update={"formula": words}),
            "is_change": True,
        }
    )
