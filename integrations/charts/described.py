"""A chart in words, for those who do not see it."""

from __future__ import annotations

from assistant.papers.paper import Chart, Form, Point, Series
from integrations.charts.events import events_of
from integrations.charts.scales import axis_label
from integrations.charts.wrapping import clean

KINDS: dict[Form, str] = {
    "trend": "Line chart",
    "bridge": "Bridge chart",
    "cohorts": "Line chart of cohorts",
    "contributions": "Bar chart",
    "timeline": "Timeline",
    "buckets": "Bar chart",
}
MOST_MARKS = 14
LONGEST = 1900  # Slack takes 2,000 characters.


def described(chart: Chart) -> str:
    """What the chart shows, number by number as written on it, in at most 1,900 characters."""
    said = "; ".join(_events(chart) if chart.form == "timeline" else [_series(series) for series in chart.series])
    whole = clean(f"{KINDS[chart.form]}: {chart.title}. {said}.")
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1].rstrip() + "…"


def _events(chart: Chart) -> list[str]:
    return [f"{event.day} ({chart.series[event.kind].name}): {event.text}" for event in events_of(chart)]


def _series(series: Series) -> str:
    points = series.points
    left_out = 0
    if len(points) > MOST_MARKS:
        weighty = _weighty(points)
        left_out, points = len(points) - len(weighty), weighty
    said = ", ".join(f"{axis_label(point.at)} {point.shown}" for point in points)
    more = f", {left_out} more points between" if left_out else ""
    return f"{series.name}: {said}{more}" if series.name else said + more


def _weighty(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Ends, highest and lowest, in their order."""
    known = sorted((point for point in points if point.value is not None), key=lambda point: float(point.value or 0))
    kept = {points[0], points[-1], *known[:1], *known[-1:]}
    return tuple(point for point in points if point in kept)
