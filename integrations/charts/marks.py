"""A chart's values as bars: where each begins and ends, what is written on it, and how it is coloured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from assistant.papers.paper import Chart, Point
from integrations.charts.scales import categories_of
from integrations.charts.theme import Theme

UP, DOWN = 2, 1  # places in the row of colours: green for a step up, vermilion for a step down
CUT_BELOW = 0.4


@dataclass(frozen=True)
class Mark:
    """One bar from `start` to `end` in the chart's unit; a missing value has no length.

    `whole` is a length that the scale has room for, whatever the bars'.
    """

    start: float
    end: float
    shown: str
    colour: str
    is_missing: bool = False
    is_level: bool = False
    whole: float = 0.0

    @property
    def is_fall(self) -> bool:
        return self.end < self.start


@dataclass(frozen=True)
class Group:
    """The bars of one category, one per series."""

    label: str
    marks: tuple[Mark, ...]


def groups_of(chart: Chart, theme: Theme) -> tuple[Group, ...]:
    return tuple(_steps(chart, theme) if chart.form == "bridge" else _amounts(chart, theme))


def domain_of(groups: tuple[Group, ...]) -> tuple[float, float]:
    """Lowest and highest value to show. Zero is in it, except where a bridge's steps would drown in its levels."""
    marks = [mark for group in groups for mark in group.marks if not mark.is_missing]
    ends = [*chain.from_iterable((mark.start, mark.end) for mark in marks if not mark.is_level)]
    ends += [mark.whole for mark in marks if mark.whole]
    levels = [mark.end for mark in marks if mark.is_level]
    every = [*ends, *levels]
    low, high = min(every, default=0.0), max(every, default=0.0)
    if levels and low > 0 and high - low < CUT_BELOW * high:
        return low - max((high - low) * 0.35, high * 0.005), high
    low, high = min(0.0, low), max(0.0, high)
    return (low, high) if high > low else (0.0, 1.0)


def is_cut(groups: tuple[Group, ...]) -> bool:
    """Whether the levels are shown without their lower part."""
    return domain_of(groups)[0] > 0


def _amounts(chart: Chart, theme: Theme) -> Iterator[Group]:
    for at in categories_of(chart):
        found = ((index, _point(chart, index, at)) for index in range(len(chart.series)))
        named = ((point, _colour(chart, point, index, theme)) for index, point in found if point)
        yield Group(at, tuple(_amount(point, colour, float(chart.whole)) for point, colour in named))


def _amount(point: Point, colour: str, whole: float) -> Mark:
    missing = point.value is None
    return Mark(0.0, float(point.value or 0), point.shown, colour, is_missing=missing, whole=whole)


def _point(chart: Chart, index: int, at: str) -> Point | None:
    return next((point for point in chart.series[index].points if point.at == at), None)


def _colour(chart: Chart, point: Point, index: int, theme: Theme) -> str:
    """The tone's colour when there is one; a single series turns colour below zero."""
    if point.tone in theme.tones:
        return theme.tones[point.tone]
    is_below = len(chart.series) == 1 and (point.value or 0) < 0
    return theme.series[DOWN if is_below else index % len(theme.series)]


def _steps(chart: Chart, theme: Theme) -> Iterator[Group]:
    """The first and last points stand on zero, the others on where the one before ended."""
    points = chart.series[0].points if chart.series else ()
    running = 0.0
    for index, point in enumerate(points):
        is_level = index in (0, len(points) - 1)
        start, change = (0.0 if is_level else running), float(point.value or 0)
        running = start + change if point.value is not None or not is_level else running
        colour = theme.level if is_level else theme.series[DOWN if change < 0 else UP]
        missing = point.value is None
        yield Group(point.at, (Mark(start, running, point.shown, colour, is_missing=missing, is_level=is_level),))
