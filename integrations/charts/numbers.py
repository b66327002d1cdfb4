"""The numbers on the points of lines, written where they cover neither each other nor a line."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.papers.paper import Chart, Point
from integrations.charts.frame import LABEL, MARGIN, WIDTH, Taken
from integrations.charts.plot import Plot, colour_of
from integrations.charts.sheet import Box, Ink, Sheet, box_of

LIFT = 0.16
PADDING = 0.05
ROOM = 1.4
# Above, below, then beside on the slope that leaves a corner free.
PLACES = ((0.0, -LIFT), (0.0, LIFT), (0.3, -LIFT), (-0.3, -LIFT), (0.3, LIFT), (-0.3, LIFT))


def draw_numbers(sheet: Sheet, plot: Plot, taken: Taken) -> None:
    """Ends and extremes are written first, and over a line if they must; the rest only where there is room."""
    for point, index, is_weighty in _by_weight(plot.chart):
        colour = sheet.theme.ink if len(plot.chart.series) == 1 else colour_of(sheet.theme, plot.chart, index)
        ink = Ink(LABEL, colour, align="center")
        written = sheet.fitted(point.shown, ink, ROOM)
        spot = _spot(plot, point, written, taken, is_weighty)
        if spot:
            sheet.text(*spot, written, ink)


def _spot(plot: Plot, point: Point, written: str, taken: Taken, is_weighty: bool) -> tuple[float, float] | None:
    x, y = plot.place(point)
    for may_cross in (False, True) if is_weighty else (False,):
        for right, down in PLACES:
            box = box_of(x + right, y + down, written, Ink(LABEL, "", align="center"))
            if _is_inside(box, plot) and (may_cross or not taken.is_crossed(box)) and taken.claim(_padded(box)):
                return x + right, y + down
    return None


def _is_inside(box: Box, plot: Plot) -> bool:
    return box.left > MARGIN / 2 and box.right < WIDTH - MARGIN / 2 and box.bottom < plot.room.bottom + 0.02


def _padded(box: Box) -> Box:
    return Box(box.left - PADDING, box.top, box.right + PADDING, box.bottom)


def _by_weight(chart: Chart) -> Iterator[tuple[Point, int, bool]]:
    """Points in the order in which they deserve a number, the weighty ones first.

    The last value of one of several lines is left out: it stands beside the line's name.
    """
    rest: list[tuple[Point, int, bool]] = []
    for index, series in enumerate(chart.series):
        known = [point for point in series.points if point.value is not None]
        ranked = sorted(known, key=lambda point: float(point.value or 0))
        written = known[-1:] if len(chart.series) > 1 else []
        weighty = dict.fromkeys((*known[-1:], *known[:1], *ranked[-1:], *ranked[:1]))
        is_alone = len(chart.series) == 1
        yield from ((point, index, is_alone) for point in weighty if point not in written)
        rest.extend((point, index, False) for point in known if point not in weighty)
    yield from rest
