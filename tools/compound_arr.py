"""compound_arr: ARR over years for one or several retentions, with the convention of timing named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Definition, Fact, together
from tools.measure import scope_words
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.names import listed, lowered
from tools.what_if.claims import claim_section
from tools.what_if.formula import Input
from tools.what_if.given import QUESTION, Asked, number, stated_fact
from tools.what_if.growth import TIMINGS, USUAL, Plan, Timing
from tools.what_if_requests import CompoundArr

OPENING = Input("opening_arr", "Opening ARR", "money")
NEW = Input("new_arr", "New ARR each year", "money")
KEPT = Input("annual_retention", "ARR kept each year", "percent")
FORMULA = "each year: ARR x share kept, plus new ARR"


@dataclass(frozen=True)
class Growth:
    """What is compounded, with the facts it rests on."""

    context: Context
    plan: Plan
    opening: Fact
    new: Fact
    kept: tuple[Fact, ...]

    @property
    def inputs(self) -> tuple[Fact, ...]:
        return (self.opening, self.new, *self.kept)


def compound_arr(context: Context, request: CompoundArr) -> Evidence:
    """Head: ARR after the years for each retention, and the differences. Raises NoData for an input nobody gives."""
    growth = _growth(context, request)
    ends = [_end(growth, kept, USUAL) for kept in growth.kept]
    gaps = list(_gaps(growth, USUAL))
    sections = [
        Section(title="Inputs", name="inputs", layout="lines", facts=growth.inputs),
        Section(title="Year by year", name="years", layout="table", facts=tuple(_years(growth))),
        Section(title="By when new ARR arrives", name="timings", layout="table", facts=tuple(_timings(growth))),
    ]
    if request.claimed is not None:
        results = [
            fact for timing in TIMINGS.values() for fact in (_gaps(growth, timing) if gaps else _only(growth, timing))
        ]
        sections.append(claim_section(context, request.claimed, results))
    return in_sections(
        (*ends, *gaps), sections, title="ARR over the years", assumptions=(*_said(growth), *scope_words(context))
    )


def _said(growth: Growth) -> Iterator[str]:
    """When new ARR arrives, or that there is none, and which inputs nobody stated."""
    yield USUAL.words if number(growth.new) else "no new ARR is added, only what is kept counts"
    measured = [lowered(fact.label) for fact in growth.inputs if fact.source != QUESTION]
    if measured:
        yield f"{listed(measured)} from {growth.context.company.name}'s data"


def _growth(context: Context, request: CompoundArr) -> Growth:
    opening = _stated_or_measured(context, OPENING, request.opening_arr, "arr")
    new = _stated_or_measured(context, NEW, request.new_arr, "new_arr")
    kept = tuple(stated_fact(context, KEPT, Decimal(repr(value))) for value in request.retentions)
    kept = kept or (_stated_or_measured(context, KEPT, None, "gross_revenue_retention"),)
    if request.points is not None:
        more = number(kept[0]) + Decimal(repr(request.points))
        kept = (*kept, stated_fact(context, KEPT, more, f"{kept[0].display} and the points stated in the question"))
    return Growth(context, Plan(number(opening), number(new), request.years), opening, new, kept)


def _stated_or_measured(context: Context, item: Input, stated: float | None, metric: str) -> Fact:
    if stated is not None:
        return stated_fact(context, item, Decimal(repr(stated)))
    return measure(context, METRICS[metric], Asked(None).selection(context, METRICS[metric]))[0]


def _end(growth: Growth, kept: Fact, timing: Timing) -> Fact:
    close = growth.plan.closes(number(kept), timing)[-1]
    subject = {"retention": kept.display, "convention": timing.words, "years": _years_words(growth.plan.years)}
    return _fact(growth, "arr_after_years", f"ARR after {subject['years']}", close, subject)


def _only(growth: Growth, timing: Timing) -> Iterator[Fact]:
    yield from (_end(growth, kept, timing) for kept in growth.kept)


def _gaps(growth: Growth, timing: Timing) -> Iterator[Fact]:
    """How far each retention leads from the one before it."""
    for one, other in pairwise(growth.kept):
        gap = growth.plan.closes(number(other), timing)[-1] - growth.plan.closes(number(one), timing)[-1]
        subject = {"retention": f"{other.display} against {one.display}", "convention": timing.words}
        yield _fact(growth, "arr_gap_after_years", f"Difference after {_years_words(growth.plan.years)}", gap, subject)


def _years(growth: Growth) -> Iterator[Fact]:
    closes = {kept.display: growth.plan.closes(number(kept)) for kept in growth.kept}
    for year in range(growth.plan.years + 1):
        for name, values in closes.items():
            label = f"ARR at {name} kept"
            yield _fact(growth, "arr_in_year", label, values[year], {"year": str(year)})


def _timings(growth: Growth) -> Iterator[Fact]:
    for timing in TIMINGS.values():
        for kept in growth.kept:
            close = growth.plan.closes(number(kept), timing)[-1]
            yield _fact(growth, "arr_after_years", f"At {kept.display} kept", close, {"convention": timing.words})
        for gap in _gaps(growth, timing):
            yield gap.model_copy(update={"label": "Difference", "subject": {"convention": timing.words}})


def _years_words(years: int) -> str:
    return f"{years} year{'' if years == 1 else 's'}"


def _fact(growth: Growth, metric: str, label: str, value: Decimal, subject: dict[str, str]) -> Fact:
    return Fact(
        metric=metric,
        label=label,
        value=value,
        unit="money",
        currency=growth.context.company.currency,
        subject=subject,
        as_of=growth.context.as_of,
        definition=Definition(name=metric, version=1, formula=FORMULA),
        inputs={f"{fact.metric}_{place}": fact.value for place, fact in enumerate(growth.inputs, 1)},
        source=together(*(fact.source for fact in growth.inputs)),
    )
