"""A bridge as native stacked columns: an unseen base carries each step to where the one before ended."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from assistant.papers.paper import Point
from integrations.charts.marks import Group, domain_of, groups_of
from integrations.charts.scales import axis_label
from integrations.charts.sheet import Box
from integrations.charts.theme import Theme
from integrations.charts.wrapping import clean
from integrations.documents.deck.chart_xml import Labelling, Made, filled, label, quiet_axis, unseen
from integrations.documents.deck.items import Plot
from integrations.documents.deck.look import Look

BASE, ROOM = "Base (unseen)", "Room for numbers (unseen)"
HEADROOM = 0.12


def bridge_of(item: Plot, _room: Box, look: Look) -> Made:
    groups = groups_of(item.chart, look.palette)
    points = item.chart.series[0].points if item.chart.series else ()
    low, high = domain_of(groups)
    room = (high - low) * HEADROOM
    data = CategoryChartData(number_format="General")
    data.categories = [clean(axis_label(group.label)) for group in groups] or [""]
    columns = _columns(groups, look.palette)
    for name, values, _ in columns:
        data.add_series(name, values)
    data.add_series(ROOM, [room for _ in groups])

    def finish(made: Any) -> None:
        made.plots[0].gap_width, made.plots[0].overlap = 45, 100
        made.value_axis.minimum_scale = low - (room if low < 0 else 0)
        made.value_axis.maximum_scale = high + room * 1.2
        made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        quiet_axis(made.category_axis)
        for plotted, (name, _, colour) in zip(made.plots[0].series, columns, strict=False):
            plotted.invert_if_negative = False
            unseen(plotted) if name == BASE else filled(plotted, colour)
        _numbers(made.plots[0].series[len(columns)], points, item, look)

    return Made(XL_CHART_TYPE.COLUMN_STACKED, data, False, finish)


def _columns(groups: tuple[Group, ...], palette: Theme) -> list[tuple[str, list[float], str]]:
    """The stacked series: the base, then levels, rises and falls, above zero and below it."""
    kinds = (("Level", palette.level), ("Rise", palette.series[2]), ("Fall", palette.series[1]))
    columns = [(BASE, [_base(group) for group in groups], "")]
    for name, colour in kinds:
        own = [group if _kind(group) == name else None for group in groups]
        columns.append((name, [_above(group) if group else 0.0 for group in own], colour))
        below = [_below(group) if group else 0.0 for group in own]
        if any(below):
            columns.append((f"{name} below zero", below, colour))
    return columns


def _kind(group: Group) -> str:
    mark = group.marks[0]
    return "Level" if mark.is_level else "Fall" if mark.is_fall else "Rise"


def _ends(group: Group) -> tuple[float, float]:
    mark = group.marks[0]
    return (mark.start, mark.start) if mark.is_missing else (min(mark.start, mark.end), max(mark.start, mark.end))


def _base(group: Group) -> float:
    """How far the bar hangs from zero; nothing when it crosses it."""
    low, high = _ends(group)
    return low if low > 0 else min(high, 0.0)


def _above(group: Group) -> float:
    low, high = _ends(group)
    return max(high, 0.0) - max(low, 0.0)


def _below(group: Group) -> float:
    low, high = _ends(group)
    return min(low, 0.0) - min(high, 0.0)


def _numbers(carrier: Any, points: tuple[Point, ...], item: Plot, look: Look) -> None:
    """The steps' numbers at the foot of an unseen column that stands on each bar."""
    unseen(carrier)
    how = Labelling(None, item.type.chart, look.colours.ink, XL_LABEL_POSITION.INSIDE_BASE)
    for index, point in enumerate(points):
        label(carrier.points[index], point, how)
