"""Value points: what got better for the account, each with the number now, the one before and what they compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Literal

from tools.adoption.use import RECENT, USE
from tools.briefing.goals import GOAL_LENGTH, name_of, way_of
from tools.evidence import Section
from tools.facts import Fact, Source, Unit, Value
from tools.health.view import rule
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import exact
from tools.periods import write_day
from tools.qbr.numbers import in_quarter
from tools.qbr.review import Review
from tools.record.record import Record
from tools.record.rows import Goal
from tools.record.stated import Rule, measured
from tools.suspect import named

MOST_POINTS, MOST_GOALS, LEAST_WAY = 3, 2, Decimal("0.25")
# A metric of the quarter, by which share it must be better than the quarter before to be worth a point.
BETTER: Mapping[str, Decimal] = {
    "resolution_hours": Decimal("0.1"),
    "active_users": Decimal("0.05"),
    "usage_count": Decimal("0.05"),
    "features_used": Decimal("0.1"),
    "ticket_csat": Decimal("0.05"),
}
COUNTED, LEAST_CASES = ("resolved", "scored"), 3
# What a goal's numbers are read from, and those of a comparison with similar accounts.
READS, ALL = ("goals",), ("weeks", "lines", "account")
NAME = rule("value_name", "Named", "text", "as recorded", READS)
GOOD_LEAD = Decimal("0.05")


@dataclass(frozen=True)
class Gain:
    """A number, the one it is compared with, and in words what the two are; of a goal or a measure by its name.

    `against` says whether the other number is an earlier one or that of similar accounts.
    """

    name: str
    unit: Unit
    now: Value
    before: Value
    basis: str
    source: Source | None = None
    dimension: Literal["goal", "measure"] = "measure"
    against: Literal["value_before", "value_similar"] = "value_before"


def value_points(review: Review) -> Section:
    """Up to two goals, the furthest on its way first; then support and use, similar accounts, other goals."""
    goals = list(_of_goals(review))
    others = [*_of_quarter(review), *_of_peers(review)]
    found = [*goals[:MOST_GOALS], *others, *goals[MOST_GOALS:]][:MOST_POINTS]
    return Section(
        title="What it has brought",
        name="value_points",
        layout="lines",
        facts=tuple(fact for point in found for fact in _facts(review, point)),
        missing="" if found else "no number on record got better in the quarter",
    )


FORMULAS: Mapping[str, str] = {
    "value_now": "the goal's latest value, the metric in the quarter, or the measure in the last four whole weeks",
    "value_before": "the goal's value at the start, or the metric in the quarter before",
    "value_similar": "the similar accounts' median of the measure in the last four whole weeks",
    "value_change": "now - the number it is compared with",
}
LABELS: Mapping[str, str] = {"value_before": "Before", "value_similar": "Median of the others"}


def _rule(part: str, label: str, unit: Unit) -> Rule:
    return rule(part, label, unit, FORMULAS[part], (*READS, *ALL))


def _facts(review: Review, point: Gain) -> Iterator[Fact]:
    subject: dict[str, str] = {point.dimension: point.name}
    others = {"source": point.source} if point.source else {}
    made = [
        review.brief.fact(_rule("value_now", "Now", point.unit), point.now, subject),
        review.brief.fact(_rule(point.against, LABELS[point.against], point.unit), point.before, subject),
        review.brief.fact(
            _rule("value_change", "Change", point.unit),
            Decimal(exact(point.now)) - Decimal(exact(point.before)),
            subject,
            inputs={"now": point.now, "before": point.before},
            is_change=True,
        ),
    ]
    yield from (fact.model_copy(update=others) for fact in made)
    basis = rule("value_basis", "Compared", "text", "what the two numbers are", (*READS, *ALL))
    yield review.brief.fact(basis, point.basis, subject)
    if point.dimension == "goal":
        yield review.brief.fact(NAME, point.name, subject)


def _of_goals(review: Review) -> Iterator[Gain]:
    moved = [(way, goal) for goal in review.goals if (way := way_of(goal)) is not None and way >= LEAST_WAY]
    for _, goal in sorted(moved, key=lambda item: -item[0]):
        yield _of_goal(goal)


def _of_goal(goal: Goal) -> Gain:
    aimed = f"aimed at {goal.target:g}" if goal.target is not None else "no target"
    due = f" by {write_day(goal.due_on)}" if goal.due_on else ""
    measure = f"{named(goal.measure, GOAL_LENGTH)}, " if goal.measure else ""
    basis = f"{measure}{aimed}{due}; since the start"
    return Gain(name_of(goal), "count", exact(goal.current or 0), exact(goal.baseline or 0), basis, dimension="goal")


def _of_quarter(review: Review) -> Iterator[Gain]:
    now, before = ({fact.metric: fact for fact in in_quarter(review, one)} for one in (review.quarter, review.before))
    for name in BETTER:
        if name == "resolution_hours" and _is_bought(now, before):
            continue
        if name in now and name in before and _is_better(now[name], before[name]):
            basis = f"{review.quarter.name} against {review.before.name}"
            fact = now[name]
            yield Gain(fact.label, fact.unit, fact.value, before[name].value, basis, fact.source)


def _is_bought(now: Mapping[str, Fact], before: Mapping[str, Fact]) -> bool:
    """Whether answers came faster only while they were rated worse, or since more of the slow ones are still open."""
    rated = [_number(side["ticket_csat"].value) for side in (now, before) if "ticket_csat" in side]
    is_rated_worse = len(rated) > 1 and rated[0] < rated[1]
    return is_rated_worse or _share_open(now) > _share_open(before)


def _share_open(side: Mapping[str, Fact]) -> Decimal:
    """Of the tickets opened in the quarter, those without a resolution."""
    inputs = side["resolution_hours"].inputs if "resolution_hours" in side else {}
    tickets, resolved = _number(inputs.get("tickets")), _number(inputs.get("resolved"))
    return (tickets - resolved) / tickets if tickets else Decimal(0)


def _is_better(now: Fact, before: Fact) -> bool:
    """Better by enough, and from enough cases on both sides where it is a mean or a median."""
    after, earlier = _number(now.value), _number(before.value)
    sign = 1 if METRICS[now.metric].direction == "up" else -1
    cases = [_number(fact.inputs[name]) for fact in (now, before) for name in COUNTED if name in fact.inputs]
    is_enough = all(count >= LEAST_CASES for count in cases)
    return bool(earlier) and is_enough and sign * (after - earlier) >= BETTER[now.metric] * earlier


def _of_peers(review: Review) -> Iterator[Gain]:
    """The share of licensed users who are active, where it leads the median of similar accounts."""
    measure = USE["active_licensed_share"]
    own = measured(review.record, measure, review.brief.company)
    others = [value for peer in review.peers.records if (value := _share(peer, review)) is not None]
    # More users than seats is no lead to be proud of.
    if own.value is None or _number(own.value) > 1 or len(others) < MOST_POINTS:
        return
    middle = median(others)
    if _number(own.value) - middle >= GOOD_LEAD:
        yield Gain(own.label, "percent", own.value, middle, RECENT, own.source, against="value_similar")


def _share(peer: Record, review: Review) -> Decimal | None:
    value = measured(peer, USE["active_licensed_share"], review.brief.company).value
    return None if value is None else _number(value)


def _number(value: Value) -> Decimal:
    return Decimal(0) if value is None or isinstance(value, str) else Decimal(exact(value))
