"""A level over time: days with values, straight lines between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta

Curve = tuple[tuple[date, float], ...]


def curve_from(anchor: date, points: Mapping[int, float]) -> Curve:
    """The curve whose points lie so many days from the anchor."""
    return tuple((anchor + timedelta(days), value) for days, value in sorted(points.items()))


def level(curve: Curve, day: date) -> float:
    """The curve's value on a day: flat before its first point and after its last; 1 when it has none."""
    if not curve:
        return 1.0
    after = bisect_right(curve, day, key=lambda point: point[0])
    if after == 0:
        return curve[0][1]
    if after == len(curve):
        return curve[-1][1]
    (start, low), (end, high) = curve[after - 1], curve[after]
    return low + (high - low) * ((day - start) / (end - start))
