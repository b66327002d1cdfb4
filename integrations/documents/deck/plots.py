"""Native charts, which stay editable: lines, bars and bridges with the facts' numbers on them and no other numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pptx.enum.chart import XL_LEGEND_POSITION
from pptx.util import Pt

from assistant.papers.paper import Form
from integrations.charts.described import described
from integrations.charts.sheet import Box
from integrations.documents.deck.bar_plots import bars_of
from integrations.documents.deck.bridge_plots import bridge_of
from integrations.documents.deck.chart_xml import Made, coloured, sound_axes
from integrations.documents.deck.items import Plot
from integrations.documents.deck.line_plots import lines_of
from integrations.documents.deck.look import Look
from integrations.documents.deck.oxml import describe, emu
from integrations.documents.deck.texts import Letter, one_line
from integrations.documents.measuring import line_height

NOTE = 10.0
AFTER_TITLE = 0.08

MAKERS: dict[Form, Callable[[Plot, Box, Look], Made]] = {
    "trend": lines_of,
    "cohorts": lines_of,
    "bridge": bridge_of,
    "contributions": bars_of,
    "buckets": bars_of,
}


def draw_plot(slide: Any, box: Box, item: Plot, look: Look) -> None:
    """The title as text over the chart, the note under it."""
    top = box.top + item.title_lines * line_height(item.type.chart_title)
    title = Box(box.left, box.top, box.right, top)
    one_line(slide, title, item.title, Letter(item.type.chart_title, look.colours.ink, bold=True), "Chart title")
    bottom = box.bottom
    if item.note:
        bottom -= line_height(NOTE) + 0.02
        one_line(
            slide, Box(box.left, bottom, box.right, box.bottom), item.note, Letter(NOTE, look.colours.muted), "Note"
        )
    room = Box(box.left, top + AFTER_TITLE, box.right, bottom)
    made = MAKERS[item.chart.form](item, room, look)
    place = map(emu, (room.left, room.top, room.width, room.height))
    frame = slide.shapes.add_chart(made.kind, *place, made.data)
    describe(frame, "Chart", described(item.chart))
    _dress(frame.chart, made, item, look)
    made.finish(frame.chart)
    sound_axes(frame.chart)


def _dress(chart: Any, made: Made, item: Plot, look: Look) -> None:
    """No title, no value axis, no grid; names of categories and of series in soft ink."""
    chart.has_title = False
    chart.font.size = Pt(item.type.chart)
    coloured(chart.font, look.colours.muted)
    chart.has_legend = made.has_legend
    if made.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(item.type.chart)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.has_minor_gridlines = False
    axis = chart.category_axis
    axis.has_major_gridlines = False
    axis.format.line.width = Pt(1)
    coloured(axis.format.line, look.colours.line)
