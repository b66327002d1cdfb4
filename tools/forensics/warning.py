"""The first warning sign of a loss: the earliest mark of its story that could be seen at the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tools.forensics.clues import RECENT_DAYS, Found, clues_of
from tools.forensics.losses import Loss
from tools.forensics.patterns import Verdict, Weighed
from tools.renewals.leaving import SIGNS

HEAVY = 2
RULE = (
    "the first day of the earliest mark of the named pattern that could be seen before the decision (of an involuntary "
    "loss, which nobody decides, of its earliest mark), those of a single point left out; without a pattern, or where "
    "its marks came only with the decision, of the earliest grave sign that lasted to within "
    f"{RECENT_DAYS} days of the loss"
)


def first_warning(loss: Loss, verdict: Verdict) -> Found | None:
    """None when nothing on record announced the loss."""
    marks = [found for found in _marks(verdict.named) if not found.is_filed] if verdict.named else []
    if verdict.named and verdict.named.pattern.unavoidable and marks:
        return _earliest(marks)
    grave = [*clues_of(loss, SIGNS).values()]
    return _earliest(_before(marks, loss)) or _earliest(_before(grave, loss)) or _earliest([*marks, *grave])


def _before(found: Iterable[Found], loss: Loss) -> Iterator[Found]:
    """Those that could be seen before the decision."""
    yield from (one for one in found if one.on < loss.decided_on)


def _marks(named: Weighed) -> list[Found]:
    """Those that weigh enough to be a mark by themselves, or all where none does."""
    heavy = [found for found, _ in named.own if named.pattern.own[found.name] >= HEAVY]
    return heavy or [found for found, _ in named.own]


def _earliest(found: Iterable[Found]) -> Found | None:
    return min(found, key=lambda one: one.on, default=None)
