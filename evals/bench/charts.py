"""The charts of a run, as SVG."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.papers.paper import Chart, Point, Series
from integrations.charts.picture import picture

GROWTH = {
    "point": "one year",
    "by_segment": "by segment",
    "series_of_24_months": "24 months",
    "point_by_lines": "from the lines",
}


def charts_of(results: dict[str, Any]) -> dict[str, bytes]:
    """File name -> SVG."""
    return {"growth.svg": picture(growth(results), form="svg"), "ratios.svg": picture(ratios(results), form="svg")}


def growth(results: dict[str, Any]) -> Chart:
    """Milliseconds of each question by the number of accounts."""
    sizes = results["accounts"]
    series = tuple(
        Series(
            name=label,
            points=tuple(_point(f"{int(size):,}", found[name]["ms"], "ms") for size, found in sizes.items()),
        )
        for name, label in GROWTH.items()
    )
    return Chart(form="trend", title="NRR and GRR: milliseconds by number of accounts", unit="ratio", series=series)


def ratios(results: dict[str, Any]) -> Chart:
    """Each question of the largest company as a multiple of the same question written by hand."""
    largest = results["accounts"][max(results["accounts"], key=int)]
    points = tuple(_point(label, largest[name]["ratio"], "x") for name, label in GROWTH.items())
    series = (Series(name="Steward / SQL by hand", points=points),)
    return Chart(
        form="buckets", title="NRR and GRR: time as a multiple of SQL written by hand", unit="ratio", series=series
    )


def _point(at: str, value: float, unit: str) -> Point:
    exact = Decimal(str(round(value, 2)))
    return Point(at=at, value=exact, shown=f"{exact} {unit}")
