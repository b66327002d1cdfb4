"""Three things to say: one we owe, one only they can answer, one to build on, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

import yaml

from tools.briefing.brief import Brief
from tools.briefing.commitments import Commitment
from tools.briefing.doubts import is_unused
from tools.briefing.goals import LAG, lapsed, name_of, running, time_gone, way_of
from tools.briefing.money import Outlook
from tools.evidence import Section
from tools.expansion.readiness import GROWTH
from tools.facts import Fact, Value, write_value
from tools.health.view import rule
from tools.periods import write_day
from tools.record.rows import Goal
from tools.signals.catalogue import SIGNALS
from tools.signals.commitments import SENTENCE
from tools.signals.said import speaks_of
from tools.signals.signal import Figure, Mention, Signal
from tools.suspect import LEFT_OUT, is_order, named

Slot = Literal["owe", "ask", "build"]
SLOTS: tuple[Slot, ...] = ("owe", "ask", "build")
MOST_POINTS, MOST_WORDS = 3, 130
SEEN_IN = ("weeks", "contacts", "tickets", "surveys", "interactions", "goals", "invoices", "renewals", "onboardings")
SAY = rule(
    "say",
    "To say",
    "text",
    "of what we owe, what only they can tell and what to build on the weightiest each, by the signs that are open, the "
    "promises and the goals; then the next weightiest",
    SEEN_IN,
)
BECAUSE = rule("say_because", "Because", "text", "the sign, promise or goal that asks for it", SEEN_IN)
SPARE = Path(__file__).with_name("points.yaml")


@dataclass(frozen=True)
class Point:
    """Something to say and what it rests on; `figures` are the values its words hold."""

    name: str
    say: str
    because: str
    figures: Mapping[str, Value] = field(default_factory=dict)


UNUSED = Point("unused", "Ask who works with it at all", "no use by anybody there is on record")


def to_say(outlook: Outlook) -> Section:
    """Up to three: the best of each slot, then questions before the rest."""
    brief = outlook.brief
    by_slot = {slot: list(_points(outlook, slot)) for slot in SLOTS}
    # At a red account there is nothing to build on before the second question is asked.
    slots = SLOTS[:2] if brief.view.health.status == "red" else SLOTS
    first = [by_slot[slot][0] for slot in slots if by_slot[slot]]
    others = [point for slot in ("ask", "build", "owe") for point in by_slot[slot] if point not in first]
    facts = [
        fact for number, point in enumerate((*first, *others)[:MOST_POINTS], 1) for fact in _facts(brief, number, point)
    ]
    return Section(title="To say", name="to_say", layout="lines", facts=tuple(facts))


def _facts(brief: Brief, number: int, point: Point) -> tuple[Fact, Fact]:
    subject = {"point": f"point {number}"}
    return (
        brief.fact(SAY, point.say, subject),
        brief.fact(BECAUSE, point.because, subject, inputs=dict(point.figures)),
    )


def _points(outlook: Outlook, slot: Slot) -> Iterator[Point]:
    """Those of a slot, the weightiest first; an open escalation comes before promises that are late."""
    brief = outlook.brief
    shown = list(_of_signs(outlook, slot))
    late = [_late(item) for item in brief.commitments if slot == "owe" and item.is_late and _is_recent(brief, item)]
    ahead = 1 if shown and shown[0].name == "escalation" and late else 0
    unused = [UNUSED] if slot == "ask" and is_unused(brief.record) else []
    yield from (*(_of_goals(brief) if slot == "build" else unused), *shown[:ahead], *late, *shown[ahead:])


def _of_signs(outlook: Outlook, slot: Slot) -> Iterator[Point]:
    """Those of the open signs; a sign of growth only where a talk about growth fits."""
    opened = {signal.name: signal for signal in outlook.brief.view.open_signals}
    for name, told in _told()[slot].items():
        signal = opened.get(told.get("sign", name))
        is_fitting = name not in GROWTH or outlook.growth.is_ready
        if signal and is_fitting and (point := point_of(signal, outlook.brief.company.currency, told)):
            yield replace(point, name=name)


def point_of(signal: Signal, currency: str, told: Mapping[str, str]) -> Point | None:
    """The point with the sign's figures in it; None where the sign lacks one that the words need."""
    figures = {name: _written(figure, currency) for name, figure in signal.figures.items()}
    latest = _latest(signal)
    words = _telling(signal, latest.text) if latest else ""
    known = figures | {"day": write_day(signal.began)} | ({"latest": write_day(latest.on)} if latest else {})
    known |= {"words": words} if words else {}
    wanted = {name for text in (told["say"], told["because"]) for _, name, _, _ in Formatter().parse(text) if name}
    if not wanted <= set(known) or told.get("state", "") not in ("", figures.get("state")):
        return None
    values = {name: figure.value for name, figure in signal.figures.items()} | {"began": signal.began.isoformat()}
    return Point(signal.name, told["say"].format_map(known), told["because"].format_map(known), values)


def _latest(signal: Signal) -> Mention | None:
    """The newest row that may be quoted; what is only said to be said needs its words, a ticket is there without."""
    readable = [row for row in signal.shown_by if row.text != LEFT_OUT]
    others = () if SIGNALS[signal.name].family == "said" else signal.shown_by
    return next(iter((*reversed(readable), *reversed(others))), None)


def _written(figure: Figure, currency: str) -> str:
    """As the other answers write it: a whole score without a decimal."""
    if isinstance(figure.value, str) and figure.unit == "text":
        return named(figure.value, MOST_WORDS)
    is_whole = figure.unit == "score" and isinstance(figure.value, Decimal) and figure.value == int(figure.value)
    return write_value(figure.value, "count" if is_whole else figure.unit, currency)


def _telling(signal: Signal, text: str) -> str:
    """From the first sentence on that shows the sign, as many whole ones as fit; a long one is cut."""
    sentences = SENTENCE.split(text)
    start = next((place for place, one in enumerate(sentences) if signal.name in speaks_of(one)), 0)
    said = ""
    for sentence in sentences[start:]:
        if said and len(said) + len(sentence) >= MOST_WORDS:
            break
        said = f"{said} {sentence}".strip()
    return named(said, MOST_WORDS).removesuffix(".")


def _late(item: Commitment) -> Point:
    """Of a promise that a later text calls open, or whose day has passed without a word."""
    due = f" was due {write_day(item.due_on)}" if item.due_on else ""
    said = f"; still open on {write_day(item.said_on)}" if item.said_on else ""
    because = f"“{item.words}”{due}{said}"
    return Point("promise", "Own up to the promise that is late and give a new day", because)


def _of_goals(brief: Brief) -> Iterator[Point]:
    """The running goal that is measured: progress to open with, or what holds it up; else to ask for one."""
    measured = [goal for goal in running(brief.record) if way_of(goal) is not None and not is_order(goal.goal)]
    for goal in measured[:1]:
        yield _of_goal(brief, goal)
    overdue = lapsed(brief.record)
    for goal in overdue[:1]:
        day = f"its day was {write_day(goal.due_on)}" if goal.due_on else ""
        yield Point("goal", f"Settle what becomes of “{name_of(goal)}”", f"{day}, and it is neither met nor missed")
    if not (running(brief.record) or overdue) and brief.record.has("goals"):
        yield Point("goal", "Ask for one goal with a number and a day", "no goal is open on record")


def _of_goal(brief: Brief, goal: Goal) -> Point:
    way, gone = way_of(goal) or 0, time_gone(goal, brief.record)
    is_behind = gone is not None and way < gone - LAG
    say = f"Ask what slows “{name_of(goal)}”" if is_behind else f"Open with their progress on “{name_of(goal)}”"
    numbers = f"{goal.baseline:g} at the start, {goal.current:g} now, {goal.target:g} aimed at"
    due = f" by {write_day(goal.due_on)}" if goal.due_on else ""
    figures: dict[str, Value] = {"progress": write_value(way_of(goal), "percent")}
    return Point("goal", say, f"{numbers}{due}", figures)


def _is_recent(brief: Brief, item: Commitment) -> bool:
    """A promise nobody spoke of for half a year is history."""
    return brief.record.days_since(item.made_in.happened_on) <= 180


@cache
def _told() -> Mapping[Slot, Mapping[str, Mapping[str, str]]]:
    content: Mapping[Slot, Mapping[str, Mapping[str, str]]] = yaml.load(
        SPARE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return content
