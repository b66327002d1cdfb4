"""A recommendation with its reasons: what to repair first, what the goal asks for, growth only where it fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from tools.briefing.goals import LAG, is_running, name_of, time_gone, way_of
from tools.briefing.points import point_of
from tools.evidence import Section
from tools.facts import Fact, Value, write_value
from tools.health.view import rule
from tools.periods import write_day
from tools.qbr.review import Review
from tools.record.rows import Goal

MOST_ADVICE, MOST_REPAIRS = 3, 2
FILE = Path(__file__).with_name("advice.yaml")
SEEN_IN = ("weeks", "lines", "contacts", "tickets", "interactions", "goals", "onboardings")
ADVICE = rule(
    "recommendation",
    "Recommendation",
    "text",
    "the most urgent open signs that ask for a repair, then what the goals ask for; growth only where the account is "
    "ready for it and not red",
    SEEN_IN,
)
BECAUSE = rule("recommendation_because", "Because", "text", "the sign, promise or goal that speaks for it", SEEN_IN)


@dataclass(frozen=True)
class Advice:
    """What to do, why, and the decision it needs, `is_ours` where that is for us to make. `figures` are the values its
    words hold."""

    name: str
    advise: str
    because: str
    decide: str
    figures: Mapping[str, Value] = field(default_factory=dict)
    is_ours: bool = False


def recommendation(review: Review) -> Section:
    facts = [fact for number, advice in enumerate(advice_of(review), 1) for fact in _facts(review, number, advice)]
    return Section(title="What we would do in your place", name="recommendation", layout="lines", facts=tuple(facts))


def advice_of(review: Review) -> tuple[Advice, ...]:
    """At most two repairs, what the goals ask for, and growth where nothing has to be repaired first."""
    repairs = [*_kept_word(review), *_of_signs(review, "repair")][:MOST_REPAIRS]
    grows = not repairs and not review.is_red and review.outlook.growth.is_ready
    growth = list(_of_signs(review, "grow"))[:1] if grows else []
    return (*repairs, *_of_goals(review), *_missed(review), *growth)[:MOST_ADVICE]


def _of_signs(review: Review, kind: str) -> Iterator[Advice]:
    opened = {signal.name: signal for signal in review.brief.view.open_signals}
    for name, told in _told()[kind].items():
        words = {"say": told["advise"], "because": told["because"], "state": told.get("state", "")}
        point = point_of(opened[name], review.brief.company.currency, words) if name in opened else None
        decision = {"say": told["decide"], "because": "", "state": ""}
        decide = point_of(opened[name], review.brief.company.currency, decision) if name in opened else None
        if point and decide:
            yield Advice(name, point.say, point.because, decide.say, point.figures)


def _kept_word(review: Review) -> Iterator[Advice]:
    """A promise of ours that is late, before anything else is asked of the account."""
    late = [item for item in review.brief.commitments if item.is_late and item in review.promised]
    for item in late[:1]:
        yield Advice(
            "promise",
            "Close what was promised in the last review before anything new",
            f"“{item.words}” is not done",
            "A new day for what is owed",
            is_ours=True,
        )


def _of_goals(review: Review) -> Iterator[Advice]:
    running = [goal for goal in review.goals if is_running(goal, review.record)]
    measured = [goal for goal in running if way_of(goal) is not None]
    if measured:
        yield _of_goal(review, measured[0])
    elif review.stated or running:
        name = review.stated[0] if review.stated else name_of(running[0])
        yield Advice(
            "goal",
            f"Give “{name}” a number and a day",
            "without them nobody can say how far it is",
            "Its number and day",
        )
    else:
        yield Advice(
            "goal",
            "Agree on one goal with a number and a day",
            "no goal for the time ahead is on record",
            "The goal, its number and its day",
        )


def _missed(review: Review) -> Iterator[Advice]:
    """A goal whose day came without it being reached: it is not passed over."""
    over = [goal for goal in review.goals if not is_running(goal, review.record) and (way_of(goal) or 1) < 1]
    for goal in [goal for goal in over if goal.due_on and goal.due_on <= review.record.day][:1]:
        name, way = name_of(goal), way_of(goal)
        because = f"{write_value(way, 'percent')} of the way on its day, {write_day(goal.due_on or review.record.day)}"
        yield Advice("missed", f"Say what “{name}” still lacks, and set it a new day or close it", because,
            f"Whether “{name}” goes on, and until when", {"progress": way})  # fmt: skip


def _of_goal(review: Review, goal: Goal) -> Advice:
    way, gone = way_of(goal) or 0, time_gone(goal, review.record)
    name, shown = name_of(goal), write_value(way_of(goal), "percent")
    is_behind = gone is not None and way < gone - LAG
    figures: dict[str, Value] = {"progress": way_of(goal), "time_gone": gone}
    because = (
        f"{shown} of the way in {write_value(gone, 'percent')} of the time"
        if gone is not None
        else f"{shown} of the way"
    )
    if way >= 1:
        because = f"{_number(goal.current)} now, {_number(goal.target)} was aimed at"
        return Advice(
            "goal", f"Settle “{name}” as reached and agree on the next goal", because, "The next goal", figures
        )
    if is_behind:
        return Advice(
            "goal", f"Put the next quarter behind “{name}”", because, f"What stands in the way of “{name}”", figures
        )
    return Advice(
        "goal", f"Keep “{name}” as the goal and name the next step", because, f"The next step for “{name}”", figures
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


def _facts(review: Review, number: int, advice: Advice) -> tuple[Fact, Fact]:
    subject = {"advice": f"advice {number}"}
    return (
        review.brief.fact(ADVICE, advice.advise, subject),
        review.brief.fact(BECAUSE, advice.because, subject, inputs=dict(advice.figures)),
    )


@cache
def _told() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    content: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.load(
        FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return content
