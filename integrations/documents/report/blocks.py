"""The blocks of a paper as parts of a document."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Pt, RGBColor

from assistant.papers.paper import Block, Chart, Figure, Figures, Grid, Line, Lines
from integrations.charts.described import described
from integrations.charts.picture import picture
from integrations.charts.theme import THEMES
from integrations.documents.column_widths import shared, whole, wishes
from integrations.documents.measuring import Face
from integrations.documents.report.styling import INK, MUTED, SOFT, boxed, ruled, shaded, unbroken
from integrations.documents.runs import Run, gap_runs, plain, runs_of
from integrations.documents.style import GAP_EDGE, GAP_GROUND, GAP_INK

WIDTH, TALLEST = 6.4, 8.6
# Cards side by side at most; more of them stand in rows of like length.
ACROSS = 5
LONG, KEPT_TOGETHER = 8, 8
SPACE = 6
TABLE_SIZE, SMALL_SIZE, TINY = 9.5, 8.0, 7.0
MANY_COLUMNS = 7
PARAGRAPH = {"paragraph": "Normal", "bullets": "List Bullet", "gap": "Normal", "signature": "Normal"}


def add_block(document: Any, block: Block) -> None:
    ADDS[type(block)](document, block)


def write(paragraph: Any, runs: Sequence[Run], size: float | None = None, colour: str | None = None) -> None:
    """Adds the runs to a paragraph."""
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold = run.bold or None
        made.font.size = Pt(size) if size else None
        if colour:
            made.font.color.rgb = RGBColor.from_string(colour)


def add_gap(document: Any, line: Line) -> None:
    """A frame that nobody takes for finished text."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(10)
    boxed(paragraph, GAP_GROUND, GAP_EDGE)
    write(paragraph, gap_runs(line), colour=GAP_INK)


def _add_lines(document: Any, block: Lines) -> None:
    for place, line in enumerate(block.lines, start=1):
        if block.block == "gap" or line.tone == "gap":
            add_gap(document, line)
            continue
        paragraph = document.add_paragraph(style=PARAGRAPH[block.block])
        write(paragraph, runs_of(line.text))
        # A short list is not torn over two pages.
        paragraph.paragraph_format.keep_with_next = place < len(block.lines) <= KEPT_TOGETHER


def _add_figures(document: Any, block: Figures) -> None:
    """Cells with the label, the value large and the note."""
    rows = -(-len(block.figures) // ACROSS)
    across = -(-len(block.figures) // max(1, rows))
    for start in range(0, len(block.figures), across or 1):
        row = block.figures[start : start + across]
        table = document.add_table(1, len(row))
        unbroken(table.rows[0])
        for cell, figure in zip(table.rows[0].cells, row, strict=True):
            shaded(cell, SOFT)
            _fill(cell, figure)
        _spacer(document)


def _fill(cell: Any, figure: Figure) -> None:
    tone = THEMES["light"].tones.get(figure.tone, f"#{MUTED}").lstrip("#")
    value = (Run(plain(figure.value), bold=True),)
    texts = (
        ((Run(plain(figure.label)),), 9.0, MUTED),
        (value, 17.0 if len(value[0].text) <= LONG else 12.0, INK),
        ((Run(plain(figure.note)),), 9.0, tone),
    )
    for index, (runs, size, colour) in enumerate(texts):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(3), Pt(1)
        write(paragraph, runs, size, colour)


def add_table(
    document: Any, columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = (), size: float = 0
) -> None:
    """A table with a bold header; columns of numbers stand at the right."""
    size = size or (TABLE_SIZE if len(columns) < MANY_COLUMNS else SMALL_SIZE)
    table = document.add_table(1 + len(rows), len(columns))
    table.autofit = False
    widths = shared(wishes(columns, rows, size, Face()), WIDTH)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    cells = iter(table._cells)
    for index, row in enumerate([columns, *rows]):
        for text, column, width in zip(whole(row, len(columns)), columns, widths, strict=True):
            cell = next(cells)
            cell.width = Inches(width)
            _write_cell(cell, text, size, is_head=index == 0, is_right=column in right)
    ruled(table)
    _spacer(document)


def _write_cell(cell: Any, text: str, size: float, *, is_head: bool, is_right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2 if size > TINY else 0.5)
    if is_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write(paragraph, (Run(text, bold=is_head),), size)


def _add_grid(document: Any, block: Grid) -> None:
    if block.columns:
        add_table(document, block.columns, block.rows, block.right)


def _add_chart(document: Any, block: Chart) -> None:
    """The chart as a picture on the page's width, or on its height when it is a tall one."""
    shape = document.add_picture(io.BytesIO(picture(block, "light")), width=Inches(WIDTH))
    share = min(1.0, Inches(TALLEST) / shape.height)
    shape.width, shape.height = round(shape.width * share), round(shape.height * share)
    shape._inline.docPr.set("descr", described(block))
    shape._inline.docPr.set("name", "Chart")


def _spacer(document: Any) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(SPACE)


ADDS: dict[type, Callable[[Any, Any], None]] = {
    Lines: _add_lines,
    Figures: _add_figures,
    Grid: _add_grid,
    Chart: _add_chart,
}
