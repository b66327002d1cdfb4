"""What moved a score since a day: points by component, and the signs that began or ended meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.evidence import Section
from tools.facts import Fact, Span
from tools.health.movement import Movement, change, happened, movements
from tools.health.view import View, rule
from tools.periods import write_day
from tools.signals.catalogue import SIGNALS
from tools.signals.stating import passages_of, signal_fact

MOST_SIGNS = 12
MOST_DRIVERS = 4
SIGNS_OF_EACH = 2
CHANGE = rule("health_change", "Change", "score", "health score - health score at the close of the day compared with")
COLUMNS = (
    ("health_value_before", "Value before", "the component's value on the day compared with"),
    ("health_value", "Value", "the component's value"),
)
POINTS = ("health_points_change", "Points", "the component's points - its points on the day compared with")


def change_fact(view: View) -> Fact:
    """The change of the score, with both scores; undefined when one of the days has none."""
    moved = change(view.before, view.health)
    because = None if moved is not None else view.before.because or view.health.because
    inputs = {"before": view.before.score, "after": view.health.score}
    span = Span(start=view.since, end=view.record.day)
    return view.fact(CHANGE, moved, inputs=inputs, period=span, undefined_because=because, is_change=True)


def drivers(view: View) -> Section:
    """The components that moved most, the largest first, each followed by the newest signs that belong to it."""
    title = f"What moved it since {write_day(view.since)}"
    if change(view.before, view.health) is None:
        missing = f"on {write_day(view.since)} it had no score: {view.before.because}"
        return Section(title=title, layout="signals", missing=missing)
    found = [item for item in movements(view.before, view.health, view.signals) if item.points]
    facts: list[Fact] = []
    for item in found[:MOST_DRIVERS]:
        facts.append(_points(view, item))
        facts += _newest_signs(view, item, facts)
    missing = "" if found else "nothing moved"
    return Section(title=title, layout="signals", facts=tuple(facts), missing=missing)


def moved(view: View) -> Section:
    """A row per component that moved, the largest first; their points add up to the change."""
    title = f"Points by component since {write_day(view.since)}"
    if change(view.before, view.health) is None:
        missing = f"on {write_day(view.since)} it had no score: {view.before.because}"
        return Section(title=title, layout="table", missing=missing)
    found = [item for item in movements(view.before, view.health) if item.points]
    missing = "" if found else "nothing moved"
    facts = tuple(fact for item in found for fact in _facts(view, item))
    return Section(title=title, layout="table", facts=facts, missing=missing)


def signs(view: View) -> Section:
    """The signals that began or ended since, those of the components that moved most first, with their rows."""
    order = _order(view)
    met = [signal for signal in view.signals if happened(signal, view.since, view.record.day)]
    met.sort(key=lambda signal: (order.get(signal.name, len(order)), signal.began))
    shown = met[:MOST_SIGNS]
    return Section(
        title=f"Signs since {write_day(view.since)}",
        layout="signals",
        facts=tuple(signal_fact(view.record, signal, view.company) for signal in shown),
        passages=tuple(dict.fromkeys(item for signal in shown for item in passages_of(view.record, signal)[:1])),
        more=len(met) - len(shown),
        missing="" if met else "no sign began or ended",
    )


def _order(view: View) -> dict[str, int]:
    if change(view.before, view.health) is None:
        return {}
    found = movements(view.before, view.health)
    return {name: place for place, item in enumerate(found) for name in item.component.signals}


def _facts(view: View, item: Movement) -> Iterator[Fact]:
    subject, reads = {"component": item.after.label}, item.component.reads
    for (name, label, formula), part in zip(COLUMNS, (item.before, item.after), strict=True):
        value = rule(name, label, "score", formula, reads)
        yield view.fact(value, part.value, subject, undefined_because=part.missing or None)
    yield _points(view, item)


def _points(view: View, item: Movement) -> Fact:
    """What the component added to the score or took from it."""
    name, label, formula = POINTS
    subject, inputs = {"component": item.after.label}, {"before": item.before.points, "after": item.after.points}
    made = rule(name, label, "score", formula, item.component.reads)
    return view.fact(made, item.points, subject, inputs=inputs, is_change=True)


def _newest_signs(view: View, item: Movement, told: Sequence[Fact]) -> list[Fact]:
    """Signs that went the way the component went, each told once."""
    wanted = "risk" if item.points < 0 else "growth"
    own = [
        signal for signal in item.signals if SIGNALS[signal.name].direction == wanted and signal.noticed > view.since
    ]
    known = {(fact.metric, fact.value) for fact in told}
    facts = [signal_fact(view.record, signal, view.company) for signal in reversed(own)]
    return [fact for fact in facts if (fact.metric, fact.value) not in known][:SIGNS_OF_EACH]
