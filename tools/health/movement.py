"""What moved a score between two days: points by component, which add up to the change exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.health.component import Component
from tools.health.score import Health, Part
from tools.signals.signal import Signal


@dataclass(frozen=True)
class Movement:
    """What one component added to a score or took from it, and the signals of it that began or ended meanwhile."""

    before: Part
    after: Part
    signals: tuple[Signal, ...]

    @property
    def component(self) -> Component:
        return self.after.component

    @property
    def points(self) -> Decimal:
        return self.after.points - self.before.points


def movements(before: Health, after: Health, signals: Iterable[Signal] = ()) -> tuple[Movement, ...]:
    """Every component that moved or has a signal, the largest movement first. Both days must have a score.

    A component that became known or unknown moves by all its points, and the weights of the others with it.
    """
    met = [signal for signal in signals if happened(signal, before.day, after.day)]
    found = (
        Movement(earlier, later, tuple(signal for signal in met if signal.name in later.component.signals))
        for earlier, later in zip(before.parts, after.parts, strict=True)
    )
    moved = [item for item in found if item.points or item.signals]
    return tuple(sorted(moved, key=lambda item: -abs(item.points)))


def happened(signal: Signal, after: date, until: date) -> bool:
    """Whether the signal was noticed or ended after the one day and not after the other."""
    return after < signal.noticed <= until or (signal.ended is not None and after < signal.ended <= until)


def change(before: Health, after: Health) -> Decimal | None:
    return None if before.score is None or after.score is None else after.score - before.score
