"""Where the points of lines lie on the sheet, and which colour each line has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.papers.paper import Chart, Point, Series
from integrations.charts.scales import Scale
from integrations.charts.sheet import Box
from integrations.charts.theme import Theme, blended

STEP = 0.03


@dataclass(frozen=True)
class Plot:
    """The room for the lines, the place of each category across it and the scale of the values up it."""

    chart: Chart
    room: Box
    across: dict[str, float]
    up: Scale

    def place(self, point: Point) -> tuple[float, float]:
        """A point's place; a missing value lies on the base line."""
        height = self.room.bottom if point.value is None else self.up.at(float(point.value))
        return self.across[point.at], height

    def in_order(self, series: Series) -> list[Point]:
        return sorted(series.points, key=lambda point: self.across[point.at])

    def run(self, series: Series) -> Iterator[tuple[float, float]]:
        """Places along the line, close enough that no number passes between them."""
        for one, other in pairwise(self.in_order(series)):
            if one.value is not None and other.value is not None:
                yield from _between(self.place(one), self.place(other))


def colour_of(theme: Theme, chart: Chart, index: int) -> str:
    """Cohorts have an order, so their colours have one; the lines of a trend only differ."""
    if chart.form == "cohorts":
        return blended(theme.ramp, index / max(1, len(chart.series) - 1))
    return theme.series[index % len(theme.series)]


def _between(start: tuple[float, float], end: tuple[float, float]) -> Iterator[tuple[float, float]]:
    (x1, y1), (x2, y2) = start, end
    steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / STEP))
    yield from ((x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps) for i in range(steps + 1))
