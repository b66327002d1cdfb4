"""When a change of use began, once it is certain that there is one: by the weeks up to that point only."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

# At the usual level before a change, to know that level; and looked at before the recent weeks that showed it.
LEAST_USUAL, LOOKED_AT = 4, 8


def last_usual(values: Sequence[float], recent: int, sign: int) -> int:
    """The place of the last usual week before a change upwards (sign 1) or downwards (-1) that its recent weeks show.

    From there a straight way to the end comes closest to what was counted, once single odd weeks are smoothed; of
    those equally close it is the newest.
    """
    start = max(0, len(values) - recent - LOOKED_AT)
    smooth = [median(values[max(start, place - 1) : place + 2]) for place in range(start, len(values))]
    places = reversed(range(LEAST_USUAL - 1, len(smooth) - 1))
    return start + min(places, key=lambda place: _left_over(smooth, place, sign), default=len(smooth) - 2)


def _left_over(values: Sequence[float], last: int, sign: int) -> float:
    """The squares between the values and a level up to the `last` usual week with the best straight way after it."""
    way = [max(0, place - last) for place in range(len(values))]
    middle, level = sum(way) / len(way), sum(values) / len(values)
    along = sum((x - middle) * (y - level) for x, y in zip(way, values, strict=True))
    total = sum((y - level) ** 2 for y in values)
    return total - along**2 / sum((x - middle) ** 2 for x in way) if sign * along > 0 else total
