"""Several lines are named where they end, with their last value, in the lines' own colours; no key to look up."""

from __future__ import annotations

from assistant.papers.paper import Chart, Series
from integrations.charts.frame import LABEL, MARGIN, WIDTH, Taken
from integrations.charts.lettering import drawable, width_of
from integrations.charts.plot import Plot, colour_of
from integrations.charts.sheet import Box, Ink, Sheet

ROOM = 2.2
LINE = 0.19
DOTTED = (0, (1, 2))


def names_left(chart: Chart) -> float:
    """The left edge of the column of names."""
    widest = max((width_of(" ".join(_ending(series)), LABEL, bold=True) for series in chart.series), default=0.0)
    return WIDTH - MARGIN - min(ROOM, widest) - 0.05


def draw_names(sheet: Sheet, plot: Plot, taken: Taken) -> None:
    """The names in a column at the right, spread so that none covers another, each tied to its line."""
    if len(plot.chart.series) < 2:
        return
    left = names_left(plot.chart)
    ends = sorted((_end(plot, series)[::-1], index) for index, series in enumerate(plot.chart.series))
    heights = _spread([y for (y, _), _ in ends], plot.room)
    for ((y, x), index), height in zip(ends, heights, strict=True):
        colour = colour_of(sheet.theme, plot.chart, index)
        sheet.line([x + 0.07, left - 0.05], [y, height], colour, linewidth=0.6, linestyle=DOTTED)
        name, value = _ending(plot.chart.series[index])
        ink = Ink(LABEL, colour, bold=True)
        short = sheet.fitted(name, ink, ROOM - width_of(f" {value}", LABEL, bold=True))
        taken.claim(sheet.text(left, height, f"{short} {value}".strip(), ink))


def _ending(series: Series) -> tuple[str, str]:
    shown = next((point.shown for point in reversed(series.points) if point.value is not None), "")
    return drawable(series.name), drawable(shown)


def _end(plot: Plot, series: Series) -> tuple[float, float]:
    known = [point for point in plot.in_order(series) if point.value is not None]
    return plot.place(known[-1]) if known else (plot.room.right, plot.room.bottom)


def _spread(wanted: list[float], room: Box) -> list[float]:
    """Heights as near the wanted ones as a line's distance between them and the room's floor allow."""
    heights: list[float] = []
    for height in wanted:
        heights.append(max(height, heights[-1] + LINE) if heights else height)
    floor = room.bottom
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], floor)
        floor = heights[index] - LINE
    return heights
