"""A chart as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.papers.paper import Chart, Form
from integrations.charts.bars import draw_bars, height_of_bars, key_of_bars
from integrations.charts.events import draw_events, height_of_events, key_of_events
from integrations.charts.frame import MARGIN, WIDTH, draw_head, head_height
from integrations.charts.lines import draw_lines, height_of_lines
from integrations.charts.sheet import Box, Format, Sheet, developed, new_sheet
from integrations.charts.theme import THEMES, ThemeName


@dataclass(frozen=True)
class Drawing:
    """How a form is drawn: its marks, the inches they need, and the names that a key has to explain."""

    draw: Callable[[Sheet, Chart, Box], None]
    height: Callable[[Chart], float]
    key: Callable[[Chart], tuple[str, ...]]


LINES = Drawing(draw_lines, height_of_lines, lambda _: ())
BARS = Drawing(draw_bars, height_of_bars, key_of_bars)
DRAWINGS: dict[Form, Drawing] = {
    "trend": LINES,
    "cohorts": LINES,
    "bridge": BARS,
    "contributions": BARS,
    "buckets": BARS,
    "timeline": Drawing(draw_events, height_of_events, key_of_events),
}


def picture(chart: Chart, theme: ThemeName = "light", form: Format = "png") -> bytes:
    """The chart as PNG or SVG bytes, 8 inches wide; the same chart gives the same bytes."""
    return developed(drawn(chart, theme), form)


def drawn(chart: Chart, theme: ThemeName) -> Sheet:
    """The chart on a sheet as high as its marks need."""
    drawing = DRAWINGS[chart.form]
    names = drawing.key(chart)
    head = head_height(chart.title, names)
    height = head + drawing.height(chart) + MARGIN
    sheet = new_sheet(WIDTH, height, THEMES[theme])
    draw_head(sheet, chart.title, names, THEMES[theme].series)
    drawing.draw(sheet, chart, Box(MARGIN, head, WIDTH - MARGIN, height - MARGIN))
    return sheet
