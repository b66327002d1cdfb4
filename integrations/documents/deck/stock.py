"""Our own template, made in code: a navy cover, white slides, one accent colour, real placeholders and footers."""

from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from integrations.documents.deck.oxml import background, first_level, put, rectangle
from integrations.documents.style import COVER_SUBTITLE, COVER_TITLE, FONT, PLACES, SLIDE, THEME_COLOURS, TYPE

COVER, PLAIN = "Title Slide", "Title Only"
CONTENT = "Title and Content"
FOOT = {
    PP_PLACEHOLDER.FOOTER: ("footer", "l"),
    PP_PLACEHOLDER.DATE: ("day", "r"),
    PP_PLACEHOLDER.SLIDE_NUMBER: ("number", "r"),
}
COVER_FOOT = {PP_PLACEHOLDER.FOOTER: ("cover_footer", "l"), PP_PLACEHOLDER.DATE: ("cover_day", "r")}
FOOT_SIZE = 10


def stock() -> Any:
    """A presentation without slides: 16:9, with a cover, a title-only and a content layout."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
    for layout in list(presentation.slide_layouts):
        if layout.name not in (COVER, PLAIN, CONTENT):
            presentation.slide_layouts.remove(layout)
    _paint(presentation.slide_master)
    _dress(presentation.slide_master, FOOT, "tx1")
    for layout in presentation.slide_layouts:
        _dress_layout(layout)
    return presentation


def _paint(master: Any) -> None:
    """Our colours and font in the theme, from which every text and shape of the deck takes them."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for name, colour in THEME_COLOURS.items():
        place = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(place):
            place.remove(child)
        place.append(parse_xml(f'<a:srgbClr xmlns:a="{_drawing()}" val="{colour}"/>'))
    for font in theme.iter(qn("a:latin")):
        if font.getparent().tag in (qn("a:majorFont"), qn("a:minorFont")):
            font.set("typeface", FONT)
    theme.set("name", "Steward")
    part._blob = serialize_part_xml(theme)


def _dress(holder: Any, foot: dict[Any, tuple[str, str]], scheme: str) -> None:
    """Places the title, the body and the footers."""
    for shape in holder.placeholders:
        kind = shape.placeholder_format.type
        if kind in foot:
            place, align = foot[kind]
            put(shape, PLACES[place])
            _style(shape, first_level(FOOT_SIZE, "accent6" if scheme == "tx1" else scheme, align=align), "ctr")
        elif kind == PP_PLACEHOLDER.TITLE:
            put(shape, PLACES["title"])
            _style(shape, first_level(TYPE.title[0], "tx1", bold=True), "b")
        elif kind in (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT):
            put(shape, PLACES["area"])


def _dress_layout(layout: Any) -> None:
    if layout.name == COVER:
        _dress_cover(layout)
        return
    _dress(layout, FOOT, "tx1")
    layout.shapes._spTree.insert(2, rectangle(PLACES["rule"], "accent1", "Rule", 90))


def _dress_cover(layout: Any) -> None:
    layout._element.cSld.insert(0, background("tx2"))
    _dress(layout, COVER_FOOT, "bg1")
    for shape in list(layout.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.CENTER_TITLE:
            put(shape, PLACES["cover_title"])
            _style(shape, first_level(COVER_TITLE[0], "bg1", bold=True), "b")
        elif kind == PP_PLACEHOLDER.SUBTITLE:
            put(shape, PLACES["cover_subtitle"])
            _style(shape, first_level(COVER_SUBTITLE[0], "bg2"), "t")
        elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            shape._element.getparent().remove(shape._element)
    layout.shapes._spTree.insert(2, rectangle(PLACES["cover_rule"], "accent1", "Rule", 90))


def _style(shape: Any, level: Any, anchor: str) -> None:
    """The placeholder's own first level; no inset, no shrinking by the program that opens it."""
    body = shape._element.txBody
    properties = body.find(qn("a:bodyPr"))
    for child in list(properties):
        properties.remove(child)
    for side in ("lIns", "tIns", "rIns", "bIns"):
        properties.set(side, "0")
    properties.set("anchor", anchor)
    styles = body.find(qn("a:lstStyle"))
    for child in styles.findall(qn("a:lvl1pPr")):
        styles.remove(child)
    styles.insert(0, level)


def _drawing() -> str:
    return "http://schemas.openxmlformats.org/drawingml/2006/main"
