"""A paper as an editable deck: a cover, a slide per part, notes that trace each number. A board paper is one slide."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.papers.paper import Paper
from integrations.charts.sheet import Box
from integrations.charts.wrapping import clean
from integrations.documents.deck.adopted import adopted
from integrations.documents.deck.board import ONE_SLIDE, board_of
from integrations.documents.deck.grids import draw_table
from integrations.documents.deck.items import Caption, Card, Events, Gap, Page, Plot, Table, Text
from integrations.documents.deck.look import Look, look_of
from integrations.documents.deck.notes import notes_of
from integrations.documents.deck.placeholders import Words, fill_placeholders
from integrations.documents.deck.plots import draw_plot
from integrations.documents.deck.spreading import pages_of_paper
from integrations.documents.deck.stock import stock
from integrations.documents.deck.texts import Letter, draw_caption, draw_card, draw_gap, draw_text, one_line, panel
from integrations.documents.deck.timelines import draw_events
from integrations.documents.imprint import Imprint
from integrations.documents.runs import plain
from integrations.documents.sealing import sealed
from integrations.documents.style import COVER_SUBTITLE, COVER_TITLE, DENSE, TYPE

Draw = Callable[[Any, Box, Any, Look], None]
DRAWS: dict[type, Draw] = {
    Text: draw_text,
    Gap: draw_gap,
    Card: draw_card,
    Table: draw_table,
    Plot: draw_plot,
    Events: draw_events,
    Caption: draw_caption,
}
PANEL = 0.1
INTERNAL = "Internal: hidden in the slide show, remove before sending"


def deck(paper: Paper, imprint: Imprint, template: Path | None = None) -> bytes:
    """The deck as .pptx bytes, in the company's template when there is one; the same paper gives the same bytes.

    Raises OutsideError where the template cannot be read.
    """
    look = look_of(adopted(template) if template else stock())
    if paper.kind in ONE_SLIDE:
        _slide(look, board_of(paper, look.area, look.face), imprint, DENSE.title)
    else:
        _cover(look, paper, imprint)
        for page in pages_of_paper(paper, look.area, look.face):
            _slide(look, page, imprint, TYPE.title)
    _describe(look.presentation, paper, imprint)
    made = io.BytesIO()
    look.presentation.save(made)
    return sealed(made.getvalue(), imprint)


def _cover(look: Look, paper: Paper, imprint: Imprint) -> None:
    slide = look.presentation.slides.add_slide(look.cover)
    words = Words(plain(paper.title), plain(paper.subtitle), clean(imprint.company), imprint.written_day)
    fill_placeholders(slide, words, look, (COVER_TITLE, COVER_SUBTITLE))
    said = [f"To fill in before it is sent: {plain(gap)}" for gap in paper.gaps]
    said += [f"Assumed: {plain(assumption)}" for assumption in paper.assumptions]
    if said:
        slide.notes_slide.notes_text_frame.text = "\n".join(said)


def _slide(look: Look, page: Page, imprint: Imprint, sizes: tuple[float, ...]) -> None:
    slide = look.presentation.slides.add_slide(look.plain)
    words = Words(page.heading, "", clean(imprint.company), imprint.written_day)
    fill_placeholders(slide, words, look, (sizes, ()))
    if look.is_busy and page.placed:
        panel(slide, _around(look), look.colours.ground, "Panel")
    for placed in page.placed:
        DRAWS[type(placed.item)](slide, placed.box, placed.item, look)
    notes = notes_of(page)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    if page.is_internal:
        _hide(slide, look)


def _around(look: Look) -> Box:
    """A plain panel under the content, a little larger than it."""
    area = look.area
    return Box(area.left - PANEL, area.top - PANEL, area.right + PANEL, area.bottom + PANEL)


def _hide(slide: Any, look: Look) -> None:
    """What is for the team is not shown to the account, and says so."""
    slide._element.set("show", "0")
    box = Box(look.area.left, max(0.05, look.slide.top + 0.12), look.area.right, look.slide.top + 0.34)
    one_line(slide, box, INTERNAL, Letter(11, look.palette.tones["bad"].lstrip("#"), bold=True), "Internal")


def _describe(presentation: Any, paper: Paper, imprint: Imprint) -> None:
    properties = presentation.core_properties
    properties.title, properties.author = plain(paper.title)[:255], clean(imprint.company)[:255]
    properties.last_modified_by, properties.revision = properties.author, 1
    properties.created = properties.modified = imprint.moment
    properties.subject = plain(paper.subtitle)[:255]
