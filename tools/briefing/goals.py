"""What an account wants to reach: where it began, where it stands, where it should be and by when."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tools.briefing.brief import Brief
from tools.evidence import Section
from tools.facts import Fact, Value
from tools.health.view import rule
from tools.metrics.metric import exact
from tools.record.record import Record
from tools.record.rows import Goal
from tools.record.stated import lacking
from tools.suspect import named

MOST_GOALS, GOAL_LENGTH = 4, 80
RECENT_DAYS, LAPSED_DAYS = 180, 365
# A goal this share of its time behind is spoken of as held up.
LAG = Decimal("0.15")
GOALS = ("goals",)
LAPSED = "past its day"
STATUS = rule("goal_status", "Status", "text", f"as recorded; {LAPSED} where that has come and it is still open", GOALS)
START = rule("goal_baseline", "At the start", "count", "as recorded", GOALS)
NOW = rule("goal_current", "Now", "count", "the latest value on record", GOALS)
TARGET = rule("goal_target", "Target", "count", "as recorded", GOALS)
WAY = rule("goal_progress", "Of the way", "percent", "(now - at the start) / (target - at the start)", GOALS)
TIME = rule("goal_time_gone", "Of the time", "percent", "days since it was set / days from then until it is due", GOALS)
DUE = rule("goal_due_on", "Due", "date", "as recorded", GOALS)
MEASURE = rule("goal_measure", "Measured by", "text", "as recorded", GOALS)
NO_NUMBER, NO_DAY = "no such number is recorded", "no day is recorded"
NOW_ONLY = "what it stood at is known on the newest day only"
NONE_OPEN = "no goal is open; agree on the next one"
CLOSED = ("met", "missed", "dropped")


def goals(brief: Brief) -> Section:
    """The goals still running, the next due first, and those nobody settled; then those missed lately, or settled
    where none is open.
    """
    open_ones = [*running(brief.record), *lapsed(brief.record)]
    lately = [goal for goal in settled(brief.record) if not open_ones or (goal.status or "").lower() == "missed"]
    found = [goal for goal in (*open_ones, *lately) if brief.is_new(goal.set_on, goal.due_on)]
    return Section(
        title="Goals settled lately" if found and not open_ones else "Goals",
        name="goals",
        layout="lines",
        facts=tuple(fact for goal in found[:MOST_GOALS] for fact in goal_facts(brief, goal)),
        missing="" if open_ones else lacking(brief.record, GOALS) or NONE_OPEN,
    )


def running(record: Record) -> list[Goal]:
    """Neither met nor missed, nor past their day for long."""
    return sorted(
        (goal for goal in record.goals if is_running(goal, record)), key=lambda goal: goal.due_on or record.day
    )


def lapsed(record: Record) -> list[Goal]:
    """Those whose day came in the last year and that are neither met nor missed by the record, the newest first."""
    found = [goal for goal in record.goals if not is_running(goal, record) and _is_open(goal)]
    recent = [goal for goal in found if record.days_since(goal.due_on or record.day) <= LAPSED_DAYS]
    return sorted(recent, key=lambda goal: goal.due_on or goal.set_on, reverse=True)


def settled(record: Record) -> list[Goal]:
    """Those whose day came in the last half year, the newest first."""
    over = (goal for goal in record.goals if not (is_running(goal, record) or _is_open(goal)))
    found = [goal for goal in over if _is_recent(goal, record)]
    return sorted(found, key=lambda goal: goal.due_on or goal.set_on, reverse=True)


def is_running(goal: Goal, record: Record) -> bool:
    is_over = goal.due_on is not None and goal.due_on < record.day
    return _is_open(goal) and not is_over


def _is_open(goal: Goal) -> bool:
    return (goal.status or "open").lower() not in CLOSED


def way_of(goal: Goal) -> Decimal | None:
    """The share of the way from the start to the target that is gone; None where it was not measured."""
    if goal.current is None or goal.target is None or goal.baseline is None or goal.target == goal.baseline:
        return None
    return (Decimal(exact(goal.current)) - exact(goal.baseline)) / (Decimal(exact(goal.target)) - exact(goal.baseline))


def time_gone(goal: Goal, record: Record) -> Decimal | None:
    """The share of the time from the day it was set to the day it is due; None without such a day."""
    if goal.due_on is None or goal.due_on <= goal.set_on:
        return None
    return (
        Decimal(min(record.days_since(goal.set_on), (goal.due_on - goal.set_on).days))
        / (goal.due_on - goal.set_on).days
    )


def name_of(goal: Goal) -> str:
    return named(goal.goal, GOAL_LENGTH)


def goal_facts(brief: Brief, goal: Goal) -> Iterator[Fact]:
    """Status, numbers, progress, day and measure, all about the goal by its name; what is not recorded has a reason."""
    subject = {"goal": name_of(goal)}
    unknown = NOW_ONLY if brief.record.day < brief.record.newest_day else NO_NUMBER
    is_lapsed = _is_open(goal) and not is_running(goal, brief.record)
    yield from brief.known(STATUS, LAPSED if is_lapsed else goal.status, subject)
    for made, value in ((START, goal.baseline), (NOW, goal.current), (TARGET, goal.target)):
        yield brief.fact(made, _number(value), subject, undefined_because=None if value is not None else unknown)
    yield from brief.known(WAY, way_of(goal), subject)
    if is_running(goal, brief.record):
        yield from brief.known(TIME, time_gone(goal, brief.record), subject)
    due = goal.due_on
    yield brief.fact(DUE, due, subject, undefined_because=None if due else NO_DAY)
    yield from brief.known(MEASURE, named(goal.measure or "", GOAL_LENGTH), subject)


def _number(value: float | None) -> Value:
    return None if value is None else exact(value)


def _is_recent(goal: Goal, record: Record) -> bool:
    day = goal.due_on or goal.set_on
    return day <= record.day and record.days_since(day) <= RECENT_DAYS
