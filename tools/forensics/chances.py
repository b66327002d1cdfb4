"""When a loss could still have been prevented, and how the account stood on its way there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.company_settings import Status
from tools.forensics.clues import Found
from tools.forensics.kinds import Judged
from tools.forensics.losses import Loss
from tools.health.score import Health, health_of
from tools.record.known import known_on
from tools.record.rows import Renewal
from tools.signals.episodes import seen_since

DAYS_BEFORE = (270, 180, 120, 90, 60, 30)
LEAST_LEAD, SETTLED_DAYS = 30, 60
RULE = (
    "the day of the last conversation before the decision, which is the notice where one is on record, else the loss; "
    "where there was none since the first warning sign, the day of that sign; not defined for involuntary losses"
)
UNAVOIDABLE = "the loss was involuntary: hardly any work on the account would have prevented it"
NOTHING = "neither a conversation nor a warning sign before the decision is on record"


@dataclass(frozen=True)
class Chance:
    """The last day on which something could be done; None where there was none or nothing shows it."""

    on: date | None
    why: str


def last_chance(loss: Loss, warning: Found | None, judged: Judged) -> Chance:
    if judged.kind == "involuntary":
        return Chance(None, UNAVOIDABLE)
    talks = [talk.happened_on for talk in loss.record.talks if loss.started_on <= talk.happened_on < loss.decided_on]
    seen = warning.on if warning and warning.on < loss.decided_on else None
    if seen and not any(day >= seen for day in talks):
        spoke = "no conversation is on record" if loss.record.has("interactions") else "conversations are not recorded"
        return Chance(seen, f"the first warning sign itself: {spoke} between it and {decision_words(loss)}")
    if not talks:
        return Chance(None, NOTHING)
    came = "after the first warning sign" if seen else "with no warning sign on record"
    return Chance(talks[-1], f"the last conversation before {decision_words(loss)}, {came}")


def decision_words(loss: Loss) -> str:
    """How the decision is known."""
    if loss.notice is None:
        return "the loss"
    return "the renewal was decided" if isinstance(loss.notice, Renewal) else "leaving was first mentioned"


def could_be_saved(loss: Loss, warning: Found | None, judged: Judged) -> bool | None:
    """Whether it was their choice, and a warning sign stood long enough before the decision; None without a sign."""
    if judged.kind == "involuntary":
        return False
    return None if warning is None else (loss.decided_on - warning.on).days >= LEAST_LEAD


def health_before(loss: Loss) -> Iterator[tuple[int, Health]]:
    """Its health as it stood so many days before the loss, the earliest first; not before its records began."""
    seen = seen_since(loss.record) or loss.started_on
    for days in DAYS_BEFORE:
        if loss.on(days) >= max(loss.started_on, seen + timedelta(SETTLED_DAYS)):
            yield days, health_at(loss, days)


def health_at(loss: Loss, days: int) -> Health:
    return health_of(known_on(loss.record, loss.on(days)), loss.company)


def last_not_red(healths: list[tuple[int, Health]]) -> tuple[int, Status] | None:
    """The latest of these days on which it was green, or yellow."""
    return next(((days, one.status) for days, one in reversed(healths) if one.status in ("green", "yellow")), None)
