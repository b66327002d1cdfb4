"""How our own documents look: colours, type and places, one table each. Places are inches, type is in points."""

from __future__ import annotations

from dataclasses import dataclass

from integrations.charts.sheet import Box

FONT = "Arial"

# The colours of the theme, by the names that Office gives their places.
THEME_COLOURS = {
    "dk1": "1B2430",
    "lt1": "FFFFFF",
    "dk2": "12263F",
    "lt2": "F3F6F9",
    "accent1": "0B6E8F",
    "accent2": "D55E00",
    "accent3": "00855F",
    "accent4": "B0568C",
    "accent5": "A87200",
    "accent6": "44546A",
    "hlink": "0B6E8F",
    "folHlink": "44546A",
}
GAP_GROUND, GAP_EDGE, GAP_INK = "FFF6E0", "A87200", "6B4700"
TONES = {"good": "00855F", "warning": "A87200", "bad": "C44E00", "gap": GAP_EDGE}

SLIDE = Box(0, 0, 13.333, 7.5)
PLACES = {
    "title": Box(0.7, 0.42, 12.63, 1.22),
    "area": Box(0.7, 1.68, 12.63, 6.72),
    "cover_title": Box(1.0, 1.3, 11.6, 3.75),
    "cover_subtitle": Box(1.0, 4.3, 11.6, 5.4),
    "footer": Box(0.7, 6.98, 8.7, 7.26),
    "day": Box(8.8, 6.98, 11.5, 7.26),
    "number": Box(11.6, 6.98, 12.63, 7.26),
    "cover_footer": Box(1.0, 6.6, 7.6, 6.9),
    "cover_day": Box(7.7, 6.6, 12.3, 6.9),
    "rule": Box(0.7, 1.28, 1.5, 1.33),
    "cover_rule": Box(1.0, 3.98, 2.2, 4.05),
}


@dataclass(frozen=True)
class Scale:
    """The type of a slide. `body` are the sizes to try for text, largest first; `between` is the gap of paragraphs."""

    title: tuple[float, ...]
    body: tuple[float, ...]
    beside: tuple[float, ...]
    caption: float
    chart_title: float
    chart: float
    between: float = 0.55
    is_dense: bool = False


TYPE = Scale(
    title=(28, 26, 24, 22, 20),
    body=(24, 22, 20, 18, 16, 14),
    beside=(20, 18, 16, 15, 14, 13),
    caption=15,
    chart_title=14,
    chart=12,
)
DENSE = Scale(
    title=(26, 24, 22, 20),
    body=(13, 12, 11, 10),
    beside=(13, 12, 11, 10),
    caption=11,
    chart_title=12,
    chart=10,
    between=0.35,
    is_dense=True,
)
COVER_TITLE = (44, 40, 36, 32, 28, 24, 20)
COVER_SUBTITLE = (22, 20, 18, 16, 14)
