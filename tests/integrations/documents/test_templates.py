"""The company's own template: its look is taken, its sample slides are not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from integrations.documents.deck.adopted import adopted
from integrations.documents.deck.colours import contrast
from integrations.documents.deck.look import look_of
from integrations.documents.deck.slides import deck
from tests.integrations.documents.reading import (
    empty_placeholders,
    opened,
    outside,
    overlapping,
    slides_of,
    texts_of,
    title_of,
)
from tests.integrations.documents.samples import BOARD, EXTREME, IMPRINT, QBR
from tools.errors import OutsideError

SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext uri="{521415D9}">'
    '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
    '<p14:section name="A" id="{6F2B2D1E-6F1E-4C5B-8B7E-0123456789AB}"><p14:sldIdLst><p14:sldId id="256"/>'
    "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
)


@pytest.fixture
def square(tmp_path: Path) -> Path:
    """A 4:3 template with three sample slides, notes and sections."""
    presentation = Presentation()
    for index in (0, 1, 3):
        slide = presentation.slides.add_slide(presentation.slide_layouts[index])
        slide.shapes.title.text = "Sample of the template"
        slide.notes_slide.notes_text_frame.text = "Old notes"
    presentation.part._element.append(parse_xml(SECTIONS))
    presentation.save(tmp_path / "square.pptx")
    return tmp_path / "square.pptx"


@pytest.fixture
def dark(tmp_path: Path) -> Path:
    """A 16:9 template with light text on navy in a wide font and a yellow accent."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    master = presentation.slide_master
    for holder in (master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                left, top, width, height = shape.left, shape.top, shape.width, shape.height
                shape.left, shape.top, shape.width, shape.height = int(left * 4 / 3), top, int(width * 4 / 3), height
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = part.blob.decode()
    for old, new in (("Calibri", "Century Gothic"), ("4F81BD", "F2A900"), ("1F497D", "0E1A2B")):
        theme = theme.replace(old, new)
    part._blob = theme.encode()
    names = master._element.find(qn("p:clrMap"))
    for name, place in (("bg1", "dk2"), ("tx1", "lt1"), ("bg2", "dk1"), ("tx2", "lt2")):
        names.set(name, place)
    presentation.save(tmp_path / "dark.pptx")
    return tmp_path / "dark.pptx"


def test_the_templates_size_is_kept_and_its_slides_are_gone(square: Path) -> None:
    made = deck(QBR, IMPRINT, square)
    assert opened(made).slide_width == Inches(10)
    assert len(slides_of(made)) == 11
    assert not any("Sample of the template" in texts_of(slide) for slide in slides_of(made))
    with zipfile.ZipFile(BytesIO(made)) as packed:
        names = packed.namelist()
        assert len([name for name in names if name.startswith("ppt/slides/slide")]) == 11
        assert not any(b"Old notes" in packed.read(name) for name in names)
        assert b"sectionLst" not in packed.read("ppt/presentation.xml")


@pytest.mark.parametrize("template", ["square", "dark"])
def test_content_stays_in_the_templates_safe_area(template: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(template)
    wide = 10.0 if template == "square" else 13.333
    for paper in (QBR, BOARD, EXTREME):
        for slide in slides_of(deck(paper, IMPRINT, path)):
            assert outside(slide, wide, 7.5) == []
            assert overlapping(slide) == [], title_of(slide)
            assert paper is EXTREME or empty_placeholders(slide) == []


def test_the_templates_colours_and_font_are_taken(dark: Path) -> None:
    look = look_of(adopted(dark))
    assert (look.colours.ground, look.colours.ink, look.colours.accent) == ("0E1A2B", "FFFFFF", "F2A900")
    assert look.colours.is_dark
    assert look.palette.card == "#1B2027"
    assert look.face.stretch > 1
    assert all(contrast(colour, "0E1A2B") >= 4.5 for colour in (look.colours.ink, look.colours.muted))


def test_a_title_only_layout_carries_the_parts_and_a_title_layout_the_cover(square: Path) -> None:
    slides = slides_of(deck(QBR, IMPRINT, square))
    assert [slide.slide_layout.name for slide in slides[:2]] == ["Title Slide", "Title Only"]


def test_a_ground_with_a_picture_on_it_gets_a_plain_panel(tmp_path: Path) -> None:
    presentation: Any = Presentation()
    shade = parse_xml(
        '<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:bgPr><a:gradFill><a:gsLst>'
        '<a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs>'
        "</a:gsLst></a:gradFill><a:effectLst/></p:bgPr></p:bg>"
    )
    held = presentation.slide_master._element.cSld
    held.replace(held.find(qn("p:bg")), shade)
    presentation.save(tmp_path / "shaded.pptx")
    slides = slides_of(deck(QBR, IMPRINT, tmp_path / "shaded.pptx"))
    assert [any(shape.name == "Panel" for shape in slide.shapes) for slide in slides[:3]] == [False, True, True]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken", None])
def test_a_template_that_cannot_be_read_is_refused_in_a_plain_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.pptx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OutsideError, match=r"^The template broken\.pptx cannot be read as a PowerPoint file\."):
        deck(QBR, IMPRINT, path)


def test_a_zip_that_is_no_presentation_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.pptx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    with pytest.raises(OutsideError, match="cannot be read"):
        deck(QBR, IMPRINT, tmp_path / "other.pptx")
