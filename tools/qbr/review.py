"""One business review: the account, the quarter it looks back on, the one before, and the goals the asker stated."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from tools.adoption.peers import Peers, peers_of
from tools.book.measures import QBR
from tools.briefing.brief import Brief
from tools.briefing.commitments import Commitment
from tools.briefing.money import Outlook
from tools.context import Context
from tools.health.comparing import since_day
from tools.health.view import view_of
from tools.names import ranked, shown
from tools.paper_requests import PrepareQbr
from tools.period_words import read_period
from tools.periods import Period
from tools.record.choosing import record_of
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.rows import Goal, Interaction
from tools.selection import last_full_quarter
from tools.suspect import is_order

ALIKE, GOAL_LENGTH = 85, 80
Built = TypeVar("Built")


@dataclass(frozen=True)
class Review:
    """`stated` are goals in the asker's words that no goal on record is like."""

    brief: Brief
    quarter: Period
    before: Period
    stated: tuple[str, ...]
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, build: Callable[[], Built]) -> Built:
        """What several parts of a review need, measured at its first use."""
        if key not in self._kept:
            self._kept[key] = build()
        return cast("Built", self._kept[key])

    @property
    def context(self) -> Context:
        return self.brief.context

    @property
    def record(self) -> Record:
        return self.brief.record

    @cached_property
    def outlook(self) -> Outlook:
        return Outlook(self.brief)

    @cached_property
    def peers(self) -> Peers:
        return peers_of(self.record, read_records(self.context).values())

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Those set by the end of the quarter and not due before it began, the next due first; no order to software."""
        told = (goal for goal in self.record.goals if not is_order(goal.goal))
        found = [goal for goal in told if goal.set_on <= self.quarter.end and self._is_of_now(goal)]
        return tuple(sorted(found, key=lambda goal: goal.due_on or self.record.day))

    @cached_property
    def last_review(self) -> Interaction | None:
        held = [talk for talk in self.record.interactions if (talk.type or "").lower() == QBR]
        return held[-1] if held else None

    @cached_property
    def promised(self) -> tuple[Commitment, ...]:
        """What was promised in the last review, ours first."""
        last = self.last_review
        found = [item for item in self.brief.commitments if last and item.made_in == last]
        return tuple(sorted(found, key=lambda item: item.by != "we"))

    @property
    def is_red(self) -> bool:
        return self.brief.view.health.status == "red"

    def _is_of_now(self, goal: Goal) -> bool:
        return goal.due_on is None or goal.due_on >= self.quarter.start


def review_of(context: Context, request: PrepareQbr) -> Review:
    """Raises UnknownName, AmbiguousName, InvalidRequest or NoData."""
    record = record_of(context, request.account)
    calendar = context.calendar
    asked = calendar.covered(read_period(request.period, calendar)) if request.period else None
    quarter = asked or last_full_quarter(context)
    brief = Brief(view_of(context, record, since_day(context, None)))
    review = Review(brief, quarter, calendar.shifted(quarter, -1), ())
    known = [goal.goal for goal in review.goals]
    stated = tuple(shown(goal, GOAL_LENGTH) for goal in request.goals if not ranked(goal, known, ALIKE))
    return Review(brief, quarter, review.before, stated)
