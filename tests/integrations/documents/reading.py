"""What a deck holds once it is opened again: boxes, texts, overlaps, as a stranger's program would find them."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

from pptx import Presentation

from integrations.charts.sheet import Box
from integrations.documents.deck.look import box_of
from integrations.documents.deck.placeholders import inherited_size
from integrations.documents.measuring import Face, line_height, marked_bold

EMU = 914_400
# Shapes that lie on purpose on others: dots on their line, strips and texts on their cards.
LAID_ON = ("Dot", "Strip", "Figure text", "Panel")


def opened(deck: bytes) -> Any:
    return Presentation(io.BytesIO(deck))


def slides_of(deck: bytes) -> list[Any]:
    return list(opened(deck).slides)


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def notes_of(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""


def texts_of(slide: Any) -> str:
    """All text of a slide, tables too."""
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return "\n".join([*said, *(cell.text_frame.text for table in tables for cell in table.iter_cells())])


def tall(frame: Any, width: float, size: float) -> float:
    """Inches that a frame's paragraphs take at most, each at the size given unless a run has its own."""
    height = 0.0
    for index, paragraph in enumerate(frame.paragraphs):
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size] or [size]
        inset = int(paragraph._p.pPr.get("marL", 0)) / EMU if paragraph._p.pPr is not None else 0.0
        runs = ((run.text, run.font.bold is not False) for run in paragraph.runs)
        text = "".join(marked_bold(text) if is_bold else text for text, is_bold in runs)
        lines = Face().lines(text, max(sizes), width - inset)
        before = paragraph.space_before.pt / 72 if paragraph.space_before is not None and index else 0.0
        height += lines * line_height(max(sizes)) + before
    return height


def overflowing(slide: Any) -> list[str]:
    """Texts higher than their boxes or cells."""
    found = []
    for shape in slide.shapes:
        box = box_of(shape)
        if box is None or not shape.has_text_frame or not shape.text_frame.text:
            continue
        frame = shape.text_frame
        width = box.width - (frame.margin_left + frame.margin_right) / EMU
        size = (inherited_size(shape) if shape.is_placeholder else None) or 12
        if tall(frame, width, size) > box.height + 0.01:
            found.append(frame.text)
    return found + [text for shape in slide.shapes if shape.has_table for text in _overflowing_cells(shape.table)]


def _overflowing_cells(table: Any) -> list[str]:
    found = []
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            width = (column.width - cell.margin_left - cell.margin_right) / EMU
            height = (row.height - cell.margin_top - cell.margin_bottom) / EMU
            if cell.text_frame.text and tall(cell.text_frame, width, 12) > height + 0.01:
                found.append(cell.text_frame.text)
    return found


def outside(slide: Any, wide: float, high: float) -> list[str]:
    boxes = [(shape.name, box_of(shape)) for shape in slide.shapes]
    return [
        name
        for name, box in boxes
        if box and (box.left < -0.01 or box.top < -0.01 or box.right > wide + 0.01 or box.bottom > high + 0.01)
    ]


def overlapping(slide: Any) -> list[tuple[str, str]]:
    """Pairs of shapes that cover each other, apart from those that are laid on others on purpose."""
    boxes = [(shape.name, box_of(shape)) for shape in slide.shapes if shape.name not in LAID_ON]
    shrunk = [
        (name, Box(box.left + 0.02, box.top + 0.02, box.right - 0.02, box.bottom - 0.02))
        for name, box in boxes
        if box and box.height > 0.1
    ]
    return [(one, other) for (one, first), (other, second) in combinations(shrunk, 2) if first.touches(second)]


def empty_placeholders(slide: Any) -> list[str]:
    return [shape.name for shape in slide.placeholders if not shape.text_frame.text.strip()]
