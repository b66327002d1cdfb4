"""All that is concluded about one loss, each part once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tools.context import Context
from tools.forensics.chances import Chance, could_be_saved, health_at, health_before, last_chance
from tools.forensics.clues import Found
from tools.forensics.kinds import Judged, kind_of
from tools.forensics.losses import Loss, losses_of
from tools.forensics.patterns import Verdict, verdict_of
from tools.forensics.themes import themes_of
from tools.forensics.warning import first_warning
from tools.health.score import Health
from tools.record.record import Record

COVERS = frozenset({"price", "budget", "consolidating", "unneeded"})


@dataclass(frozen=True)
class Autopsy:
    """One loss of an account, whose `record` is that of the as-of day."""

    context: Context
    record: Record
    loss: Loss

    @cached_property
    def verdict(self) -> Verdict:
        return verdict_of(self.loss)

    @cached_property
    def warning(self) -> Found | None:
        return first_warning(self.loss, self.verdict)

    @cached_property
    def judged(self) -> Judged:
        return kind_of(self.loss, self.verdict)

    @cached_property
    def chance(self) -> Chance:
        return last_chance(self.loss, self.warning, self.judged)

    @cached_property
    def health_before(self) -> tuple[tuple[int, Health], ...]:
        return tuple(health_before(self.loss))

    def health_at(self, days: int) -> Health:
        return health_at(self.loss, days)

    @property
    def lead_days(self) -> int | None:
        return self.loss.before(self.warning.on) if self.warning else None

    @property
    def could_be_saved(self) -> bool | None:
        return could_be_saved(self.loss, self.warning, self.judged)

    @property
    def stated_reason(self) -> str:
        """As filed, in the data's own words; empty when none was filed."""
        return ((self.loss.event.reason or "") if self.loss.event else "").strip()

    @property
    def feedback(self) -> str:
        return ((self.loss.event.feedback or "") if self.loss.event else "").strip()

    def agreement(self, words: str) -> str:
        """What filed words do against the signs, as a verb; empty where they cannot be compared."""
        themes, named = themes_of(words), self.verdict.named
        if not themes or named is None:
            return ""
        if themes.intersection(named.pattern.stated):
            return "agrees"
        return "is an easy answer, the signs differ" if themes <= COVERS else "differs"

    @property
    def arr(self) -> Decimal:
        return self.loss.arr


def autopsies(context: Context, record: Record) -> tuple[Autopsy, ...]:
    """Every loss of the account, the newest last."""
    return tuple(Autopsy(context, record, loss) for loss in losses_of(record, context.company))
