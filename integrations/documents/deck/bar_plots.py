"""Contributions and buckets as native bar charts."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from assistant.papers.paper import Chart
from integrations.charts.marks import domain_of, groups_of
from integrations.charts.scales import axis_label, categories_of
from integrations.charts.sheet import Box
from integrations.charts.wrapping import clean
from integrations.documents.deck.chart_xml import Labelling, Made, filled, label, quiet_axis
from integrations.documents.deck.items import Plot
from integrations.documents.deck.labels import number_format
from integrations.documents.deck.line_plots import NAME_LENGTH
from integrations.documents.deck.look import Look
from integrations.documents.measuring import Face

MOST_COLUMNS = 6
SLOT_SHARE = 0.85
NAME_SHARE = 0.34
HEADROOM = 0.16
GAP_WIDTH = {True: 55, False: 40}
# Columns of one category alone would fill the whole width.
ALONE = 220


def bars_of(item: Plot, room: Box, look: Look) -> Made:
    """Columns for few buckets with short names, else bars; each with its value at the end."""
    chart, categories = item.chart, categories_of(item.chart)
    stands = chart.form == "buckets" and _is_short(item, room, look.face)
    data = CategoryChartData(number_format=number_format(chart) or "General")
    most = room.width * NAME_SHARE
    names = [clean(axis_label(at)) for at in categories]
    data.categories = [name if stands else look.face.cut(name, item.type.chart, most) for name in names] or [""]
    for series in chart.series:
        found = {point.at: point.value for point in series.points}
        data.add_series(
            clean(series.name)[:NAME_LENGTH] or "Value",
            [None if found.get(at) is None else float(found[at] or 0) for at in categories],
        )

    def finish(made: Any) -> None:
        made.plots[0].gap_width = ALONE if stands and len(categories) == 1 else GAP_WIDTH[stands]
        made.plots[0].overlap = -5 if len(chart.series) > 1 else 0
        _axes(made, chart, look, stands)
        _marks(made, item, look, categories)

    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if stands else XL_CHART_TYPE.BAR_CLUSTERED
    return Made(kind, data, len(chart.series) > 1, finish)


def _is_short(item: Plot, room: Box, face: Face) -> bool:
    """Whether the columns are few and each name fits under its own in two lines without breaking a word."""
    categories, size = categories_of(item.chart), item.type.chart
    slot = room.width / max(1, len(categories)) * SLOT_SHARE
    names = [clean(axis_label(at)) for at in categories]
    words_fit = all(face.width(word, size) <= slot for name in names for word in name.split())
    is_few = len(categories) * len(item.chart.series) <= MOST_COLUMNS
    return is_few and words_fit and all(face.lines(name, size, slot) <= 2 for name in names)


def _axes(made: Any, chart: Chart, look: Look, stands: bool) -> None:
    """Room for the numbers at both ends; names at the foot or the left, first bar on top."""
    low, high = domain_of(groups_of(chart, look.palette))
    room = (high - low) * HEADROOM * (1 if stands else 1.6)
    made.value_axis.minimum_scale = low - room if low < 0 else 0
    made.value_axis.maximum_scale = high + room
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    made.category_axis.reverse_order = not stands
    quiet_axis(made.category_axis)


def _marks(made: Any, item: Plot, look: Look, categories: tuple[str, ...]) -> None:
    groups = {group.label: group for group in groups_of(item.chart, look.palette)}
    how = Labelling(number_format(item.chart), item.type.chart, look.colours.ink, XL_LABEL_POSITION.OUTSIDE_END)
    for place, (plotted, series) in enumerate(zip(made.plots[0].series, item.chart.series, strict=True)):
        plotted.invert_if_negative = False
        # The legend takes its colour from the series, not from its columns.
        filled(plotted, look.palette.series[place % len(look.palette.series)])
        for point in series.points:
            if point.value is None:
                continue
            mark = plotted.points[categories.index(point.at)]
            held = [other for other in groups[point.at].marks if other.shown == point.shown]
            filled(mark, held[0].colour)
            label(mark, point, how)
