"""What is usual in the whole company: a single account is looked at against it.

Everything carries its day and rests on what was known at its close, so that a past day is measured as it was then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

Counted = tuple[str, tuple[int, int]]  # what is counted, and of how many weeks against how many before


@dataclass(frozen=True)
class Move:
    """The share of its usual use that the middle account had in recent weeks, their last month and later half."""

    recent: float = 1.0
    latest: float = 1.0
    later: float = 1.0


UNMOVED = Move()


@dataclass(frozen=True)
class Steps:
    """A number that was known anew on certain days, in the order of time."""

    days: tuple[date, ...]
    values: tuple[int, ...]

    def on(self, day: date) -> int | None:
        place = bisect_right(self.days, day)
        return self.values[place - 1] if place else None


@dataclass(frozen=True, eq=False)
class Norms:
    """`features` says when each was first used by anybody; `moves` and `breadth` (features in use against before, of
    the middle account) go by the last day of a week, `gaps` (days between conversations) by kind and segment.
    """

    company: str = ""
    features: Mapping[str, date] = field(default_factory=dict)
    moves: Mapping[Counted, Mapping[date, Move]] = field(default_factory=dict)
    breadth: Mapping[date, float] = field(default_factory=dict)
    gaps: Mapping[tuple[str, str | None], Steps] = field(default_factory=dict)

    @cached_property
    def _first_days(self) -> list[date]:
        return sorted(self.features.values())

    def features_on(self, day: date) -> int:
        """How many different features anybody had used by then."""
        return bisect_right(self._first_days, day)

    def features_known_on(self, day: date) -> frozenset[str]:
        return frozenset(name for name, first in self.features.items() if first <= day)

    def moves_of(self, counted: str, span: tuple[int, int]) -> Mapping[date, Move]:
        return self.moves.get((counted, span), {})

    def usual_gap(self, kind: str, segment: str | None, day: date) -> int | None:
        """Days between conversations as usual in the segment by then; None before that is known."""
        steps = self.gaps.get((kind, segment))
        return steps.on(day) if steps else None
