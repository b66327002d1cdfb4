"""Bridges, contributions and buckets: bars side by side when they are few with short names, else one under another."""

from __future__ import annotations

from assistant.papers.paper import Chart
from integrations.charts.columns import COLUMNS_HEIGHT, column_fits, draw_columns
from integrations.charts.marks import groups_of
from integrations.charts.rows import draw_rows, rows_height
from integrations.charts.sheet import Box, Sheet
from integrations.charts.theme import THEMES


def height_of_bars(chart: Chart) -> float:
    groups = groups_of(chart, THEMES["light"])
    return COLUMNS_HEIGHT if _stands(chart) else rows_height(groups)


def key_of_bars(chart: Chart) -> tuple[str, ...]:
    """Several series have to be told apart; a bridge is one by its nature."""
    several = len(chart.series) > 1 and chart.form != "bridge"
    return tuple(series.name for series in chart.series) if several else ()


def draw_bars(sheet: Sheet, chart: Chart, room: Box) -> None:
    draw = draw_columns if _stands(chart) else draw_rows
    draw(sheet, groups_of(chart, sheet.theme), room)


def _stands(chart: Chart) -> bool:
    return chart.form != "contributions" and column_fits(groups_of(chart, THEMES["light"]))
