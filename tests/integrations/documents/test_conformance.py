"""What Office would say of the files: each is held against the schemas of its format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation

from assistant.papers.paper import Paper
from integrations.documents.files import FileForm, write
from tests.integrations.documents.samples import BOARD, EXTREME, FULL_BOARD, IMPRINT, MONTHLY, QBR
from tests.integrations.sampled import LIVE, LOST, paper

MADE = {"qbr": QBR, "board": BOARD, "full board": FULL_BOARD, "review": MONTHLY, "extreme": EXTREME}
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("brief_account", {"account": LIVE[0]}),
    ("prepare_qbr", {"account": LIVE[1]}),
    ("explain_churn", {"account": LOST[0]}),
    ("review_churn", {"period": "2025"}),
    ("prepare_board", {}),
    ("prepare_review", {}),
)
FORMS: tuple[FileForm, ...] = ("pptx", "docx")
VALIDATOR = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, security_validation=True)


def faults(path: Path) -> list[str]:
    return [f"{fault.part_uri}: {fault.description}" for fault in VALIDATOR.validate(path).errors]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made", MADE.values(), ids=MADE.keys())
def test_office_finds_nothing_to_repair(tmp_path: Path, made: Paper, form: FileForm) -> None:
    assert faults(write(made, tmp_path, form, IMPRINT)) == []


@pytest.mark.parametrize(("tool", "given"), ASKED, ids=[tool for tool, _ in ASKED])
def test_office_finds_nothing_to_repair_in_papers_of_the_sample(
    tmp_path: Path, tool: str, given: dict[str, Any]
) -> None:
    made, _ = paper(tool, **given)
    assert [fault for form in FORMS for fault in faults(write(made, tmp_path, form, IMPRINT))] == []


def test_slides_on_a_company_s_template_are_as_sound_as_the_template(tmp_path: Path) -> None:
    template = tmp_path / "template.pptx"
    Presentation().save(template)
    assert faults(write(QBR, tmp_path, "pptx", IMPRINT, template)) == faults(template) == []


def test_an_element_out_of_place_is_found(tmp_path: Path) -> None:
    broken = Presentation()
    slide = broken.slides.add_slide(broken.slide_layouts[0])
    slide.shapes._spTree.append(slide.shapes.title._element.txBody)
    broken.save(tmp_path / "broken.pptx")
    assert faults(tmp_path / "broken.pptx") != []
