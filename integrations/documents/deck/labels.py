"""How values are written on native charts: by a number format where one writes them as the facts do, else as text."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assistant.papers.paper import Chart, Point
from tools.facts import SYMBOLS, WORDS

PLACES = (0, 1, 2)


def number_format(chart: Chart) -> str | None:
    """The format under which each value of the chart reads as it is shown; None where there is no such format.

    Labels that follow a format stay true when somebody edits the chart's data.
    """
    points = [point for series in chart.series for point in series.points if point.value is not None]
    for places in PLACES:
        for is_signed in (False, True):
            if points and all(_written(point, chart, places, is_signed) == point.shown for point in points):
                return _format(chart, places, is_signed)
    return None


def _affixes(chart: Chart) -> tuple[str, str]:
    """What stands before and after a number of the chart's unit."""
    if chart.unit == "money":
        return SYMBOLS.get(chart.currency or "", f"{chart.currency} " if chart.currency else ""), ""
    if chart.unit == "percent":
        return "", " %"
    return "", f" {WORDS[chart.unit]}" if chart.unit in WORDS else ""


def _written(point: Point, chart: Chart, places: int, is_signed: bool) -> str:
    """The value as the format would write it."""
    before, after = _affixes(chart)
    scaled = Decimal(point.value or 0) * (100 if chart.unit == "percent" else 1)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign = "-" if scaled < 0 and rounded else "+" if is_signed and scaled > 0 else ""
    return f"{sign}{before}{rounded:,}{after}"


def _format(chart: Chart, places: int, is_signed: bool) -> str:
    before, after = _affixes(chart)
    digits = "#,##0" + ("." + "0" * places if places else "")
    # In a number format the percent sign scales by a hundred; anything else in quotes is itself.
    tail = " %" if chart.unit == "percent" else f'"{after}"' if after else ""
    body = f'"{before}"{digits}{tail}' if before else f"{digits}{tail}"
    return f"+{body};-{body};{body}" if is_signed else f"{body};-{body}"
