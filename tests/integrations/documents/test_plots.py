"""Charts on slides: numbers beside their line, columns of a fit width, a timeline that stays on one slide."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pptx.enum.chart import XL_LABEL_POSITION

from assistant.papers.paper import Chart, Part, Point, Series
from integrations.documents.deck.items import Events
from integrations.documents.deck.line_plots import _beside
from integrations.documents.deck.pages import pages_of
from integrations.documents.deck.slides import deck
from integrations.documents.measuring import Face
from integrations.documents.style import PLACES
from tests.integrations.charts.samples import BUCKETS, LONG, chart, series
from tests.integrations.documents.reading import slides_of
from tests.integrations.documents.samples import IMPRINT, QBR

PAIRS = chart(
    "buckets",
    "Progress",
    "percent",
    series("Progress", [("Goal", "0.5", "50.0 %")]),
    series("Time gone", [("Goal", "0.8", "80.0 %")]),
)


def line(*values: int) -> Series:
    points = (Point(at=str(place), value=Decimal(value), shown=str(value)) for place, value in enumerate(values))
    return Series(name="Uses", points=tuple(points))


@pytest.mark.parametrize(
    ("values", "position"),
    [
        ((100, 60, 0), XL_LABEL_POSITION.RIGHT),
        ((100, 60, 58, 0), XL_LABEL_POSITION.BELOW),
        ((100, 98, 0), XL_LABEL_POSITION.ABOVE),
        ((0, 60, 100), XL_LABEL_POSITION.LEFT),
        ((0, 98, 100), XL_LABEL_POSITION.ABOVE),
        ((0, 2, 100), XL_LABEL_POSITION.BELOW),
        ((100, 0, 100), XL_LABEL_POSITION.BELOW),
        ((0, 100, 0), XL_LABEL_POSITION.ABOVE),
    ],
)
def test_a_number_stands_beside_its_line(values: tuple[int, ...], position: XL_LABEL_POSITION) -> None:
    series = line(*values)
    assert _beside(series, series.points[1]) == position


def test_a_timeline_stands_closer_before_it_goes_on_over_a_second_slide() -> None:
    points = tuple(
        Point(at=f"2026-{month:02}-01", value=None, shown="Use dropped. " + LONG * (month % 2))
        for month in range(1, 13)
    )
    events = Chart(form="timeline", title="", unit="date", series=(Series(name="usage", points=points),))
    (page,) = pages_of(Part(name="time", heading="Time", blocks=(events,)), PLACES["area"], Face())
    (placed,) = page.placed
    assert isinstance(placed.item, Events)
    assert (len(placed.item.events), placed.item.size) == (12, 12.0)


def test_columns_of_one_category_alone_do_not_fill_the_slide() -> None:
    one = tuple(held.model_copy(update={"points": held.points[:1]}) for held in BUCKETS.series)
    part = Part(name="x", heading="X", blocks=(BUCKETS.model_copy(update={"series": one}),))
    made = slides_of(deck(QBR.model_copy(update={"parts": (part,)}), IMPRINT))
    (plot,) = [shape.chart.plots[0] for slide in made for shape in slide.shapes if shape.has_chart]
    assert plot.gap_width > 100


def test_the_legend_of_bars_shows_the_colours_of_the_bars() -> None:
    part = Part(name="x", heading="X", blocks=(PAIRS,))
    made = slides_of(deck(QBR.model_copy(update={"parts": (part,)}), IMPRINT))
    (plot,) = [shape.chart.plots[0] for slide in made for shape in slide.shapes if shape.has_chart]
    for held in plot.series:
        assert held.format.fill.fore_color.rgb == held.points[0].format.fill.fore_color.rgb
