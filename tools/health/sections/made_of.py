"""What a score is made of: every component with its value, weight and points, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tools.evidence import Section
from tools.facts import Fact
from tools.health.component import INPUTS
from tools.health.freshness import is_old, newest_evidence
from tools.health.measures import INPUT_SCORES
from tools.health.score import InputScore, Part
from tools.health.view import View, rule

WHOLE = "all of it"
INPUT_WEIGHT = rule(
    "health_weight", "Weight", "percent", "the input's share of the score after what is not known was left out"
)
INPUT_POINTS = rule("health_points", "Points", "score", "the sum of the points of the input's components")
COVERAGE = rule(
    "health_coverage", "Known share of the score", "percent", "the known components' share of the configured weight"
)
NEWEST = rule("health_evidence_on", "Newest evidence", "date", "the day of the newest row the input looks at")


def made_of(view: View) -> Section:
    """A row per input, then one per known component of it."""
    facts = [fact for item in view.health.inputs for fact in _of_input(view, item)]
    return Section(title="Component by component", layout="table", facts=tuple(facts))


def inputs(view: View) -> Section:
    """A row per input; the points add up to the score."""
    facts = [fact for item in view.health.inputs for fact in _whole(view, item, {"input": item.name.capitalize()})]
    return Section(title="What it is made of", layout="table", facts=tuple(facts))


def unknown(view: View) -> Section:
    """The components that are not known, why, and what to import."""
    facts = tuple(_unknown(view, part) for part in view.health.parts if part.value is None)
    return Section(title="What is not known", layout="lines", facts=facts)


def freshness(view: View) -> Section:
    """How much was known, and the newest day behind each input."""
    facts = [view.fact(COVERAGE, view.health.coverage), *_newest(view)]
    return Section(title="How much it rests on", layout="lines", facts=tuple(facts))


def old_evidence(view: View) -> Iterator[str]:
    for name in INPUTS:
        newest = newest_evidence(view.record, view.company, name)
        if newest and is_old(view.record, newest):
            yield f"The newest evidence of {name} is {view.record.days_since(newest)} days old."


def _of_input(view: View, item: InputScore) -> Iterator[Fact]:
    yield from _whole(view, item, {"input": item.name.capitalize(), "component": WHOLE})
    for part in view.health.parts:
        if part.input == item.name and part.value is not None:
            yield from _of_part(view, part)


def _whole(view: View, item: InputScore, subject: Mapping[str, str]) -> Iterator[Fact]:
    if item.score is not None:
        value = view.fact(INPUT_SCORES[item.name].rule, item.score, subject)
        yield value.model_copy(update={"label": "Value"})
        yield view.fact(INPUT_WEIGHT, item.weight, subject)
        yield view.fact(INPUT_POINTS, item.points, subject)


def _of_part(view: View, part: Part) -> Iterator[Fact]:
    component = part.component
    subject = {"input": part.input.capitalize(), "component": part.label}
    made = rule(f"health_{part.name}", "Value", "score", component.formula, component.reads)
    figures = component.figures(view.record, view.company)
    inputs = {label: figure.value for label, figure in figures.items()}
    yield view.fact(made, part.value, subject, inputs=inputs)
    weight = rule(
        "health_weight",
        "Weight",
        "percent",
        "the component's share of the score after what is not known was left out",
        component.reads,
    )
    yield view.fact(weight, part.weight, subject)
    points = rule("health_points", "Points", "score", "weight x value, to one decimal", component.reads)
    yield view.fact(points, part.points, subject, inputs={"weight": part.weight, "value": part.value})


def _unknown(view: View, part: Part) -> Fact:
    component = part.component
    made = rule(f"health_{part.name}", part.label, "score", component.formula, component.reads)
    because = f"{part.missing}; import them to include it" if part.is_unrecorded else part.missing
    return view.fact(made, None, {"component": part.label}, undefined_because=because)


def _newest(view: View) -> Iterator[Fact]:
    for name in INPUTS:
        newest = newest_evidence(view.record, view.company, name)
        subject = {"input": name.capitalize()}
        if newest:
            yield view.fact(NEWEST, newest.isoformat(), subject, inputs={"days_old": view.record.days_since(newest)})
        else:
            yield view.fact(NEWEST, None, subject, undefined_because="nothing of it is on record")
