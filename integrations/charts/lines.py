"""Trends and cohorts: a line per series, named at its end, numbers on its points, a cross where a value is missing."""

from __future__ import annotations

from itertools import pairwise

from assistant.papers.paper import Chart, Series
from integrations.charts.endings import LINE, draw_names, names_left
from integrations.charts.frame import LABEL, MARGIN, WIDTH, Taken
from integrations.charts.lettering import width_of
from integrations.charts.numbers import LIFT, draw_numbers
from integrations.charts.plot import Plot, colour_of
from integrations.charts.scales import Scale, axis_label, categories_of, places_of, values_of
from integrations.charts.sheet import Box, Ink, Sheet, box_of

HEIGHT = 3.3
FOOT = 0.24
PADDING = 0.08
NARROWEST_NAME = 0.9
CROWDED = 24
STYLES = ("-", (0, (4, 1.5)), (0, (1, 1.2)))
MARKERS = ("o", "s", "^", "D", "v", "P")


def height_of_lines(chart: Chart) -> float:
    """Enough for every line to be named at its end."""
    return max(HEIGHT, len(chart.series) * LINE + 0.8)


def draw_lines(sheet: Sheet, chart: Chart, room: Box) -> None:
    plot = _plot(chart, room)
    taken = Taken()
    _axis(sheet, plot)
    for index, series in enumerate(chart.series):
        _stroke(sheet, plot, series, index)
        taken.cross(plot.run(series))
    _missing(sheet, plot, taken)
    draw_names(sheet, plot, taken)
    draw_numbers(sheet, plot, taken)


def _plot(chart: Chart, room: Box) -> Plot:
    values = values_of(chart) or [0.0]
    low, high = min(values), max(values)
    slack = (high - low) * 0.12 or 1.0
    right = names_left(chart) - 0.15 if len(chart.series) > 1 else room.right - 0.3
    inner = Box(room.left + 0.35, room.top + 0.2, right, room.bottom - 0.32)
    categories = categories_of(chart)
    along = Scale(0, 1, inner.left, inner.right)
    across = {at: along.at(place) for at, place in places_of(categories).items()}
    return Plot(chart, inner, across, Scale(low - slack, high + slack, inner.bottom, inner.top))


def _axis(sheet: Sheet, plot: Plot) -> None:
    """The base line with every so manyth category, counted back from the last; the zero line where it is crossed."""
    room, theme = plot.room, sheet.theme
    sheet.line([room.left - 0.15, room.right + 0.1], [room.bottom] * 2, theme.grid)
    if plot.up.low < 0 < plot.up.high:
        zero = plot.up.at(0)
        sheet.line([room.left - 0.15, room.right + 0.1], [zero, zero], theme.muted, linewidth=0.8)
    ink = Ink(LABEL, theme.muted, align="center")
    places = list(plot.across.items())
    most = max(NARROWEST_NAME, room.width / max(1, len(places)) - 0.1)
    named = [(x, sheet.fitted(axis_label(at), ink, most)) for at, x in places]
    for x, written in _apart(named):
        box = box_of(x, room.bottom + FOOT, written, ink)
        middle = x + max(0.0, MARGIN - box.left) - max(0.0, box.right - WIDTH + MARGIN)
        sheet.text(middle, room.bottom + FOOT, written, ink)


def _apart(named: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Every name, or every second, third and so on back from the last, until none reaches into the next."""
    for step in range(1, len(named)):
        kept = named[::-step]
        if all(right - left >= _reach(a) + _reach(b) for (right, a), (left, b) in pairwise(kept)):
            return kept
    return named[-1:]


def _reach(written: str) -> float:
    return width_of(written, LABEL) / 2 + PADDING


def _stroke(sheet: Sheet, plot: Plot, series: Series, index: int) -> None:
    """The line, broken where a value is missing, with a dot on each value."""
    places = [(plot.place(point), point.value is None) for point in plot.in_order(series)]
    xs = [x for (x, _), _ in places]
    ys = [float("nan") if is_missing else y for (_, y), is_missing in places]
    colour = colour_of(sheet.theme, plot.chart, index)
    rank = index // len(sheet.theme.series) if plot.chart.form == "trend" else 0
    sheet.line(
        xs,
        ys,
        colour,
        linewidth=2.2,
        linestyle=STYLES[rank % len(STYLES)],
        marker=MARKERS[index % len(MARKERS)],
        markersize=6 if len(plot.across) <= CROWDED else 3.2,
        markeredgecolor=sheet.theme.card,
        markeredgewidth=0.9,
    )


def _missing(sheet: Sheet, plot: Plot, taken: Taken) -> None:
    """A cross on the base line for each place where some line has no value."""
    gaps = {point.at: point for series in plot.chart.series for point in series.points if point.value is None}
    ink = Ink(LABEL - 1, sheet.theme.muted, align="center")
    for at, point in gaps.items():
        x, y = plot.across[at], plot.room.bottom
        sheet.dot(x, y, sheet.theme.tones["gap"], "x", 6)
        written = sheet.fitted(point.shown, ink, 0.9)
        if len(plot.chart.series) == 1 and taken.claim(box_of(x, y - LIFT, written, ink)):
            sheet.text(x, y - LIFT, written, ink)
