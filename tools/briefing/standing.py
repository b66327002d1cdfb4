"""How an account stands and why: its score, what moved it, the open risks, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tools.briefing.brief import Brief
from tools.briefing.glance import STATUS, changed
from tools.evidence import Passage, Section
from tools.facts import Fact
from tools.health.measures import INPUT_SCORES, READS, SCORE
from tools.health.score import Part
from tools.health.sections.held import held_facts
from tools.health.sections.moved import drivers
from tools.health.sections.to_do import to_do
from tools.record.stated import Rule
from tools.renewals.leaving import risks_of
from tools.signals.catalogue import SIGNALS
from tools.signals.signal import Signal
from tools.signals.stating import passages_of, signal_fact

MOST_RISKS, MOST_QUOTES, MOST_MOVED, MOST_COSTS = 5, 2, 3, 3
LEAST_COST, LEAST_MOVED = 4, 2
# The tables whose texts somebody wrote to say something.
WORDED = ("tickets", "surveys", "interactions", "churn_events")
COST = Rule(
    "health_points_lost",
    "Points it costs",
    "score",
    "what the component gives the score - what it would give it at its full value",
    READS,
)


def health(brief: Brief) -> Section:
    """The score with its inputs, what holds the status, and the components that cost most points."""
    view = brief.view
    if view.health.score is None:
        return Section(title="Health", name="health", layout="lines", missing=view.health.because)
    head = (
        brief.fact(SCORE, view.health.score),
        brief.fact(STATUS, view.health.status),
        *(
            brief.fact(INPUT_SCORES[item.name].rule, item.score)
            for item in view.health.inputs
            if item.score is not None
        ),
        *changed(brief),
    )
    held = [fact for fact in held_facts(brief.record, view.health, brief.company)]
    beside = [fact.model_copy(update={"subject": fact.subject | {"about": "status"}}) for fact in held]
    facts = (*head, *beside, *(_cost(brief, part) for part in _costly(view.health.parts)))
    return Section(title=f"Why it is {view.health.status}", name="health", layout="lines", facts=facts)


def movement(brief: Brief) -> Section:
    """The components that moved the score most."""
    whole = drivers(brief.view)
    points = [fact for fact in whole.facts if _is_worth_telling(fact)][:MOST_MOVED]
    return Section(title=whole.title, name="movement", layout="signals", facts=tuple(points))


def risks(brief: Brief, most: int = MOST_RISKS) -> Section:
    """The open signs of risk, the gravest first and each kind once, with the newest words behind them.

    Missed promises and goals are told with the other promises and goals.
    """
    risky = [signal for signal in risks_of(brief.record, brief.company) if not is_told_elsewhere(signal.name)]
    found = list({signal.name: signal for signal in reversed(risky)}.values())[::-1]
    shown = found[:most]
    return Section(
        title="Open risks",
        name="risks",
        layout="signals",
        facts=tuple(signal_fact(brief.record, signal, brief.company) for signal in shown),
        passages=tuple(_quotes(brief, shown)),
        more=len(found) - len(shown),
        missing="" if found else "no sign of risk is open",
    )


def plays(brief: Brief, most: int = 2) -> Section:
    """The response to the status and the weightiest plays with what set each off, by name."""
    whole = to_do(brief.view)
    names = list(dict.fromkeys(fact.subject["play"] for fact in whole.facts if "play" in fact.subject))
    kept = tuple(
        fact for fact in whole.facts if fact.value is not None and fact.subject.get("play", "") in ("", *names[:most])
    )
    return Section(title="What to do", name="plays", layout="lines", facts=tuple(map(_act_by, kept)))


def is_told_elsewhere(name: str) -> bool:
    """Promises and goals have parts of their own."""
    return name in SIGNALS and SIGNALS[name].family == "promises"


def _act_by(fact: Fact) -> Fact:
    """The day to act by, told apart from the days on which renewals, promises and goals are due."""
    return fact.model_copy(update={"label": "Act by"}) if fact.metric == "health_response_due" else fact


def _is_worth_telling(fact: Fact) -> bool:
    return fact.metric == "health_points_change" and isinstance(fact.value, Decimal) and abs(fact.value) >= LEAST_MOVED


def _costly(parts: Sequence[Part]) -> list[Part]:
    """The known components that cost the score most."""
    known = [part for part in parts if part.value is not None and _lost(part) >= LEAST_COST]
    return sorted(known, key=lambda part: -_lost(part))[:MOST_COSTS]


def _lost(part: Part) -> float:
    return float(100 * part.weight - part.points)


def _cost(brief: Brief, part: Part) -> Fact:
    inputs = {"value": part.value, "weight": part.weight, "points": part.points}
    lost = part.points - 100 * part.weight
    return brief.fact(COST, lost, {"component": part.label}, inputs=inputs, is_change=True)


def _quotes(brief: Brief, signals: Sequence[Signal]) -> Iterator[Passage]:
    """The newest row in words of each of the gravest signs; a row that shows several is quoted once."""
    worded = [
        next((row for row in passages_of(brief.record, signal) if row.text and row.ref.split("/")[0] in WORDED), None)
        for signal in signals
    ]
    yield from list(dict.fromkeys(row for row in worded if row))[:MOST_QUOTES]
