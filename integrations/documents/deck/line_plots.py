"""Trends and cohorts as native line charts."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from assistant.papers.paper import Chart, Point, Series
from integrations.charts.plot import colour_of
from integrations.charts.scales import axis_label, categories_of, values_of
from integrations.charts.sheet import Box
from integrations.charts.wrapping import clean
from integrations.documents.deck.chart_xml import (
    Labelling,
    Made,
    coloured,
    filled,
    inner_plot,
    label,
    named_every,
    quiet_axis,
)
from integrations.documents.deck.items import Plot
from integrations.documents.deck.labels import number_format
from integrations.documents.deck.look import Look
from integrations.documents.measuring import line_height, width_of

MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
)
KEY_MARK = 0.75
NAMED_HEIGHT = 0.8
CROWDED = 24
# Two last values closer than this share of the chart's range would be written over each other.
TOO_CLOSE = 0.07
# Two names at ends closer than this.
APART = 0.1
MANY_NAMES = 3
# A step of more than this share of the chart's range runs through a number over its end.
STEEP = 0.2
# Where a number stands on a line that goes on rising or falling: whether it rises, comes steeply, goes on steeply.
BESIDE = {
    (True, True, True): XL_LABEL_POSITION.LEFT,
    (True, True, False): XL_LABEL_POSITION.ABOVE,
    (True, False, True): XL_LABEL_POSITION.BELOW,
    (True, False, False): XL_LABEL_POSITION.ABOVE,
    (False, True, True): XL_LABEL_POSITION.RIGHT,
    (False, True, False): XL_LABEL_POSITION.BELOW,
    (False, False, True): XL_LABEL_POSITION.ABOVE,
    (False, False, False): XL_LABEL_POSITION.ABOVE,
}
YEAR = re.compile(r"\b20(\d\d)$")
HEADROOM = 0.18
NAME_LENGTH = 28


def lines_of(item: Plot, room: Box, look: Look) -> Made:
    chart, categories = item.chart, categories_of(item.chart)
    names = _names(item, room, categories)
    data = CategoryChartData(number_format=number_format(chart) or "General")
    data.categories = names or [""]
    for series in chart.series:
        found = {point.at: point.value for point in series.points}
        values = [None if found.get(at) is None else float(found[at] or 0) for at in categories]
        data.add_series(clean(series.name)[:NAME_LENGTH] or "Value", values)

    def finish(made: Any) -> None:
        _axes(made, chart)
        _fit(made, item, room, names)
        for index, plotted in enumerate(made.plots[0].series):
            _stroke(plotted, index, colour_of(look.palette, chart, index), len(categories))
        for index, point in _labelled(item, room):
            how = _how(item, look, index, point)
            label(made.plots[0].series[index].points[categories.index(point.at)], point, how)

    return Made(XL_CHART_TYPE.LINE_MARKERS, data, len(chart.series) > 1 and not names_at_ends(chart), finish)


def _axes(made: Any, chart: Chart) -> None:
    """Room over and under the lines for their numbers; names of categories at the foot."""
    values = values_of(chart) or [0.0]
    slack = (max(values) - min(values)) * HEADROOM or abs(values[0]) * HEADROOM or 1.0
    made.value_axis.minimum_scale = min(values) - slack
    made.value_axis.maximum_scale = max(values) + slack
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    quiet_axis(made.category_axis)


def _fit(made: Any, item: Plot, room: Box, names: list[str]) -> None:
    """As many names of categories as fit; room for what is written at the ends and for the key's rows."""
    size = item.type.chart
    width = room.width - _ending(item)
    named_every(made.category_axis, max(1, math.ceil(_across(names, size) / width)), size)
    if len(item.chart.series) > 1:
        inner_plot(made, width / room.width, NAMED_HEIGHT if names_at_ends(item.chart) else _over_key(item, room))


def _names(item: Plot, room: Box, categories: tuple[str, ...]) -> list[str]:
    """The names of the categories; years of two digits where they are too many for four."""
    names = [clean(axis_label(at)) for at in categories]
    is_tight = _across(names, item.type.chart) > room.width - _ending(item)
    return [YEAR.sub(r"'\1", name) for name in names] if is_tight else names


def _across(names: list[str], size: float) -> float:
    """Inches that the names take side by side, a word to a line."""
    widest = max((width_of(word, size) for name in names for word in name.split()), default=0.1) + 0.1
    return widest * len(names)


def _ending(item: Plot) -> float:
    """Inches that the last numbers, or the names with them, take beside the lines."""
    size, chart = item.type.chart, item.chart
    named = list(names_at_ends(chart).values())
    ends = named or [series.points[-1].shown for series in chart.series if series.points]
    return max((width_of(clean(end), size, True) for end in ends), default=0.0) + 0.25 if len(chart.series) > 1 else 0.0


def _over_key(item: Plot, room: Box) -> float:
    """The share of the height over the rows of the key."""
    size = item.type.chart
    key = max(width_of(clean(series.name)[:NAME_LENGTH], size) for series in item.chart.series) + KEY_MARK
    rows = math.ceil(len(item.chart.series) / max(1, int(room.width / key)))
    return max(0.3, 0.97 - (rows + 1.3) * line_height(size) * 1.25 / room.height)


def _stroke(plotted: Any, index: int, colour: str, count: int) -> None:
    plotted.smooth = False
    plotted.format.line.width = Pt(2.25)
    coloured(plotted.format.line, colour)
    plotted.marker.style = MARKERS[index % len(MARKERS)]
    plotted.marker.size = 7 if count <= CROWDED else 3
    filled(plotted.marker, colour)
    plotted.marker.format.line.fill.background()


def names_at_ends(chart: Chart) -> dict[int, str]:
    """What is written at the ends of a cohort chart's lines, by the first line that ends there: "Q3, Q4: 83.3 %".

    Nothing where two ends are so near that one would be written over the other; the chart has a legend then.
    """
    ends: dict[tuple[str, str, float], list[int]] = {}
    for index, series in enumerate(chart.series if chart.form == "cohorts" and len(chart.series) > 1 else ()):
        last = series.points[-1] if series.points else None
        if last is None or last.value is None:
            return {}
        ends.setdefault((last.at, last.shown, float(last.value)), []).append(index)
    levels = sorted(value for _, _, value in ends)
    near = (max(values_of(chart)) - min(values_of(chart))) * APART if levels else 0.0
    if any(above - below < near for below, above in pairwise(levels)) or len({at for at, _, _ in ends}) > 1:
        return {}
    return {held[0]: f"{_in_short(chart, held)}: {clean(shown)}" for (_, shown, _), held in ends.items()}


def _in_short(chart: Chart, held: list[int]) -> str:
    """The names of two lines that end together; of more the first and how many others."""
    names = [clean(chart.series[index].name) for index in held]
    return ", ".join(names) if len(names) < MANY_NAMES else f"{names[0]} and {len(names) - 1} more"


def _how(item: Plot, look: Look, index: int, point: Point) -> Labelling:
    """Over a single line's points, under its valleys; beside the ends of several lines."""
    if len(item.chart.series) > 1:
        colour = colour_of(look.palette, item.chart, index)
        written = None if names_at_ends(item.chart) else number_format(item.chart)
        return Labelling(written, item.type.chart, colour, XL_LABEL_POSITION.RIGHT)
    return Labelling(number_format(item.chart), item.type.chart, look.colours.ink, _beside(item.chart.series[0], point))


def _beside(series: Series, point: Point) -> XL_LABEL_POSITION:
    """Where the line does not run: under a valley, over a peak, else by how steep it comes and goes."""
    if _is_valley(series, point):
        return XL_LABEL_POSITION.BELOW
    at = series.points.index(point)
    values = [float(one.value) for one in series.points[max(0, at - 1) : at + 2] if one.value is not None]
    known = [float(one.value) for one in series.points if one.value is not None]
    if len(values) < 3 or (values[1] - values[0]) * (values[2] - values[1]) <= 0:
        return XL_LABEL_POSITION.ABOVE
    steep = (max(known) - min(known)) * STEEP
    comes, goes = (abs(later - earlier) > steep for earlier, later in pairwise(values))
    return BESIDE[values[1] > values[0], comes, goes]


def _is_valley(series: Series, point: Point) -> bool:
    """Whether the line comes from above or goes up from here, and does not do the opposite."""
    at = series.points.index(point)
    beside = [other.value for other in series.points[max(0, at - 1) : at + 2] if other.value is not None]
    return len(beside) > 1 and point.value == min(beside) and max(beside) != point.value


def _labelled(item: Plot, room: Box) -> list[tuple[int, Point]]:
    """Every point of a short single line; its ends, highest and lowest when it is long; the last ones of several."""
    chart = item.chart
    if len(chart.series) == 1:
        return [(0, point) for point in _weighty(chart.series[0], item.type.chart, room)]
    named = names_at_ends(chart)
    if named:
        return [
            (index, chart.series[index].points[-1].model_copy(update={"shown": name})) for index, name in named.items()
        ]
    values = values_of(chart)
    near = (max(values) - min(values)) * TOO_CLOSE if values else 0.0
    lasts = [(index, series.points[-1]) for index, series in enumerate(chart.series) if series.points]
    ranked = sorted((pair for pair in lasts if pair[1].value is not None), key=lambda pair: float(pair[1].value or 0))
    kept: list[tuple[int, Point]] = []
    for index, point in reversed(ranked):
        is_apart = not kept or float(kept[-1][1].value or 0) - float(point.value or 0) > near
        if is_apart and not _is_passed(chart, index, point, near):
            kept.append((index, point))
    return kept


def _is_passed(chart: Chart, index: int, point: Point, near: float) -> bool:
    """Whether another line runs on through the place beside a line's end."""
    categories = categories_of(chart)
    beside = categories[categories.index(point.at) : categories.index(point.at) + 2]
    for other in (series for place, series in enumerate(chart.series) if place != index):
        held = [float(held.value) for held in other.points if held.at in beside and held.value is not None]
        if len(held) > 1 and abs(sum(held) / 2 - float(point.value or 0)) < near:
            return True
    return False


def _weighty(series: Series, size: float, room: Box) -> list[Point]:
    known = [point for point in series.points if point.value is not None]
    widest = max((width_of(clean(point.shown), size, True) for point in known), default=0.0)
    if (widest + 0.08) * len(series.points) <= room.width:
        return known
    ranked = sorted(known, key=lambda point: float(point.value or 0))
    return list(dict.fromkeys((known[0], ranked[0], ranked[-1], known[-1])))
