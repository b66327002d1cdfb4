"""A timeline: a strip that shows how the days lie apart, and under it each event with its day and what happened."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.papers.paper import Chart, Point
from integrations.charts.frame import LABEL
from integrations.charts.lettering import drawable, width_of
from integrations.charts.scales import Scale, day_of, places_of
from integrations.charts.sheet import Box, Ink, Sheet
from integrations.charts.wrapping import within
from tools.periods import write_day

STRIP = 0.5
LINE = 0.18
GAP = 0.13
DAY_ROOM = 1.0
TEXT_LEFT = 1.45
TEXT_LINES = 2
TEXT_ROOM = 5.85


@dataclass(frozen=True)
class Event:
    """One dated event; `kind` is the place of its series."""

    at: str
    text: str
    kind: int
    point: Point

    @property
    def day(self) -> str:
        day = day_of(self.at)
        return write_day(day) if day else self.at

    @property
    def is_grave(self) -> bool:
        return self.point.tone in ("warning", "bad")


def events_of(chart: Chart) -> tuple[Event, ...]:
    """Every event in the order of time."""
    found = (
        Event(point.at, point.shown, kind, point) for kind, series in enumerate(chart.series) for point in series.points
    )
    return tuple(sorted(found, key=lambda event: event.at))


def key_of_events(chart: Chart) -> tuple[str, ...]:
    """The kinds, unless there is only one or they have no names."""
    names = tuple(series.name for series in chart.series)
    return names if len(names) > 1 and any(names) else ()


def height_of_events(chart: Chart) -> float:
    return STRIP + sum(len(_lines(event)) * LINE + GAP for event in events_of(chart)) + 0.05


def draw_events(sheet: Sheet, chart: Chart, room: Box) -> None:
    events = events_of(chart)
    _strip(sheet, events, room)
    top = room.top + STRIP
    for event in events:
        lines = _lines(event)
        colour = sheet.theme.series[event.kind % len(sheet.theme.series)]
        middle = top + LINE / 2
        sheet.text(room.left + DAY_ROOM, middle, event.day, Ink(LABEL, sheet.theme.muted, align="right"), DAY_ROOM)
        bottom = middle + len(lines) * LINE + GAP
        if event is not events[-1]:
            sheet.line([room.left + 1.22] * 2, [middle, bottom], sheet.theme.grid, linewidth=1.4, zorder=1)
        sheet.dot(room.left + 1.22, middle, colour, size=8)
        for index, line in enumerate(lines):
            sheet.text(
                room.left + TEXT_LEFT, middle + index * LINE, line, Ink(LABEL, sheet.theme.ink, bold=event.is_grave)
            )
        top = top + len(lines) * LINE + GAP


def _lines(event: Event) -> list[str]:
    return within(
        drawable(event.text), TEXT_ROOM, TEXT_LINES, lambda text: width_of(text, LABEL, bold=event.is_grave)
    ) or [""]


def _strip(sheet: Sheet, events: tuple[Event, ...], room: Box) -> None:
    """One line from the first day to the last with a dot where each event lies."""
    along = Scale(0, 1, room.left + 0.1, room.right - 0.1)
    places = places_of(tuple(dict.fromkeys(event.at for event in events)))
    height = room.top + 0.17
    sheet.line([room.left, room.right], [height, height], sheet.theme.grid, linewidth=3)
    for event in events:
        colour = sheet.theme.series[event.kind % len(sheet.theme.series)]
        sheet.dot(along.at(places[event.at]), height, colour, size=8)
