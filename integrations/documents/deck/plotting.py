"""How a chart fits a box: a chart stretches with the room, a timeline has rows, many bars go on over two slides."""

from __future__ import annotations

import math

from assistant.papers.paper import Chart
from integrations.charts.events import Event, events_of
from integrations.charts.marks import groups_of, is_cut
from integrations.charts.scales import axis_label, categories_of
from integrations.charts.sheet import Box
from integrations.charts.theme import THEMES
from integrations.charts.wrapping import clean
from integrations.documents.deck.items import Events, Fitted, Placed, Plot, Setting
from integrations.documents.measuring import line_height

BARS = frozenset({"contributions", "buckets"})
MOST_BARS = 14
LEAST_HEIGHT = 2.3
BAR = 0.2
TALLEST = 2.7
DENSE_HEIGHT = 1.7
STRIP = 0.45
DAY_ROOM = 1.4
TEXT_LEFT = 1.8
EVENT_GAP = 0.16
# Where it saves a second slide: the size of the events, and inches between two.
CLOSE = ((14.0, 0.1), (13.0, 0.07), (12.0, 0.05))
EVENT_LINES = 2
CUT_NOTE = "The levels are cut: the scale does not start at zero."


def is_elastic(block: object) -> bool:
    """Whether a block takes whatever height there is."""
    return isinstance(block, Chart) and block.form != "timeline"


def least_height(chart: Chart, setting: Setting) -> float:
    """Inches under which a chart would not be read; bars need their own."""
    if setting.type.is_dense:
        return DENSE_HEIGHT
    bars = len(categories_of(chart)) * len(chart.series) if chart.form in BARS else 0
    return max(LEAST_HEIGHT, min(MOST_BARS * len(chart.series), bars) * BAR + 0.8) if bars else LEAST_HEIGHT


def fit_chart(chart: Chart, box: Box, setting: Setting) -> Fitted:
    """The whole chart in the whole box, or its first bars where it has very many."""
    if chart.form == "timeline":
        return _fit_events(chart, box, setting)
    if box.height < min(least_height(chart, setting), TALLEST) - 1e-6:
        return Fitted((), box.top, chart)
    shown, rest = _first_bars(chart)
    title = setting.face.cut(clean(chart.title), setting.type.chart_title, box.width, 2, bold=True)
    lines = setting.face.lines(title, setting.type.chart_title, box.width, bold=True)
    note = setting.face.cut(_note(shown), 10, box.width)
    plot = Plot(shown, title, lines, note, setting.type)
    return Fitted((Placed(box, plot, chart.facts),), box.bottom, rest)


def _first_bars(chart: Chart) -> tuple[Chart, Chart | None]:
    categories = categories_of(chart)
    if chart.form not in BARS or len(categories) <= MOST_BARS:
        return chart, None
    count = math.ceil(len(categories) / math.ceil(len(categories) / MOST_BARS))
    return _only(chart, categories[:count]), _only(chart, categories[count:])


def _only(chart: Chart, categories: tuple[str, ...]) -> Chart:
    series = (
        one.model_copy(update={"points": tuple(point for point in one.points if point.at in categories)})
        for one in chart.series
    )
    return chart.model_copy(update={"series": tuple(series)})


def _note(chart: Chart) -> str:
    """What the marks alone do not say: a scale that is cut, values that are missing."""
    missing = {
        f"{axis_label(point.at)} ({point.shown})"
        for series in chart.series
        for point in series.points
        if point.value is None
    }
    said = [f"Without a value: {', '.join(sorted(missing))}."] if missing else []
    if chart.form == "bridge" and is_cut(groups_of(chart, THEMES["light"])):
        said.append(CUT_NOTE)
    return clean(" ".join(said))


def _fit_events(chart: Chart, box: Box, setting: Setting) -> Fitted:
    """The title, the strip of days and as many events as fit under it; closer together where all fit then."""
    head = line_height(setting.type.chart_title) + 0.1 + STRIP
    events = events_of(chart)
    tried = [(min(16.0, setting.size), EVENT_GAP), *(CLOSE if setting.may_cut else ())]
    found = [
        (size, _rows(events, Box(box.left, box.top + head, box.right, box.bottom), size, gap, setting))
        for size, gap in tried
    ]
    size, rows = next((one for one in found if len(one[1]) == len(events)), found[0])
    if not rows:
        return Fitted((), box.top, chart)
    title = setting.face.cut(clean(chart.title), setting.type.chart_title, box.width, bold=True)
    texts, heights = zip(*rows, strict=True)
    item = Events(chart, events[: len(rows)], title, texts, heights, size, setting.type)
    own = Box(box.left, box.top, box.right, box.top + head + sum(heights))
    in_full = tuple(clean(event.text) for event, text in zip(events, texts, strict=False) if clean(event.text) != text)
    return Fitted((Placed(own, item, chart.facts, in_full),), own.bottom, _later(chart, events[len(rows) :]))


def _rows(events: tuple[Event, ...], box: Box, size: float, gap: float, setting: Setting) -> list[tuple[str, float]]:
    """The texts of the events that fit the box, each with the inches it takes."""
    width = box.width - TEXT_LEFT
    rows: list[tuple[str, float]] = []
    for event in events:
        text = setting.face.cut(clean(event.text), size, width, EVENT_LINES, bold=True)
        height = setting.face.lines(text, size, width, bold=True) * line_height(size) + gap
        is_full = box.top + sum(taken for _, taken in rows) + height > box.bottom + 1e-6
        if is_full or (text != clean(event.text) and not setting.may_cut):
            break
        rows.append((text, height))
    return rows


def _later(chart: Chart, events: tuple[Event, ...]) -> Chart | None:
    if not events:
        return None
    left = {id(event.point) for event in events}
    series = (
        one.model_copy(update={"points": tuple(point for point in one.points if id(point) in left)})
        for one in chart.series
    )
    return chart.model_copy(update={"series": tuple(series)})
