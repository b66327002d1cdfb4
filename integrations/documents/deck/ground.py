"""What lies behind the content of a slide: a plain colour, or something that text cannot be read on."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn

from integrations.charts.sheet import Box
from integrations.documents.deck.oxml import EMU

FIRST_FILL = 1001  # A theme counts its background fills from here.
LARGE = 0.4
PLAIN = "solidFill"


def is_busy(theme: Any, layout: Any, slide: Box) -> bool:
    """Whether a picture, a shade of colours or a large drawn shape lies behind the content."""
    holders = (layout, layout.slide_master)
    grounds = [holder._element.find(f"{qn('p:cSld')}/{qn('p:bg')}") for holder in holders]
    ground = next((ground for ground in grounds if ground is not None), None)
    return (ground is not None and not _is_plain(ground, theme)) or any(_is_large(holder, slide) for holder in holders)


def _is_plain(ground: Any, theme: Any) -> bool:
    """A background that fills with one colour, by itself or by the theme's fill that it names."""
    own = ground.find(qn("p:bgPr"))
    if own is not None:
        return own.find(qn("a:solidFill")) is not None
    reference = ground.find(qn("p:bgRef"))
    fills = theme.find(f".//{qn('a:bgFillStyleLst')}")
    index = int(reference.get("idx", FIRST_FILL)) - FIRST_FILL if reference is not None else 0
    return fills is None or not 0 <= index < len(fills) or fills[index].tag.endswith(PLAIN)


def _is_large(holder: Any, slide: Box) -> bool:
    """Whether what is drawn on a layout or master covers much of it, one shape or many together."""
    drawn = (shape for shape in holder.shapes if not shape.is_placeholder)
    covered = sum((shape.width or 0) * (shape.height or 0) for shape in drawn)
    return bool(covered > LARGE * slide.width * slide.height * EMU**2)
