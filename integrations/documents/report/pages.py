"""A paper as an editable .docx: title, what has to be filled in, the parts, and where each number comes from."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Inches, Pt

from assistant.papers.paper import Kind, Line, Paper, Part
from assistant.prose.wording import lowered
from integrations.charts.wrapping import clean
from integrations.documents.imprint import Imprint
from integrations.documents.proofs import proofs_of
from integrations.documents.report.blocks import WIDTH, add_block, add_gap, add_table, write
from integrations.documents.report.styling import MUTED, closed, dress, page_number
from integrations.documents.runs import Run, plain, runs_of
from integrations.documents.sealing import sealed

# A letter's title is its subject line.
TITLE_SIZES: dict[Kind, float] = {"letter": 14}
APPENDIX = "Where each number comes from"
PROOFS = ("Rule, in words", "Read from", "When", "Numbers")
PROOF_SIZE = 7.0
# Papers that are read in a minute say where the proof is, and do not carry it.
UNPROVED: frozenset[Kind] = frozenset({"briefing", "letter"})
ON_REQUEST = "Every number can be shown with its rule and rows: steward ask … --math"
NOT_SENT = "For the team only: take out before sending."


def report(paper: Paper, imprint: Imprint) -> bytes:
    """The document as .docx bytes; the same paper gives the same bytes."""
    document = Document()
    dress(document, is_tight=paper.kind in UNPROVED)
    _head(document, paper)
    for part in paper.parts:
        if not part.is_internal:
            _add_part(document, part, is_first=part is paper.parts[0])
    if not _is_shared(paper):
        _add_assumptions(document, paper)
    for part in paper.parts:
        if part.is_internal:
            _add_part(document, part)
    if _is_shared(paper):
        _add_assumptions(document, paper)
    _add_appendix(document, paper)
    closed(document)
    _foot(document, imprint)
    _describe(document, paper, imprint)
    made = io.BytesIO()
    document.save(made)
    return sealed(made.getvalue(), imprint)


def _head(document: Any, paper: Paper) -> None:
    title = document.add_paragraph(style="Title")
    write(title, (Run(plain(paper.title)),), TITLE_SIZES.get(paper.kind))
    if paper.subtitle:
        write(document.add_paragraph(style="Subtitle"), (Run(plain(paper.subtitle)),))
    # What is read in a minute says each gap where it is; a part for the team lists them all.
    is_listed = paper.kind in UNPROVED or _is_shared(paper)
    for gap in () if is_listed else paper.gaps:
        add_gap(document, Line(text=gap))


def _add_part(document: Any, part: Part, *, is_first: bool = False) -> None:
    if plain(part.heading) or part.is_internal:
        heading = document.add_paragraph(style="Heading 1")
        heading.paragraph_format.page_break_before = part.is_internal
        write(heading, (Run(plain(part.heading)),))
    if part.is_internal:
        write(document.add_paragraph(), (Run(NOT_SENT, bold=True),), colour=MUTED)
    if part.headline and is_first:
        headline = document.add_paragraph()
        headline.paragraph_format.keep_with_next = True
        write(headline, (Run(f"{plain(part.headline.text)}.", bold=True),))
    for block in part.blocks:
        add_block(document, block)


def _add_assumptions(document: Any, paper: Paper) -> None:
    if not paper.assumptions or paper.kind in UNPROVED:
        return
    write(document.add_paragraph(style="Heading 1"), (Run("Assumed"),))
    for assumption in paper.assumptions:
        write(document.add_paragraph(style="List Bullet"), runs_of(assumption))


def _add_appendix(document: Any, paper: Paper) -> None:
    """On a page of its own: every rule in words with the rows it read and its numbers; a short paper says where."""
    proofs = proofs_of(paper)
    if paper.kind in UNPROVED:
        _add_small_print(document, paper, ON_REQUEST if proofs else "")
    if paper.kind in UNPROVED or not proofs:
        return
    heading = document.add_paragraph(style="Heading 1")
    heading.paragraph_format.page_break_before = True
    is_shared = _is_shared(paper)
    write(heading, (Run(f"For us only: {lowered(APPENDIX)}" if is_shared else APPENDIX),))
    if is_shared:
        write(document.add_paragraph(), (Run(NOT_SENT, bold=True),), colour=MUTED)
    add_table(document, PROOFS, [(one.rule, one.origin, one.when, one.values) for one in proofs], size=PROOF_SIZE)


def _is_shared(paper: Paper) -> bool:
    """Whether it goes to the account, once the parts for the team are taken out."""
    return any(part.is_internal for part in paper.parts)


def _add_small_print(document: Any, paper: Paper, proof: str) -> None:
    """What is assumed and where the proof is, in one line, so that a page stays a page."""
    assumed = (
        f"Assumed: {'; '.join(plain(assumption) for assumption in paper.assumptions)}." if paper.assumptions else ""
    )
    if assumed or proof:
        write(document.add_paragraph(style="Caption"), (Run(" ".join(text for text in (assumed, proof) if text)),))


def _foot(document: Any, imprint: Imprint) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    write(paragraph, (Run(f"{clean(imprint.company)}  ·  {imprint.written_day}\t"),), 8.5, MUTED)
    page_number(paragraph)
    paragraph.style.font.size = Pt(8.5)


def _describe(document: Any, paper: Paper, imprint: Imprint) -> None:
    properties = document.core_properties
    properties.title, properties.author = plain(paper.title)[:255], clean(imprint.company)[:255]
    properties.last_modified_by, properties.revision = properties.author, 1
    properties.created = properties.modified = imprint.moment
    properties.comments = ""
