"""The way back: the grave signs and the points that stand before the next better status, and what could give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tools.company import Company
from tools.company_settings import STATUSES, Levels, Status
from tools.health.component import FULL, tenths
from tools.health.score import Health, Part
from tools.signals.signal import Signal

BETTER: dict[Status, Status] = {"red": "yellow", "yellow": "green"}


@dataclass(frozen=True)
class Step:
    """What the score would gain if one component stood at 100 and all else stayed."""

    part: Part
    gain: Decimal


@dataclass(frozen=True)
class Recovery:
    """`gap` is the points missing to `target`, 0 where the score reaches it. `shortest` is the smallest set of steps
    that closes it, `to_settle` the grave signs that hold the status below the target whatever the score.
    """

    target: Status
    gap: Decimal
    steps: tuple[Step, ...]
    shortest: tuple[Step, ...]
    to_settle: tuple[Signal, ...]


def recovery(health: Health, company: Company, segment: str | None = None) -> Recovery | None:
    """None for a green account, and for one without a score."""
    if health.score is None or health.status not in BETTER:
        return None
    target = BETTER[health.status]
    gap = max(_threshold(target, company.health.levels_of(segment)) - health.score, Decimal(0))
    steps = tuple(sorted(_steps(health), key=lambda step: -step.gain))
    return Recovery(target, gap, steps, _shortest(steps, gap), _to_settle(health, target))


def _threshold(status: Status, levels: Levels) -> Decimal:
    return Decimal(repr(levels.green if status == "green" else levels.yellow))


def _steps(health: Health) -> Iterable[Step]:
    for part in health.parts:
        gain = tenths(part.weight * FULL) - part.points
        if part.value is not None and gain > 0:
            yield Step(part, gain)


def _shortest(steps: tuple[Step, ...], gap: Decimal) -> tuple[Step, ...]:
    """The largest gains first: no smaller set can reach as far."""
    reached, chosen = Decimal(0), list[Step]()
    for step in steps:
        if reached >= gap:
            break
        chosen.append(step)
        reached += step.gain
    return tuple(chosen)


def _to_settle(health: Health, target: Status) -> tuple[Signal, ...]:
    is_below = health.cap is not None and STATUSES.index(health.cap.status) < STATUSES.index(target)
    return health.cap.signs if health.cap and is_below else ()
