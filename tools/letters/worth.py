"""What is worth saying to the account in its own figures: goals, use, thanks owed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tools.adoption.use import USE
from tools.facts import Fact
from tools.letters.matter import Matter, rule
from tools.record.record import Record
from tools.record.rows import Goal
from tools.record.stated import measured
from tools.suspect import quotable

YEAR, HALF_YEAR = 365, 180
MOST_GOALS = 3
HALF_WAY = 0.5
WELL_USED = Decimal("0.6")
DROPPED = ("missed", "dropped")
GOAL = rule("goal_now", "Where the goal stands", "count", "as recorded on the goal", "goals")
MET = rule("goal_met", "Goal met", "count", "as recorded on a goal marked as met", "goals")
START = rule("goal_start", "Where the goal began", "count", "as recorded on the goal", "goals")
TARGET = rule("goal_target", "What the goal aims for", "count", "as recorded on the goal", "goals")
THANKS = rule("advocacy_on", "Spoke for us", "date", "as recorded", "advocacy_events")
USERS = "active_users_recent"


def value_points(matter: Matter) -> Iterator[Fact]:
    """Goals met in the last year and open ones under way, the newest first; use where most seats are used."""
    least = HALF_WAY if matter.request.kind == "price_increase" else 0.0
    goals = [goal for goal in reversed(matter.record.goals) if _is_telling(goal, matter.record, least)]
    for goal in goals[:MOST_GOALS]:
        yield from _goal_facts(matter, goal)
    if is_well_used(matter):
        yield from use(matter)


def use(matter: Matter) -> Iterator[Fact]:
    """How many people worked with it lately."""
    fact = measured(matter.record, USE[USERS], matter.company)
    if fact.value:
        yield fact


def is_well_used(matter: Matter) -> bool:
    share = measured(matter.record, USE["active_licensed_share"], matter.company).value
    return isinstance(share, Decimal) and share >= WELL_USED


def open_goal(matter: Matter) -> Iterator[Fact]:
    """The newest goal still being worked on, with figures; before any progress too."""
    wanted = (goal for goal in reversed(matter.record.goals) if _is_open(goal) and goal.current is not None)
    for goal in list(wanted)[:1]:
        yield from _goal_facts(matter, goal)


def thanks(matter: Matter, contact_id: str) -> Iterator[Fact]:
    """The newest time in half a year that this contact spoke for us."""
    told = [event for event in matter.record.advocacy_events if event.contact_id == contact_id and contact_id]
    recent = [event for event in told if matter.record.days_since(event.happened_on) <= HALF_YEAR]
    for event in recent[-1:]:
        yield matter.fact(THANKS, event.happened_on.isoformat(), inputs={"what": quotable(event.type or "")})


def _is_telling(goal: Goal, record: Record, least: float) -> bool:
    if goal.current is None or goal.baseline is None or not quotable(goal.goal):
        return False
    if _is_met(goal):
        return goal.due_on is None or record.days_since(goal.due_on) <= YEAR
    return _is_open(goal) and _way(goal) > least


def _is_open(goal: Goal) -> bool:
    return not _is_met(goal) and (goal.status or "").lower() not in DROPPED and bool(quotable(goal.goal))


def _is_met(goal: Goal) -> bool:
    """Marked as met, and not contradicted by its own figures."""
    return (goal.status or "").lower() == "met" and not is_contradictory(goal)


def is_contradictory(goal: Goal) -> bool:
    """Marked as met while its figures, all on record, fall short of the target."""
    has_figures = None not in (goal.current, goal.baseline, goal.target)
    return (goal.status or "").lower() == "met" and has_figures and _way(goal) < 1


def _way(goal: Goal) -> float:
    """The share of the way from the start to the target; 0 where it is not known."""
    if goal.current is None or goal.baseline is None or goal.target in (None, goal.baseline):
        return 0.0
    return (goal.current - goal.baseline) / (float(goal.target or 0) - goal.baseline)


def _goal_facts(matter: Matter, goal: Goal) -> Iterator[Fact]:
    """Where it stands, with its measure and day; then where it began and what it aims for, as far as recorded."""
    subject = {"goal": quotable(goal.goal)}
    words = {"measure": quotable(goal.measure or ""), "due_on": goal.due_on.isoformat() if goal.due_on else ""}
    figures = ((MET if _is_met(goal) else GOAL, goal.current), (START, goal.baseline), (TARGET, goal.target))
    for made, figure in figures:
        if figure is not None:
            yield matter.fact(made, Decimal(repr(figure)), subject, inputs=dict(words))
