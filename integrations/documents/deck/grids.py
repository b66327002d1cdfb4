"""A native table: a bold header over a line in the accent colour, thin lines between rows, nothing else."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu

from integrations.charts.sheet import Box
from integrations.documents.column_widths import PAD_ACROSS
from integrations.documents.deck.items import Table
from integrations.documents.deck.look import Look
from integrations.documents.deck.oxml import bottom_border, emu
from integrations.documents.deck.texts import Letter, write
from integrations.documents.runs import Run

# Office's own table style without fills and lines.
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def draw_table(slide: Any, box: Box, item: Table, look: Look) -> None:
    frame = slide.shapes.add_table(
        len(item.rows) + 1, len(item.columns), *map(emu, (box.left, box.top, box.width, box.height))
    )
    frame.name = "Table"
    table = frame.table
    table._tbl.tblPr.find("{*}tableStyleId").text = NO_STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, item.widths, strict=True):
        column.width = Emu(emu(width))
    for index, (row, height) in enumerate(zip(table.rows, item.heights, strict=True)):
        row.height = Emu(emu(height))
        _fill(list(row.cells), item, index, look)


def _fill(cells: list[Any], item: Table, index: int, look: Look) -> None:
    """One row: the header when the index is 0."""
    texts = item.rows[index - 1] if index else item.columns
    colour, width = (look.colours.line, 0.75) if index else (look.colours.accent, 1.5)
    for cell, text, is_right in zip(cells, texts, item.is_right, strict=True):
        letter = Letter(item.size, look.colours.ink, bold=index == 0, align="right" if is_right else "left")
        cell.margin_left = cell.margin_right = Emu(emu(PAD_ACROSS))
        cell.margin_top = cell.margin_bottom = Emu(emu(item.pad))
        cell.vertical_anchor = MSO_ANCHOR.TOP if index else MSO_ANCHOR.BOTTOM
        write(cell.text_frame.paragraphs[0], (Run(text),) if text else (), letter)
        bottom_border(cell, colour, width)
