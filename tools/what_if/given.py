"""Where the inputs of a formula come from: what the asker states, what follows from it, the data, what is customary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.context import Context
from tools.errors import InvalidRequest, NoData, ToolError
from tools.facts import Definition, Fact, Source, Unit, together
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric, exact
from tools.names import listed, lowered, pick
from tools.requests import Filter
from tools.selection import Selection, select
from tools.what_if.formula import Formula, Input
from tools.what_if.formulas import FORMULAS
from tools.what_if.inputs import INPUTS
from tools.what_if_requests import Stated

USUAL_PERIOD = "trailing twelve months"
STATED = "as stated in the question"
USUAL = "not stated: "
QUESTION = Source(tables=("the question",), rows=0, query="")
Given = Mapping[str, Fact]


@dataclass(frozen=True)
class Asked:
    """Which rows the inputs taken from the data are measured over; flows over a year unless a period is named."""

    period: str | None
    filters: tuple[Filter, ...] = ()

    def selection(self, context: Context, metric: Metric) -> Selection:
        period = self.period or (None if metric.is_state else USUAL_PERIOD)
        return select(context, metric, period, self.filters)


def stated_amounts(stated: Sequence[Stated]) -> dict[str, Decimal]:
    """The stated inputs by name. Raises UnknownName or AmbiguousName, InvalidRequest for one stated twice."""
    labels = {item.label: name for name, item in INPUTS.items()}
    found: dict[str, Decimal] = {}
    for item in stated:
        name = item.name if item.name in INPUTS else labels[pick(item.name, list(labels), "input")]
        amount = Decimal(repr(item.amount))
        if found.setdefault(name, amount) != amount:
            raise InvalidRequest(
                f"{INPUTS[name].label} is stated twice with different amounts; say which one is meant."
            )
    return found


def given(context: Context, names: Sequence[str], stated: Mapping[str, Decimal], asked: Asked) -> Given:
    """A fact for each input. Raises NoData naming those that are neither stated nor in the data."""
    found = {name: _one(context, INPUTS[name], stated, asked) for name in names}
    if missing := [lowered(INPUTS[name].label) for name, fact in found.items() if fact is None]:
        them = "it" if len(missing) == 1 else "them"
        raise NoData(f"This needs {listed(missing)}, which the data does not give; state {them} in the question.")
    return {name: fact for name, fact in found.items() if fact is not None}


def made_of(context: Context, inputs: Given, stated: Mapping[str, Decimal], asked: Asked) -> Iterator[Fact]:
    """The inputs of the inputs that are not stated themselves: of a lifetime value its margin and its churn."""
    for name, fact in inputs.items():
        item = INPUTS[name]
        if fact.metric == item.formula:
            for part in given(context, FORMULAS[item.formula].inputs, stated, asked).values():
                yield _part(fact, part.label, part)
                yield from (_part(part, label, inner) for label, inner in _counted(context, part))
        else:
            yield from (_part(fact, label, inner) for label, inner in _counted(context, fact))


def _part(whole: Fact, label: str, part: Fact) -> Fact:
    return part.model_copy(update={"label": f"{whole.label}: {lowered(label)}", "subject": {}})


def _counted(context: Context, fact: Fact) -> Iterator[tuple[str, Fact]]:
    """What a fact was computed from, each as a fact of the same rows."""
    for name, value in fact.inputs.items():
        if value is None or isinstance(value, str):
            continue
        known = METRICS.get(name) or INPUTS.get(name)
        unit: Unit = known.unit if known else "count" if isinstance(value, int) else "money"
        label = known.label if known else name.replace("_", " ")
        currency = context.company.currency if unit == "money" else None
        yield (
            label,
            fact.model_copy(
                update={
                    "metric": name,
                    "value": value,
                    "unit": unit,
                    "currency": currency,
                    "inputs": {},
                    "label": label,
                }
            ),
        )


def stated_fact(context: Context, item: Input, amount: Decimal, because: str = STATED) -> Fact:
    """An input that is not measured: its definition says where it comes from."""
    return Fact(
        metric=item.name,
        label=item.label,
        value=amount,
        unit=item.unit,
        currency=context.company.currency if item.unit == "money" else None,
        as_of=context.as_of,
        definition=Definition(name=item.name, version=1, formula=because),
        source=QUESTION,
    )


def _one(context: Context, item: Input, stated: Mapping[str, Decimal], asked: Asked) -> Fact | None:
    sources: tuple[Callable[[], Iterator[Fact]], ...] = (
        lambda: _stated(context, item, stated),
        lambda: _followed(context, item, stated),
        lambda: _none(context, item, stated),
        lambda: _measured(context, item, asked),
        lambda: _worked_out(context, item, stated, asked),
        lambda: _usual(context, item),
    )
    return next((fact for source in sources for fact in source()), None)


def _stated(context: Context, item: Input, stated: Mapping[str, Decimal]) -> Iterator[Fact]:
    if item.name in stated:
        yield stated_fact(context, item, stated[item.name])


def _followed(context: Context, item: Input, stated: Mapping[str, Decimal]) -> Iterator[Fact]:
    """From another input that is stated: a churn from a retention."""
    for name, words, computed in item.from_other:
        value = computed(stated[name]) if name in stated else None
        if value is not None:
            fact = stated_fact(context, item, value, f"{words}, {STATED}")
            yield fact.model_copy(update={"inputs": {name: stated[name]}})


def _none(context: Context, item: Input, stated: Mapping[str, Decimal]) -> Iterator[Fact]:
    if item.none_beside in stated:
        yield stated_fact(context, item, Decimal(0), f"{USUAL}none is named")


def _measured(context: Context, item: Input, asked: Asked) -> Iterator[Fact]:
    if item.metric not in METRICS:
        return
    metric = METRICS[item.metric]
    try:
        fact = measure(context, metric, asked.selection(context, metric))[0]
    except ToolError:
        return
    if fact.value is not None:
        yield fact


def _worked_out(context: Context, item: Input, stated: Mapping[str, Decimal], asked: Asked) -> Iterator[Fact]:
    """From a formula of its own, with the same statements."""
    if item.formula:
        formula = FORMULAS[item.formula]
        inputs = given(context, formula.inputs, stated, asked)
        fact = calculated(context, formula, inputs)
        if fact.value is not None:
            yield fact


def _usual(context: Context, item: Input) -> Iterator[Fact]:
    if item.usual is not None:
        yield stated_fact(context, item, item.usual, f"{USUAL}{item.why_usual}")


def calculated(context: Context, formula: Formula, inputs: Given) -> Fact:
    """The formula's value of these inputs, with the sources of them all."""
    used = [inputs[name] for name in formula.inputs]
    value = formula.value({fact_name: number(inputs[fact_name]) for fact_name in formula.inputs})
    return Fact(
        metric=formula.name,
        label=formula.label,
        value=value,
        unit=formula.unit,
        currency=context.company.currency if formula.unit == "money" else None,
        as_of=context.as_of,
        definition=formula.definition,
        inputs={name: inputs[name].value for name in formula.inputs},
        source=together(*(fact.source for fact in used)),
        undefined_because=formula.undefined if value is None else None,
    )


def number(fact: Fact) -> Decimal:
    """The value of an input, which is never undefined or a text."""
    if fact.value is None or isinstance(fact.value, str):
        raise InvalidRequest(f"{fact.label} is no number; state it in the question.")
    return Decimal(exact(fact.value))
