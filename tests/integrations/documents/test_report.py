"""Documents for Word: headings, tables, pictures of charts, gaps, and the appendix that proves each number."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Pt

from assistant.papers.paper import Line, Part
from integrations.documents.report.pages import APPENDIX, NOT_SENT, report
from tests.integrations.documents.samples import EXTREME, FIGURES, IMPRINT, MONTHLY


def read(content: bytes) -> Any:
    return Document(BytesIO(content))


def texts(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_parts_become_headings_with_the_internal_ones_and_the_appendix_last() -> None:
    document = read(report(MONTHLY, IMPRINT))
    assert texts(document, "Title") == ["Monthly review"]
    public = [part.heading for part in MONTHLY.parts if not part.is_internal]
    assert texts(document, "Heading 1") == [*public, "For us only", "Assumed", f"For us only: w{APPENDIX[1:]}"]


def test_where_the_numbers_come_from_is_for_the_team_once_anything_in_the_paper_is() -> None:
    said = [paragraph.text for paragraph in read(report(MONTHLY, IMPRINT)).paragraphs]
    assert said.count(NOT_SENT) == 2
    public = tuple(part for part in MONTHLY.parts if not part.is_internal)
    document = read(report(MONTHLY.model_copy(update={"parts": public}), IMPRINT))
    assert texts(document, "Heading 1")[-2:] == ["Assumed", APPENDIX]
    assert NOT_SENT not in [paragraph.text for paragraph in document.paragraphs]


def test_a_row_of_figures_stands_whole_on_one_page_and_a_headline_with_what_it_sums_up() -> None:
    first, second = (
        Part(name=name, heading=name, headline=Line(text=said), blocks=(FIGURES,))
        for name, said in (("goals", "Half of it is done"), ("usage", "It is used"))
    )
    document = read(report(MONTHLY.model_copy(update={"parts": (first, second)}), IMPRINT))
    figures = document.tables[0]
    assert figures.rows[0]._tr.xpath("./w:trPr/w:cantSplit")
    (headline,) = [paragraph for paragraph in document.paragraphs if paragraph.text.endswith(" is done.")]
    assert not [paragraph for paragraph in document.paragraphs if paragraph.text == "It is used."]
    assert headline.paragraph_format.keep_with_next
    assert all(run.bold for run in headline.runs)


def framed(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph._p.xpath(".//w:pBdr")]


def test_gaps_stand_in_a_dashed_frame_the_papers_own_first_unless_a_part_for_the_team_lists_them() -> None:
    said = ["Fill in: Ask for new goals.", "Fill in: what changed in their business."]
    assert framed(read(report(MONTHLY, IMPRINT))) == said
    public = tuple(part for part in MONTHLY.parts if not part.is_internal)
    alone = read(report(MONTHLY.model_copy(update={"parts": public}), IMPRINT))
    assert framed(alone)[0] == "Fill in: Goals of next year"


def test_each_chart_is_a_picture_that_says_what_it_shows() -> None:
    document = read(report(MONTHLY, IMPRINT))
    assert len(document.inline_shapes) == 6
    assert document.inline_shapes[1]._inline.docPr.get("descr").startswith("Bridge chart: Expansion outweighed churn.")


def test_the_appendix_gives_each_rule_its_rows_its_days_and_its_numbers_once() -> None:
    rows = [[cell.text for cell in row.cells] for row in read(report(MONTHLY, IMPRINT)).tables[-1].rows]
    assert rows[1] == [
        "rule_of_nrr v3: what NRR is in words",
        "accounts, subscriptions: 1,204 rows",
        "1 Jan 2026 to 31 Mar 2026",
        "NRR 108.3 %",
    ]
    assert [row[-1] for row in rows] == ["Numbers", "NRR 108.3 %", "GRR 91.0 %"]


def test_a_letter_carries_no_appendix_and_says_where_the_proof_is() -> None:
    document = read(report(MONTHLY.model_copy(update={"kind": "letter"}), IMPRINT))
    assert "Where each number comes from" not in texts(document, "Heading 1")
    assert [text for text in texts(document, "Caption") if "steward ask" in text] != []


def test_a_table_keeps_its_cells_and_its_header() -> None:
    table = next(table for table in read(report(MONTHLY, IMPRINT)).tables if table.rows[0].cells[0].text == "Agreed")
    assert [cell.text for cell in table.rows[1].cells] == ["Single sign-on", "we", "12"]


def test_extreme_and_hostile_papers_are_written() -> None:
    said = "\n".join(paragraph.text for paragraph in read(report(EXTREME, IMPRINT)).paragraphs)
    assert "Acme <b>&amp;</b> ]]> ** =cmd|' /C calc'!A0 evil" in said


def test_the_same_paper_gives_the_same_bytes_dated_by_the_paper() -> None:
    once = report(MONTHLY, IMPRINT)
    assert report(MONTHLY, IMPRINT) == once
    assert f"{read(once).core_properties.created:%Y-%m-%d %H:%M:%S}" == "2026-03-31 00:00:00"


def test_nothing_stands_under_a_table_that_ends_a_document() -> None:
    last = read(report(MONTHLY, IMPRINT)).paragraphs[-1]
    assert last._p.xpath("./w:pPr/w:rPr/w:vanish")
    assert last.paragraph_format.line_spacing == Pt(1)
