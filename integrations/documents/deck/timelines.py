"""A timeline drawn with shapes: a strip of days to scale, and under it each event with its day."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE

from integrations.charts.scales import places_of
from integrations.charts.sheet import Box
from integrations.charts.wrapping import clean
from integrations.documents.deck.items import Events
from integrations.documents.deck.look import Look
from integrations.documents.deck.plotting import DAY_ROOM, STRIP, TEXT_LEFT
from integrations.documents.deck.texts import Letter, one_line, panel
from integrations.documents.measuring import line_height

DOT = 0.13
DOT_LEFT = 1.6
LEGEND = 11.0


def draw_events(slide: Any, box: Box, item: Events, look: Look) -> None:
    title = Box(box.left, box.top, box.right, box.top + line_height(item.type.chart_title))
    one_line(slide, title, item.title, Letter(item.type.chart_title, look.colours.ink, bold=True), "Chart title")
    _strip(slide, Box(box.left, title.bottom + 0.1, box.right, title.bottom + 0.1 + STRIP), item, look)
    top = title.bottom + 0.1 + STRIP
    for event, text, height in zip(item.events, item.texts, item.heights, strict=True):
        colour = _colour(event.kind, look)
        line = line_height(item.size)
        dated = Box(box.left, top, box.left + DAY_ROOM, top + line)
        one_line(slide, dated, event.day, Letter(item.size, look.colours.muted, align="right"), "Day")
        _dot(slide, box.left + DOT_LEFT, top + line / 2, colour)
        said = Box(box.left + TEXT_LEFT, top, box.right, top + height - 0.02)
        one_line(slide, said, text, Letter(item.size, look.colours.ink, bold=event.is_grave), "Event")
        top += height


def _strip(slide: Any, box: Box, item: Events, look: Look) -> None:
    """The line of days with its dots at the left, the kinds' names at the right."""
    right = _key(slide, box, item, look)
    middle = box.top + 0.13
    panel(slide, Box(box.left, middle - 0.02, right, middle + 0.02), look.colours.line, "Days")
    places = places_of(tuple(dict.fromkeys(event.at for event in item.events)))
    for event in item.events:
        at = box.left + DOT + places[event.at] * (right - box.left - 2 * DOT)
        _dot(slide, at, middle, _colour(event.kind, look))


def _key(slide: Any, box: Box, item: Events, look: Look) -> float:
    """Names the kinds from the right; returns where the strip of days has to end."""
    right = box.right
    for kind in sorted({event.kind for event in item.events}, reverse=True):
        name = look.face.cut(clean(item.chart.series[kind].name), LEGEND, 1.6)
        if not name or right < box.left + box.width / 2:
            continue
        width = look.face.width(name, LEGEND)
        named = Box(right - width - 0.02, box.top + 0.03, right, box.top + 0.03 + line_height(LEGEND))
        one_line(slide, named, name, Letter(LEGEND, look.colours.muted), "Kind")
        _dot(slide, named.left - 0.14, named.top + named.height / 2, _colour(kind, look))
        right = named.left - 0.4
    return right


def _dot(slide: Any, x: float, y: float, colour: str) -> None:
    panel(slide, Box(x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2), colour, "Dot", MSO_SHAPE.OVAL)


def _colour(kind: int, look: Look) -> str:
    return look.palette.series[kind % len(look.palette.series)].lstrip("#")
