"""What a deck's template asks of its slides: layouts, the room for content, colours and how wide its fonts run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from integrations.charts.sheet import Box
from integrations.charts.theme import THEMES, Theme
from integrations.documents.deck.colours import Colours, colours_from
from integrations.documents.deck.ground import is_busy
from integrations.documents.deck.oxml import EMU
from integrations.documents.measuring import Face, face_of

FOOTERS = frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER})
BODIES = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT})
TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
LEAST = (6.0, 2.8)
AIR = 0.12


@dataclass(frozen=True)
class Look:
    """A template ready to be written on; places in inches.

    `title` is where a title has to go when its own place is among the content; a busy ground has pictures or shades
    on it, so that content needs a plain panel under it.
    """

    presentation: Any
    cover: Any
    plain: Any
    slide: Box
    area: Box
    title: Box | None
    colours: Colours
    face: Face
    title_face: Face
    is_busy: bool

    @property
    def palette(self) -> Theme:
        """Colour-blind-safe colours that stand out from the template's ground."""
        return THEMES["dark" if self.colours.is_dark else "light"]


def look_of(presentation: Any) -> Look:
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    slide = Box(0, 0, presentation.slide_width / EMU, presentation.slide_height / EMU)
    plain = min(layouts, key=lambda layout: _cost_as_plain(layout, slide))
    area = _area(plain, slide)
    theme = parse_xml(plain.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    return Look(
        presentation,
        cover=min(layouts, key=_cost_as_cover),
        plain=plain,
        slide=slide,
        area=area,
        title=None if _titles_on_top(plain, slide) else Box(area.left, slide.height * 0.05, area.right, area.top - AIR),
        colours=colours_from(theme, plain),
        face=face_of(_font(theme, "a:minorFont")),
        title_face=face_of(_font(theme, "a:majorFont")),
        is_busy=is_busy(theme, plain, slide),
    )


def box_of(shape: Any) -> Box | None:
    """Where a shape or placeholder stands, with what it inherits; None where nothing says."""
    if None in (shape.left, shape.top, shape.width, shape.height):
        return None
    left, top = shape.left / EMU, shape.top / EMU
    return Box(left, top, left + shape.width / EMU, top + shape.height / EMU)


def kinds_of(layout: Any) -> list[Any]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _cost_as_plain(layout: Any, slide: Box) -> tuple[bool, bool, bool, int]:
    """A layout with a plain title on top and as little else as possible."""
    kinds = kinds_of(layout)
    others = [kind for kind in kinds if kind not in FOOTERS | TITLES]
    on_top = bool(_titles_on_top(layout, slide))
    return PP_PLACEHOLDER.TITLE not in kinds, not on_top, PP_PLACEHOLDER.SUBTITLE in kinds, len(others)


def _titles_on_top(layout: Any, slide: Box) -> list[Box]:
    boxes = [box_of(shape) for shape in layout.placeholders if shape.placeholder_format.type in TITLES]
    return [box for box in boxes if box and box.bottom < slide.height * 0.36]


def _cost_as_cover(layout: Any) -> tuple[bool, bool, int]:
    """A layout with a centred title, or with a title and a subtitle."""
    kinds = kinds_of(layout)
    others = [kind for kind in kinds if kind not in FOOTERS | TITLES | {PP_PLACEHOLDER.SUBTITLE}]
    return PP_PLACEHOLDER.CENTER_TITLE not in kinds, PP_PLACEHOLDER.SUBTITLE not in kinds, len(others)


def _area(plain: Any, slide: Box) -> Box:
    """Where content may stand: the template's own body, under the title and over the footers."""
    margin = slide.width * 0.05
    usual = Box(margin, slide.height * 0.22, slide.width - margin, slide.height * 0.9)
    area = _body(plain) or usual
    feet = [box_of(shape) for shape in plain.placeholders if shape.placeholder_format.type in FOOTERS]
    top = max([area.top, *(box.bottom + AIR for box in _titles_on_top(plain, slide))])
    bottom = min([area.bottom, slide.height - 0.2, *(box.top - AIR for box in feet if box and box.top > top)])
    left, right = max(area.left, 0.2), min(area.right, slide.width - 0.2)
    is_roomy = right - left >= LEAST[0] and bottom - top >= LEAST[1]
    return Box(left, top, right, bottom) if is_roomy else usual


def _body(plain: Any) -> Box | None:
    """The body of the layout with a title and one body, else the master's."""
    for layout in plain.slide_master.slide_layouts:
        bodies = [shape for shape in layout.placeholders if shape.placeholder_format.type in BODIES]
        if len(bodies) == 1 and PP_PLACEHOLDER.TITLE in kinds_of(layout) and _is_roomy(box_of(bodies[0])):
            return box_of(bodies[0])
    held = [shape for shape in plain.slide_master.placeholders if shape.placeholder_format.type in BODIES]
    return next((box for box in map(box_of, held) if _is_roomy(box)), None)


def _is_roomy(box: Box | None) -> bool:
    return box is not None and box.width >= LEAST[0] and box.height >= LEAST[1]


def _font(theme: Any, kind: str) -> str:
    latin = theme.find(f".//{qn(kind)}/{qn('a:latin')}")
    return latin.get("typeface", "") if latin is not None else ""
