"""The letters of a chart: the font that matplotlib carries, others of the machine for what it lacks, and their widths.

A letter that no font here can draw becomes a box, a pictograph is left out: neither may stop a chart.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from integrations.charts.wrapping import clean

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

SHIPPED = "DejaVu Sans"
ALSO = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "Noto Sans Devanagari",
    "Nirmala UI",
    "Noto Sans Thai",
    "Leelawadee UI",
)
FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
BOX = "□"
PICTOGRAPHS = frozenset({"So", "Sk", "Cf", "Mn", "Me"})
EM = 1000
POINTS_PER_INCH = 72


@lru_cache(maxsize=1)
def fonts_folder() -> Path:
    """The fonts that matplotlib carries. Found without importing it: a deck needs their widths and no drawing."""
    found = find_spec("matplotlib")
    return Path((found and found.origin) or "").parent / "mpl-data" / "fonts"


@lru_cache(maxsize=1)
def families() -> list[str]:
    """The shipped font first, then those of this machine that fill its gaps."""
    return [SHIPPED, *(name for name in ALSO if name in _installed())]


def drawable(text: str) -> str:
    """The text as the fonts here can draw it."""
    return " ".join("".join(_drawn(letter) for letter in clean(text)).split())


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width in inches at a size in points."""
    return sum(advance(letter, bold=bold) for letter in text) * size / POINTS_PER_INCH


@lru_cache(maxsize=4096)
def advance(letter: str, *, bold: bool = False) -> float:
    """Width of one letter as a share of the font's size; one whole size where the shipped font lacks it."""
    font = _font(bold)
    if ord(letter) not in _letters(SHIPPED):
        return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.7
    return float(font.load_char(ord(letter)).linearHoriAdvance) / 65536 / EM


@lru_cache(maxsize=4096)
def _drawn(letter: str) -> str:
    if any(ord(letter) in _letters(family) for family in families()):
        return letter
    return "" if unicodedata.category(letter) in PICTOGRAPHS else BOX


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(fonts_folder() / "ttf" / FILES[bold]))
    font.set_size(EM, POINTS_PER_INCH)
    return font


@lru_cache(maxsize=len(ALSO) + 1)
def _letters(family: str) -> frozenset[int]:
    if family == SHIPPED:
        return frozenset(_font(False).get_charmap())
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(_installed()[family]).get_charmap())


@lru_cache(maxsize=1)
def _installed() -> dict[str, str]:
    """The files of this machine's fonts by name."""
    from matplotlib.font_manager import fontManager

    return {font.name: font.fname for font in reversed(fontManager.ttflist)}
