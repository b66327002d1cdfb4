"""What was promised and did not come: our commitments, and the account's own goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Goal
from tools.signals.commitments import Promise, is_claim, is_done, promises_of
from tools.signals.episodes import earliest, past
from tools.signals.quotes import Text, quoted, texts
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share

FORGOTTEN_DAYS = 180
LATE_DAYS, SILENCE = 60, 0.5
GOAL_DAYS = 180
MET = ("met", "dropped")


def _missed_commitments(record: Record, limits: Thresholds) -> Iterator[Signal]:
    written = [text for text in texts(record) if is_claim(text)]
    talked = [talk.happened_on for talk in record.talks]
    for promise in promises_of(record):
        said = [(text.on, done) for text in written if (done := _said_of(promise, text)) is not None]
        done_on = next((day for day, done in said if done), None)
        began = _noticed_on(promise, talked, limits)
        if began <= record.day and (done_on is None or done_on > began):
            ended = earliest(done_on, past(began + timedelta(FORGOTTEN_DAYS), record.day))
            yield _missed(record, promise, (began, ended), is_said=bool(said))


def _said_of(promise: Promise, text: Text) -> bool | None:
    return is_done(promise, text) if text.on > promise.made_in.happened_on else None


def _noticed_on(promise: Promise, talked: list[date], limits: Thresholds) -> date:
    """The day it could be seen as missed: the first talk after its day, or when one was due."""
    talks = (day for day in talked if day > promise.due_on)
    return min(next(talks, date.max), promise.due_on + timedelta(limits.contact_gap_days))


def _missed(record: Record, promise: Promise, span: tuple[date, date | None], *, is_said: bool) -> Signal:
    began, ended = span
    days = ((ended or record.day) - promise.due_on).days
    made = promise.made_in
    return Signal(
        "missed_commitment",
        record.account.account_id,
        began,
        round(share(days, LATE_DAYS) * (1 if is_said else SILENCE), 2),
        ended,
        {"due_on": Figure(promise.due_on.isoformat(), "date"), "days_late": Figure(days, "days")},
        (Mention("interactions", made.interaction_id, made.happened_on, quoted(promise.words)),),
    )


def _missed_goals(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for goal in record.goals:
        if goal.due_on and goal.due_on < record.day and _is_missed(goal):
            began = goal.due_on + timedelta(1)
            figures = {"due_on": Figure(goal.due_on.isoformat(), "date"), "reached": Figure(_reached(goal), "text")}
            yield Signal(
                "missed_goal",
                record.account.account_id,
                began,
                share(1 - _way(goal), 1),
                past(began + timedelta(GOAL_DAYS), record.day),
                figures,
                (Mention("goals", goal.goal_id, goal.set_on, quoted(goal.goal)),),
            )


def _is_missed(goal: Goal) -> bool:
    """Marked as missed; or, with no mark that settles it, known to have ended below its target."""
    status = (goal.status or "").lower()
    return status == "missed" or (status not in MET and goal.current is not None and _way(goal) < 1)


def _way(goal: Goal) -> float:
    """The share of the way from the start to the target that was gone; 0 where it was not measured."""
    if goal.current is None or goal.target is None:
        return 0.0
    start = goal.baseline or 0.0
    return min((goal.current - start) / (goal.target - start), 1.0) if goal.target != start else 1.0


def _reached(goal: Goal) -> str:
    if goal.current is None:
        return "not measured"
    return f"{goal.current:g}, aimed at {goal.target:g}" if goal.target else "open"


KINDS = (
    SignalKind(
        "missed_commitment",
        "Promise not kept",
        "promises",
        "risk",
        "something we promised by a day is not said to be done by the first conversation after that day, or "
        "{contact_gap_days} days after it; over when a later text says it is done, or after half a year; promises "
        f"without a day are not judged; strength: days late out of {LATE_DAYS}, half of it where nothing was "
        "said of it since",
        ("interactions", "interactions.commitments"),
        _missed_commitments,
    ),
    SignalKind(
        "missed_goal",
        "Goal missed",
        "promises",
        "risk",
        f"a goal's day has passed and it was marked missed or ended below its target; for {GOAL_DAYS} days; what goals "
        "stood at is known on the newest day only; strength: the share of the way that was missing",
        ("goals", "goals.due_on"),
        _missed_goals,
    ),
)
