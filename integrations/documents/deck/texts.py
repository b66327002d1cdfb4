"""Text on slides: boxes that wrap, paragraphs of runs, bullets, gaps and cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from assistant.papers.paper import Line
from integrations.charts.sheet import Box
from integrations.documents.deck.fitting import CARD_PAD, CARD_TOP
from integrations.documents.deck.items import Caption, Card, Gap, Text
from integrations.documents.deck.look import Look
from integrations.documents.deck.oxml import bullet, dashed, emu, unstyled
from integrations.documents.measuring import line_height
from integrations.documents.runs import Run, gap_runs, runs_of
from integrations.documents.style import GAP_EDGE, GAP_GROUND, GAP_INK

ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}


@dataclass(frozen=True)
class Letter:
    """How a paragraph is written: points, hex colour, weight, side."""

    size: float
    colour: str
    bold: bool = False
    align: str = "left"


def colour_of(look: Look, line: Line) -> str:
    """The colour of a line's bullet: its tone's, else the accent."""
    return look.palette.tones.get(line.tone, f"#{look.colours.accent}").lstrip("#")


def frame_in(slide: Any, box: Box, name: str) -> Any:
    """An empty text frame that wraps and keeps its size."""
    shape = slide.shapes.add_textbox(*(Emu(emu(side)) for side in (box.left, box.top, box.width, box.height)))
    shape.name = name
    return settled(shape.text_frame)


def settled(frame: Any, pad: float = 0.0) -> Any:
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(emu(pad))
    frame.vertical_anchor = MSO_ANCHOR.TOP
    return frame


def write(paragraph: Any, runs: Sequence[Run], letter: Letter) -> Any:
    """Fills a paragraph; returns it."""
    paragraph.alignment = ALIGN[letter.align]
    paragraph.line_spacing = 1.0
    for run in runs:
        made = paragraph.add_run()
        made.text = run.text
        made.font.size = Pt(letter.size)
        made.font.bold = letter.bold or run.bold
        made.font.color.rgb = RGBColor.from_string(letter.colour)
    return paragraph


def one_line(slide: Any, box: Box, text: str, letter: Letter, name: str) -> None:
    write(frame_in(slide, box, name).paragraphs[0], (Run(text),), letter)


def paragraph_at(frame: Any, index: int, between: float) -> Any:
    """The frame's first paragraph, then new ones with the gap between them."""
    if index == 0:
        return frame.paragraphs[0]
    added = frame.add_paragraph()
    added.space_before = Pt(between)
    return added


def draw_text(slide: Any, box: Box, item: Text, look: Look) -> None:
    frame = frame_in(slide, box, "Text")
    for index, line in enumerate(item.lines):
        is_gap = line.tone == "gap"
        letter = Letter(item.size, GAP_EDGE if is_gap and not look.colours.is_dark else look.colours.ink)
        runs = gap_runs(line) if is_gap else runs_of(line.text)
        paragraph = write(paragraph_at(frame, index, item.between), runs, letter)
        if item.is_bulleted:
            bullet(paragraph, colour_of(look, line), item.size)


def draw_gap(slide: Any, box: Box, item: Gap, _look: Look) -> None:
    """A dashed box that nobody takes for finished text."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(emu, (box.left, box.top, box.width, box.height)))
    shape.name = "To fill in"
    paint(shape, GAP_GROUND)
    shape.line.color.rgb = RGBColor.from_string(GAP_EDGE)
    shape.line.width = Pt(1.25)
    dashed(shape.line)
    frame = settled(shape.text_frame, item.pad)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for index, line in enumerate(item.lines):
        write(paragraph_at(frame, index, item.between), gap_runs(line), Letter(item.size, GAP_INK))


def draw_card(slide: Any, box: Box, item: Card, look: Look) -> None:
    """The label, the value large under it, the note; a strip at the left in the tone's colour."""
    panel(slide, box, look.colours.panel, "Figure")
    tone = look.palette.tones.get(item.figure.tone, f"#{look.colours.accent}").lstrip("#")
    panel(slide, Box(box.left, box.top, box.left + 0.06, box.bottom), tone, "Strip")
    inner = Box(box.left + CARD_PAD, box.top + CARD_TOP, box.right - CARD_PAD, box.bottom - CARD_TOP)
    note_colour = tone if item.figure.tone != "plain" else look.colours.muted
    texts = (
        (item.figure.label, Letter(item.label_size, look.colours.muted)),
        (item.figure.value, Letter(item.value_size, look.colours.ink, bold=True)),
        (item.figure.note, Letter(item.note_size, note_colour)),
    )
    frame = frame_in(slide, inner, "Figure text")
    for index, (text, letter) in enumerate(text for text in texts if text[0]):
        write(frame.paragraphs[0] if index == 0 else frame.add_paragraph(), (Run(text),), letter)


def draw_caption(slide: Any, box: Box, item: Caption, look: Look) -> None:
    size = box.height / item.lines / line_height(1)
    one_line(slide, box, item.text, Letter(round(size, 1), look.colours.accent, bold=True), "Caption")


def panel(slide: Any, box: Box, colour: str, name: str, shape: Any = MSO_SHAPE.RECTANGLE) -> Any:
    """A filled shape without an outline."""
    made = slide.shapes.add_shape(shape, *map(emu, (box.left, box.top, box.width, box.height)))
    made.name = name
    paint(made, colour)
    made.line.fill.background()
    return made


def paint(shape: Any, colour: str) -> None:
    """A flat fill."""
    unstyled(shape).fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
