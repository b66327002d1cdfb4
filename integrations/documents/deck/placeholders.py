"""The placeholders of a slide: title and subtitle filled in a size that fits, footers copied, empty ones removed."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Pt

from integrations.charts.sheet import Box
from integrations.documents.deck.look import BODIES, FOOTERS, TITLES, Look, box_of
from integrations.documents.deck.oxml import page_number, put
from integrations.documents.measuring import Face, line_height

INSET = 0.1
FOOT_SIZE = 12.0
LEAST_SHARE = 0.6
THEME_FONT = "+mn-lt"


@dataclass(frozen=True)
class Words:
    """What a slide's placeholders say."""

    title: str
    subtitle: str
    footer: str
    day: str


def fill_placeholders(slide: Any, words: Words, look: Look, sizes: tuple[tuple[float, ...], tuple[float, ...]]) -> None:
    """Fills what the layout offers; `sizes` are those to try for the title and for the subtitle, largest first."""
    is_plain = slide.slide_layout == look.plain
    unsaid = words.subtitle
    for shape in list(slide.placeholders):
        kind = shape.placeholder_format.type
        if kind in TITLES:
            if is_plain and look.title:
                put(shape, look.title)
            _say(shape, words.title, sizes[0], look.title_face)
        elif unsaid and (kind == PP_PLACEHOLDER.SUBTITLE or kind in BODIES):
            _say(shape, words.subtitle, sizes[1], look.face)
            unsaid = ""
        else:
            shape._element.getparent().remove(shape._element)
    _copy_footers(slide, words, look.face)


def _say(shape: Any, text: str, sizes: tuple[float, ...], face: Face) -> None:
    """The text at the template's own size when it fits, else at the first that does, else shortened."""
    box = box_of(shape) or Box(0, 0, 8, 1)
    own = inherited_size(shape)
    tried = [*_steps(own), *(size for size in sizes if not own or size < own * LEAST_SHARE)] if own else [*sizes]
    fitting = next((size for size in tried if _fits(text, size, box, face)), tried[-1])
    most = max(1, int((box.height - INSET + 1e-6) / line_height(fitting)))
    frame = shape.text_frame
    frame.text = face.cut(text, fitting, box.width - 2 * INSET, most, bold=True)
    if fitting != own:
        for run in frame.paragraphs[0].runs:
            run.font.size = Pt(fitting)


def _steps(own: float) -> list[float]:
    """The template's size and some smaller ones, so that titles differ little from slide to slide."""
    return [round(own * share) if share < 1 else own for share in (1.0, 0.9, 0.8, 0.7, LEAST_SHARE)]


def _fits(text: str, size: float, box: Box, face: Face) -> bool:
    lines = face.lines(text, size, box.width - 2 * INSET, bold=True)
    return lines * line_height(size) <= box.height - INSET


def inherited_size(shape: Any) -> float | None:
    """The size in points that the layout, its master's placeholder or the master's title style gives."""
    layout = shape.part.slide_layout
    kind, index = shape.placeholder_format.type, shape.placeholder_format.idx
    above = [held for held in layout.placeholders if held.placeholder_format.idx == index]
    above += [held for held in layout.slide_master.placeholders if _is_like(held.placeholder_format.type, kind)]
    for held in above:
        found = held._element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        if found is not None and found.get("sz"):
            return int(found.get("sz")) / 100
    style = "p:titleStyle" if kind in TITLES else "p:bodyStyle"
    found = layout.slide_master._element.find(f".//{qn(style)}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return int(found.get("sz")) / 100 if found is not None and found.get("sz") else None


def _is_like(kind: Any, other: Any) -> bool:
    """Whether a master's placeholder is what a layout's one takes after."""
    return (kind in TITLES) == (other in TITLES) and (kind in TITLES or kind in BODIES)


def _copy_footers(slide: Any, words: Words, face: Face) -> None:
    """The layout's footer, day and page number, which a new slide does not get by itself."""
    texts = {PP_PLACEHOLDER.FOOTER: words.footer, PP_PLACEHOLDER.DATE: words.day}
    for shape in slide.slide_layout.placeholders:
        kind, box = shape.placeholder_format.type, box_of(shape)
        if kind not in FOOTERS or box is None:
            continue
        element = deepcopy(shape._element)
        body = _emptied(element, _style_of(shape))
        slide.shapes._spTree.append(element)
        if kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            body.replace(body.find(qn("a:p")), page_number())
            continue
        frame = slide.shapes[-1].text_frame
        frame.text = face.cut(texts[kind], FOOT_SIZE, box.width - 2 * INSET)
        for run in frame.paragraphs[0].runs:
            run.font.name = THEME_FONT


def _style_of(shape: Any) -> Any:
    """The list style of a layout's footer, or of its master's where the layout has none of its own."""
    kind = shape.placeholder_format.type
    masters = shape.part.slide_layout.slide_master.placeholders
    for held in (shape, *(held for held in masters if held.placeholder_format.type == kind)):
        style = held._element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")
        if style is not None and len(style):
            return deepcopy(style)
    return None


def _emptied(element: Any, style: Any) -> Any:
    """The body of a placeholder without text and place of its own. Its style stays: not every program looks it up."""
    properties = element.find(qn("p:spPr"))
    for child in list(properties):
        properties.remove(child)
    body = element.find(qn("p:txBody"))
    first, *others = body.findall(qn("a:p"))
    for other in others:
        body.remove(other)
    for inner in list(first):
        first.remove(inner)
    if style is not None:
        for held in body.findall(qn("a:lstStyle")):
            body.remove(held)
        body.find(qn("a:bodyPr")).addnext(style)
    return body
