"""The colours of a template's theme, and shades between them that stay readable on its ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

# How a master maps the names used on slides, where it does not say otherwise.
USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
READABLE = 4.5
VISIBLE = 3.0


@dataclass(frozen=True)
class Colours:
    """Hex colours without a sign: the ground, text on it, softer text, the accent, a soft panel and thin lines."""

    ground: str
    ink: str
    muted: str
    accent: str
    panel: str
    line: str

    @property
    def is_dark(self) -> bool:
        return _luminance(self.ground) < 0.25


def colours_from(theme: Any, layout: Any) -> Colours:
    """The theme's colours as the layout's master maps them; what would not be readable gives way to what is."""
    scheme = {place.tag.rpartition("}")[2]: _value(place) for place in theme.find(f".//{qn('a:clrScheme')}")}
    named = {**scheme, **{name: scheme[place] for name, place in _map(layout).items() if place in scheme}}
    ground = _ground(layout, named)
    ink = max((named["tx1"], named["bg1"], "1B2430", "FFFFFF"), key=lambda colour: _ranked(colour, ground, named))
    accents = (named.get(f"accent{number}", ink) for number in range(1, 7))
    accent = next((colour for colour in accents if contrast(colour, ground) >= VISIBLE), ink)
    muted = next(
        (shade for share in (0.62, 0.75, 0.9) if contrast(shade := mixed(ground, ink, share), ground) >= READABLE), ink
    )
    return Colours(ground, ink, muted, accent, mixed(ground, ink, 0.05), mixed(ground, ink, 0.16))


def mixed(one: str, other: str, share: float) -> str:
    """The colour at a share of the way from one to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _ranked(colour: str, ground: str, named: dict[str, str]) -> tuple[bool, bool, float]:
    """The theme's own text colour first, as long as it can be read."""
    found = contrast(colour, ground)
    return found >= READABLE, colour == named["tx1"], found


def _map(layout: Any) -> dict[str, str]:
    found = layout.slide_master._element.find(qn("p:clrMap"))
    return {**USUAL_MAP, **(dict(found.attrib) if found is not None else {})}


def _ground(layout: Any, named: dict[str, str]) -> str:
    """The plain colour behind the slide; a picture or a gradient is taken for the theme's ground."""
    for holder in (layout, layout.slide_master):
        found = holder._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if found is None:
            continue
        for colour in found.iter(qn("a:schemeClr"), qn("a:srgbClr")):
            return named.get(colour.get("val"), colour.get("val") if len(colour.get("val")) == 6 else named["bg1"])
    return named["bg1"]


def _value(place: Any) -> str:
    colour = next(iter(place), None)
    found = "" if colour is None else colour.get("lastClr") or colour.get("val") or ""
    return found.upper() if len(found) == 6 else "000000"


def _luminance(colour: str) -> float:
    linear = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour)))
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)
