"""How charts look: colours as data, on a card of their own so that a picture reads in a light and in a dark chat.

The hues are Okabe and Ito's, which people with any colour vision keep apart; on the light card they are darkened until
each mark stands out 3 : 1 from it, which their originals do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.papers.paper import Tone

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb. `ramp` runs from the oldest to the newest cohort."""

    card: str
    edge: str
    ink: str
    muted: str
    grid: str
    level: str
    series: tuple[str, ...]
    ramp: tuple[str, str, str]
    tones: Mapping[Tone, str]


THEMES: Mapping[ThemeName, Theme] = {
    "light": Theme(
        card="#FFFFFF",
        edge="#D5DAE1",
        ink="#1B2430",
        muted="#5B6675",
        grid="#E3E7EC",
        level="#44546A",
        series=("#0072B2", "#D55E00", "#00855F", "#B0568C", "#A87200", "#3A93C9", "#44546A"),
        ramp=("#0B2F5B", "#1E7FA8", "#6F9A3A"),
        tones={"good": "#00855F", "warning": "#A87200", "bad": "#C44E00", "gap": "#7A8594"},
    ),
    "dark": Theme(
        card="#1B2027",
        edge="#39414C",
        ink="#F1F4F8",
        muted="#AAB4C0",
        grid="#323A44",
        level="#A9B8CB",
        series=("#56B4E9", "#FF8C42", "#2CC295", "#E08DBB", "#F0C24B", "#8FD0F5", "#C5CED9"),
        ramp=("#F4E98C", "#52BFA6", "#6C8FD6"),
        tones={"good": "#2CC295", "warning": "#F0C24B", "bad": "#FF8C42", "gap": "#8A95A3"},
    ),
}


def blended(ramp: tuple[str, str, str], share: float) -> str:
    """The colour at a share of 0 to 1 along the three stops."""
    first, second, rest = (ramp[0], ramp[1], share * 2) if share <= 0.5 else (ramp[1], ramp[2], share * 2 - 1)
    mixed = (round(a + (b - a) * rest) for a, b in zip(_channels(first), _channels(second), strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
