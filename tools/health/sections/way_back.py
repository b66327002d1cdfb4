"""What would bring an account back to the next better status."""

from __future__ import annotations

from collections.abc import Iterator

from tools.evidence import Section
from tools.facts import Fact, Unit, Value
from tools.health.recovery import Recovery, Step, recovery
from tools.health.sections.held import SEEN_IN, dated, rule_in_words
from tools.health.view import View, rule

MOST_STEPS = 5
GAP = rule("health_gap", "Points missing", "score", "the threshold of the next better status - health score")
NEEDED = rule("health_steps_needed", "Enough at their full value", "text", "the fewest whose gains close the gap")


def way_back(view: View) -> Section:
    """What each component would add at its full value, the most first, and the fewest that suffice."""
    found = recovery(view.health, view.company, view.record.account.segment)
    if found is None:
        return Section(title="Way back", layout="table", missing="it is green already")
    title = f"Way back to {found.target}"
    if not found.gap:
        return Section(title=title, layout="table", missing="the score is high enough; grave signs hold the status")
    facts = tuple(_steps(view, found))
    return Section(title=title, layout="table", facts=facts, more=max(len(found.steps) - MOST_STEPS, 0))


def shortest(view: View) -> Section:
    """What stands before the next better status: grave signs to settle, and the points that the score lacks with the
    fewest components that give them.
    """
    found = recovery(view.health, view.company, view.record.account.segment)
    facts = () if found is None else tuple(_gap(view, found))
    return Section(title="What would suffice", layout="lines", facts=facts)


def _gap(view: View, found: Recovery) -> Iterator[Fact]:
    if found.to_settle:
        settle = rule("health_to_settle", "To settle first", "text", rule_in_words(view.company), SEEN_IN)
        yield view.fact(settle, dated(found.to_settle), inputs={"target": found.target})
    if found.gap:
        yield from _points_missing(view, found)


def _points_missing(view: View, found: Recovery) -> Iterator[Fact]:
    yield view.fact(GAP, found.gap, inputs={"target": found.target, "score": view.health.score})
    names = "; ".join(step.part.label for step in found.shortest)
    yield view.fact(NEEDED, names, inputs={"gain": sum(step.gain for step in found.shortest)})


def _steps(view: View, found: Recovery) -> Iterator[Fact]:
    for step in found.steps[:MOST_STEPS]:
        yield from _step(view, step)


def _step(view: View, step: Step) -> Iterator[Fact]:
    component, subject = step.part.component, {"component": step.part.label}
    told: tuple[tuple[str, str, Unit, str, Value], ...] = (
        ("health_value", "Value", "score", "the component's value", step.part.value),
        (
            "health_gain",
            "Would add",
            "score",
            "weight x 100, to one decimal, - its points; all else the same",
            step.gain,
        ),
        ("health_full_value", "100 means", "text", "what the component asks for at its full value", component.full),
    )
    for name, label, unit, formula, value in told:
        made = rule(name, label, unit, formula, component.reads)
        yield view.fact(made, value, subject, is_change=name == "health_gain")
