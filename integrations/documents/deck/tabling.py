"""How much of a table fits a box: widths by what the columns hold, heights by the lines their cells take."""

from __future__ import annotations

from assistant.papers.paper import Grid
from integrations.charts.sheet import Box
from integrations.documents.column_widths import PAD_ACROSS, shared, whole, wishes
from integrations.documents.deck.items import Fitted, Placed, Setting, Table
from integrations.documents.measuring import Face, line_height

MOST_LINES = 3
PAD_DOWN = 0.08
SMALLEST, LARGEST = 10.0, 16.0


def natural_width(grid: Grid, setting: Setting) -> float:
    """Inches that the table would like to be wide."""
    return sum(wishes(grid.columns, grid.rows, table_size(setting), setting.face))


def fit_grid(grid: Grid, box: Box, setting: Setting) -> Fitted:
    """The header and as many rows as fit; the rest keeps the header for the next slide."""
    if not grid.columns:
        return Fitted((), box.top)
    size = table_size(setting)
    widths = shared(wishes(grid.columns, grid.rows, size, setting.face), box.width)
    header = _cut(grid.columns, widths, size, setting.face, bold=True)
    rows = [_cut(row, widths, size, setting.face) for row in grid.rows]
    is_cut = any(row != whole(full, len(widths)) for row, full in zip(rows, grid.rows, strict=True))
    if is_cut and not setting.may_cut:
        return Fitted((), box.top, grid)
    pad = PAD_DOWN * setting.air
    heights = [_height(header, widths, size, setting.face, bold=True) + 2 * pad]
    for row in rows:
        height = _height(row, widths, size, setting.face) + 2 * pad
        if box.top + sum(heights) + height > box.bottom + 1e-6:
            break
        heights.append(height)
    count = len(heights) - 1
    left = grid.rows[count:]
    if (not count and grid.rows) or box.top + heights[0] > box.bottom:
        return Fitted((), box.top, grid)
    is_right = tuple(column in grid.right for column in grid.columns)
    table = Table(header, tuple(rows[:count]), is_right, tuple(widths), tuple(heights), size, pad)
    own = Box(box.left, box.top, box.left + sum(widths), box.top + sum(heights))
    in_full = tuple(
        " | ".join(whole(full, len(widths)))
        for row, full in zip(rows[:count], grid.rows, strict=False)
        if row != whole(full, len(widths))
    )
    rest = grid.model_copy(update={"rows": left}) if left else None
    return Fitted((Placed(own, table, grid.facts, in_full),), own.bottom, rest)


def table_size(setting: Setting) -> float:
    """Tables are set smaller than the text around them."""
    return min(LARGEST, max(SMALLEST, setting.size - 2))


def _cut(cells: tuple[str, ...], widths: list[float], size: float, face: Face, bold: bool = False) -> tuple[str, ...]:
    written = whole(cells, len(widths))
    rooms = (width - 2 * PAD_ACROSS for width in widths)
    return tuple(face.cut(cell, size, room, MOST_LINES, bold) for cell, room in zip(written, rooms, strict=True))


def _height(cells: tuple[str, ...], widths: list[float], size: float, face: Face, bold: bool = False) -> float:
    rooms = (width - 2 * PAD_ACROSS for width in widths)
    lines = max((face.lines(cell, size, room, bold) for cell, room in zip(cells, rooms, strict=True)), default=1)
    return lines * line_height(size)
