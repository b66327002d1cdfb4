"""Trends and cohorts as native line charts."""

from __future__ import annotations

import math
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
CROWDED = 24
# Two last values closer than this share of the chart's range would be written over each other.
TOO_CLOSE = 0.07
HEADROOM = 0.18
NAME_LENGTH = 28


def lines_of(item: Plot, room: Box, look: Look) -> Made:
    chart, categories = item.chart, categories_of(item.chart)
    names = [clean(axis_label(at)) for at in categories]
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

    return Made(XL_CHART_TYPE.LINE_MARKERS, data, len(chart.series) > 1, finish)


def _axes(made: Any, chart: Chart) -> None:
    """Room over and under the lines for their numbers; names of categories at the foot."""
    values = values_of(chart) or [0.0]
    slack = (max(values) - min(values)) * HEADROOM or abs(values[0]) * HEADROOM or 1.0
    made.value_axis.minimum_scale = min(values) - slack
    made.value_axis.maximum_scale = max(values) + slack
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    quiet_axis(made.category_axis)


def _fit(made: Any, item: Plot, room: Box, names: list[str]) -> None:
    """As many names of categories as fit; room for the last numbers at the right and for the key's rows."""
    size = item.type.chart
    widest = max((width_of(word, size) for name in names for word in name.split()), default=0.1) + 0.1
    named_every(made.category_axis, max(1, math.ceil(widest * len(names) / room.width)), size)
    if len(item.chart.series) > 1:
        key = max(width_of(clean(series.name)[:NAME_LENGTH], size) for series in item.chart.series) + KEY_MARK
        rows = math.ceil(len(item.chart.series) / max(1, int(room.width / key)))
        foot = (rows + 1.3) * line_height(size) * 1.25
        ends = [series.points[-1].shown for series in item.chart.series if series.points]
        right = max((width_of(clean(shown), size, True) for shown in ends), default=0.0)
        inner_plot(made, 1 - (right + 0.25) / room.width, max(0.3, 0.97 - foot / room.height))


def _stroke(plotted: Any, index: int, colour: str, count: int) -> None:
    plotted.smooth = False
    plotted.format.line.width = Pt(2.25)
    coloured(plotted.format.line, colour)
    plotted.marker.style = MARKERS[index % len(MARKERS)]
    plotted.marker.size = 7 if count <= CROWDED else 3
    filled(plotted.marker, colour)
    plotted.marker.format.line.fill.background()


def _how(item: Plot, look: Look, index: int, point: Point) -> Labelling:
    """Over a single line's points, under its valleys; beside the ends of several lines."""
    if len(item.chart.series) > 1:
        colour = colour_of(look.palette, item.chart, index)
        return Labelling(number_format(item.chart), item.type.chart, colour, XL_LABEL_POSITION.RIGHT)
    position = XL_LABEL_POSITION.BELOW if _is_valley(item.chart.series[0], point) else XL_LABEL_POSITION.ABOVE
    return Labelling(number_format(item.chart), item.type.chart, look.colours.ink, position)


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
