"""Pictures of charts: every form, every theme, and data that is not kind."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from assistant.papers.paper import Chart
from integrations.charts.picture import drawn, picture
from integrations.charts.scales import axis_label
from integrations.charts.theme import ThemeName
from tests.integrations.charts.samples import BRIDGE, COHORTS, EXTREMES, FORMS, SEGMENTS, TIMELINE, TREND

ALL = {**FORMS, **EXTREMES}
SVG = "{http://www.w3.org/2000/svg}"


def texts_of(chart: Chart) -> list[str]:
    root = ElementTree.fromstring(picture(chart, "light", "svg"))
    return ["".join(element.itertext()).strip() for element in root.iter(f"{SVG}text")]


def extents_of(chart: Chart) -> list[tuple[str, Any]]:
    """Where matplotlib itself puts each text, in pixels; ours are only estimates."""
    sheet = drawn(chart, "light")
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()
    found = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in sheet.axes.texts]
    return [(text, extent) for text, extent in found if text]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ALL)
def test_every_chart_becomes_a_picture_with_something_on_it(name: str, theme: ThemeName) -> None:
    with Image.open(io.BytesIO(picture(ALL[name], theme))) as opened:
        assert opened.format == "PNG"
        assert opened.width == 1280
        colours = opened.convert("RGB").getcolors(1_000_000)
    assert colours is not None
    assert len(colours) > 2


@pytest.mark.parametrize("name", ALL)
def test_no_text_leaves_the_card(name: str) -> None:
    sheet = drawn(ALL[name], "light")
    wide, high = sheet.figure.get_size_inches() * sheet.figure.dpi
    for text, extent in extents_of(ALL[name]):
        assert extent.x0 >= 0, text
        assert extent.x1 <= wide, text
        assert extent.y0 >= 0, text
        assert extent.y1 <= high, text


@pytest.mark.parametrize("name", [*FORMS, "sixty bars", "twelve lines of sixty points", "sixty steps"])
def test_no_text_is_written_over_another(name: str) -> None:
    for (one, first), (other, second) in combinations(extents_of(ALL[name]), 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 2 or down <= 4, (one, other)


@pytest.mark.parametrize("name", FORMS)
def test_every_number_on_a_chart_is_one_of_the_charts_own(name: str) -> None:
    chart = FORMS[name]
    points = [point for series in chart.series for point in series.points]
    said = " ".join(
        [chart.title, *(series.name for series in chart.series), *(point.shown for point in points)]
        + [axis_label(point.at) for point in points]
        + [f"{int(point.at[8:])} {point.at[:4]}" for point in points if chart.form == "timeline"]
    )
    numbers = {number for text in texts_of(chart) for number in re.findall(r"[\d.,]*\d", text)}
    assert numbers <= set(re.findall(r"[\d.,]*\d", said))


def test_the_numbers_stand_on_the_marks() -> None:
    assert {"106.0 %", "101.0 %", "98.8 %", "not defined"} <= set(texts_of(TREND))
    assert {"$1,000", "+$60", "-$20", "$1,040"} <= set(texts_of(BRIDGE))


def test_lines_are_named_at_their_ends_with_their_last_value() -> None:
    assert {"Enterprise 102.0 %", "SMB 81.0 %"} <= set(texts_of(SEGMENTS))
    assert "2024-07 100.0 %" in texts_of(COHORTS)


def test_events_are_told_in_the_order_of_time() -> None:
    days = [text for text in texts_of(TIMELINE) if re.fullmatch(r"\d+ \w{3} \d{4}", text)]
    assert days == ["3 Feb 2025", "20 Feb 2025", "17 Mar 2025"]


def test_a_bridge_whose_levels_are_cut_says_so() -> None:
    assert any("does not start at zero" in text for text in texts_of(BRIDGE))


def test_the_same_chart_gives_the_same_bytes_from_several_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: picture(TREND), range(8)))
    assert len(made) == 1
    assert picture(TREND, "light", "svg") == picture(TREND, "light", "svg")


def test_a_dollar_sign_is_never_read_as_mathematics() -> None:
    chart = BRIDGE.model_copy(update={"title": "From $1 to $2 and {x}_1^2"})
    assert "From $1 to $2 and {x}_1^2" in texts_of(chart)
