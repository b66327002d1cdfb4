"""Decks: what is on them, what their notes prove, and that nothing spills, covers or stays empty."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from assistant.papers.paper import Figure, Figures, Paper
from integrations.charts.sheet import Box
from integrations.documents.deck.fitting import fit_caption, fit_figures
from integrations.documents.deck.items import Caption, Card, Setting
from integrations.documents.deck.slides import deck
from integrations.documents.measuring import Face
from integrations.documents.style import DENSE, TYPE
from tests.integrations.charts.samples import EXTREMES, LONG
from tests.integrations.documents.reading import (
    empty_placeholders,
    notes_of,
    opened,
    outside,
    overflowing,
    overlapping,
    slides_of,
    texts_of,
    title_of,
)
from tests.integrations.documents.samples import BOARD, EXTREME, FULL_BOARD, IMPRINT, QBR

PAPERS = {"review": QBR, "board": BOARD, "full board": FULL_BOARD, "extreme": EXTREME}
DECKS: dict[str, bytes] = {}


def deck_of(name: str) -> bytes:
    if name not in DECKS:
        DECKS[name] = deck(PAPERS[name], IMPRINT)
    return DECKS[name]


def slide_titled(name: str, title: str) -> Any:
    return next(slide for slide in slides_of(deck_of(name)) if title_of(slide) == title)


def charts_on(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_is_higher_than_its_box(name: str) -> None:
    assert [text for slide in slides_of(deck_of(name)) for text in overflowing(slide)] == []


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_lies_outside_the_slide_or_on_something_else(name: str) -> None:
    for slide in slides_of(deck_of(name)):
        assert outside(slide, 13.333, 7.5) == []
        assert overlapping(slide) == [], title_of(slide)


@pytest.mark.parametrize("name", ["review", "board", "full board"])
def test_no_placeholder_stays_empty(name: str) -> None:
    assert [name for slide in slides_of(deck_of(name)) for name in empty_placeholders(slide)] == []


def test_a_review_has_a_cover_and_a_slide_for_each_part_the_internal_ones_hidden_at_the_end() -> None:
    slides = slides_of(deck_of("review"))
    public = [part.heading for part in QBR.parts if not part.is_internal]
    assert [title_of(slide) for slide in slides] == ["Business review: Acme", *public, "For us only"]
    assert [slide._element.get("show") for slide in slides] == [None] * 10 + ["0"]
    assert "remove before sending" in texts_of(slides[-1])


def test_the_cover_says_what_the_company_is_and_the_day_and_its_notes_what_is_to_be_filled_in() -> None:
    cover = slides_of(deck_of("review"))[0]
    assert texts_of(cover).split("\n") == [
        "Business review: Acme",
        "As of 31 March 2026",
        "31 Mar 2026",
        "The Sample Company",
    ]
    assert notes_of(cover).split("\n") == [
        "To fill in before it is sent: Goals of next year",
        "Assumed: The fiscal year starts in February.",
    ]


def test_each_number_of_a_slide_is_traced_in_its_notes() -> None:
    notes = notes_of(slide_titled("review", "What it brought you"))
    assert "rule_of_nrr, version 3: what NRR is in words" in notes
    assert (
        "NRR (Acme): 108.3 % (Q1 FY2026, 1 Jan 2026 to 31 Mar 2026; from accounts, subscriptions: 1,204 rows)" in notes
    )
    assert "rule_of_grr, version 3" in notes
    assert "rule_of_grr" not in notes_of(slide_titled("review", "What we agreed"))


def test_charts_are_native_and_hold_the_papers_own_values() -> None:
    trend, spend = (
        charts_on(slide_titled("review", "How you work with it")),
        charts_on(slide_titled("review", "Your spend")),
    )
    assert [chart.chart_type for chart in (*trend, *spend)] == [
        XL_CHART_TYPE.LINE_MARKERS,
        XL_CHART_TYPE.COLUMN_STACKED,
    ]
    assert tuple(trend[0].plots[0].series[0].values) == (1.06, None, 1.01, 0.988)
    held = {series.name: tuple(series.values) for series in spend[0].plots[0].series}
    assert held["Base (unseen)"] == (0, 1000, 1040, 0)
    assert held["Level"] == (1000, 0, 0, 1040)
    assert (held["Rise"], held["Fall"]) == ((0, 60, 0, 0), (0, 0, 20, 0))


def test_a_bridge_through_zero_is_drawn_above_and_below() -> None:
    chart = next(
        chart for slide in slides_of(deck_of("extreme")) for chart in charts_on(slide) if _is_through_zero(chart)
    )
    held = {series.name: tuple(series.values) for series in chart.plots[0].series}
    assert (held["Fall"], held["Fall below zero"]) == ((0, 0, 100, 0), (0, 0, -50, 0))
    assert held["Level below zero"] == (0, 0, 0, -50)


def _is_through_zero(chart: Any) -> bool:
    return any(series.name == "Fall below zero" for series in chart.plots[0].series)


def test_a_chart_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    slide = slide_titled("review", "Your spend")
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    assert frame._element.xpath(".//p:cNvPr")[0].get("descr").startswith("Bridge chart: Expansion outweighed churn.")


def test_a_table_is_native_with_numbers_at_the_right() -> None:
    table = next(shape.table for shape in slide_titled("review", "What we agreed").shapes if shape.has_table)
    assert [cell.text_frame.text for cell in table.rows[1].cells] == ["Single sign-on", "we", "12"]
    assert [str(cell.text_frame.paragraphs[0].alignment).split(" ")[0] for cell in table.rows[1].cells] == [
        "LEFT",
        "LEFT",
        "RIGHT",
    ]


def test_a_gap_is_a_dashed_box_that_says_what_to_fill_in_once() -> None:
    shapes = [shape for shape in slide_titled("review", "What changed").shapes if shape.name == "To fill in"]
    assert [shape.text_frame.text for shape in shapes] == ["Fill in: what changed in their business."]
    assert shapes[0]._element.spPr.find(f"{qn('a:ln')}/{qn('a:prstDash')}").get("val") == "dash"


def test_bold_stays_bold_and_bullets_are_real() -> None:
    text = next(shape for shape in slide_titled("review", "Your goals").shapes if shape.name == "Text")
    first = text.text_frame.paragraphs[0]
    assert [(run.text, run.font.bold) for run in first.runs] == [("Cut onboarding", True), (" to 20 days.", False)]
    assert first._p.pPr.find(qn("a:buChar")).get("char") == "•"


def test_a_board_paper_is_one_slide_and_what_has_no_room_is_in_its_notes() -> None:
    assert len(slides_of(deck_of("board"))) == 1
    assert "Left off" not in notes_of(slides_of(deck_of("board"))[0])
    (full,) = slides_of(deck_of("full board"))
    assert "Left off the slide for lack of room:" in notes_of(full)
    assert LONG.strip() in notes_of(full)


def test_what_does_not_fit_goes_on_over_the_next_slide_and_nothing_is_lost() -> None:
    slides = slides_of(deck_of("extreme"))
    assert {"Wide (continued)", "Figures (continued)"} <= {title_of(slide) for slide in slides}
    tables = [
        shape.table
        for slide in slides
        if title_of(slide).startswith("Wide")
        for shape in slide.shapes
        if shape.has_table
    ]
    rows = [row.cells[1].text_frame.text for table in tables for row in list(table.rows)[1:]]
    assert [row.split()[1] for row in rows] == [str(row) for row in range(30)]


def test_a_text_that_was_shortened_is_in_the_notes_in_full() -> None:
    first = slides_of(deck_of("extreme"))[1]
    assert (LONG * 30).strip() in notes_of(first)


def test_many_bars_are_told_over_several_slides_without_losing_one() -> None:
    found = [
        category
        for slide in slides_of(deck_of("extreme"))
        for chart in charts_on(slide)
        for category in chart.plots[0].categories
        if category.startswith("Part ")
    ]
    assert found == [point.at for point in EXTREMES["sixty bars"].series[0].points]


def test_hostile_text_is_only_text() -> None:
    said = "\n".join(texts_of(slide) for slide in slides_of(deck_of("extreme")))
    assert "Acme <b>&amp;</b> ]]> ** =cmd|' /C calc'!A0 evil" in said
    assert not set("\x00\x0b\u202e\ud800") & set(said)


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert deck(PAPERS[name], IMPRINT) == deck_of(name)


def test_a_deck_is_dated_by_its_paper_and_not_by_the_clock() -> None:
    properties = opened(deck_of("review")).core_properties
    assert {f"{moment:%Y-%m-%d %H:%M:%S}" for moment in (properties.created, properties.modified)} == {
        "2026-03-31 00:00:00"
    }
    with zipfile.ZipFile(BytesIO(deck_of("review"))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_paper_without_parts_is_a_cover() -> None:
    empty = Paper(kind="forensics", title="", parts=())
    assert len(slides_of(deck(empty, IMPRINT))) == 1


def test_a_caption_goes_on_over_a_second_line_before_it_is_cut() -> None:
    setting = Setting(14, Face(), TYPE)
    caption = Caption("The quarter beside the one before")
    ((wide,), (narrow,)) = (fit_caption(caption, Box(0, 0, width, 2), setting).placed for width in (6, 2.5))
    assert [one.item for one in (wide, narrow)] == [caption, Caption(caption.text, 2)]
    assert narrow.box.height == pytest.approx(2 * wide.box.height)


def test_a_small_card_grows_by_a_line_before_its_target_is_cut_off() -> None:
    note = "+1.8 points on the quarter; target 108.0 %"
    figures = Figures(figures=tuple(Figure(label=name, value="104.1 %", note=note) for name in ("NRR", "GRR", "Logos")))
    cards = [fit_figures(figures, Box(0, 0, width, 3), Setting(12, Face(), DENSE)).placed[0] for width in (12.0, 8.6)]
    assert [one.item.figure.note for one in cards if isinstance(one.item, Card)] == [note, note]
    assert cards[1].box.height > cards[0].box.height
