"""How well statuses foretold losses: counted over observations, each one account at one month end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.company_settings import STATUSES, Status
from tools.health.observing import Observation
from tools.record.totals import ratio

LEAST_OBSERVATIONS = 10


@dataclass(frozen=True)
class Judged:
    """The observations with one of some statuses. `accounts` and `lost_accounts` count each account once."""

    statuses: tuple[Status, ...]
    observations: int
    lost: int
    accounts: int
    lost_accounts: int

    @property
    def rate(self) -> Decimal | None:
        """The share that was lost within the horizon; None when there are too few to speak of."""
        return ratio(self.lost, self.observations) if self.observations >= LEAST_OBSERVATIONS else None


@dataclass(frozen=True)
class Loss:
    """A lost account, and the statuses it had at the month ends in the horizon before, oldest first."""

    account_id: str
    name: str
    lost_on: date
    arr: Decimal
    statuses: tuple[Status, ...]

    @property
    def was_missed(self) -> bool:
        return set(self.statuses) == {"green"}


def group(observations: Iterable[Observation], statuses: Sequence[Status] = STATUSES) -> Judged:
    own = [item for item in observations if item.score.status in statuses]
    lost = [item for item in own if item.is_lost]
    return Judged(
        tuple(statuses),
        len(own),
        len(lost),
        len({item.account_id for item in own}),
        len({item.account_id for item in lost}),
    )


def lift(part: Judged, whole: Judged) -> Decimal | None:
    """How many times as often the part was lost as the whole; None without a rate of either, or without losses."""
    if part.rate is None or not whole.rate:
        return None
    return ratio(part.lost * whole.observations, part.observations * whole.lost)


def recall(part: Judged, whole: Judged) -> Decimal | None:
    """The share of the lost observations that had these statuses; None without losses."""
    return ratio(part.lost, whole.lost)


def losses(observations: Iterable[Observation]) -> tuple[Loss, ...]:
    """Every loss once, the largest first."""
    found: dict[tuple[str, date], list[Observation]] = {}
    for item in observations:
        if item.lost_on is not None:
            found.setdefault((item.account_id, item.lost_on), []).append(item)
    return tuple(sorted((_loss(items) for items in found.values()), key=lambda loss: (-loss.arr, loss.name)))


def _loss(items: Sequence[Observation]) -> Loss:
    last = max(items, key=lambda item: item.day)
    seen = tuple(item.score.status for item in sorted(items, key=lambda item: item.day))
    return Loss(last.account_id, last.name, last.lost_on or last.day, last.arr, seen)
