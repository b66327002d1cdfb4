"""How much room text takes in a document: Helvetica's widths, which Arial and Liberation Sans share.

What Helvetica lacks is measured in DejaVu, which is wider than any usual text font, so that an estimate errs on the
side of room. Widths are in inches, sizes in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from integrations.charts.helvetica import helvetica_widths
from integrations.charts.lettering import advance
from integrations.charts.wrapping import within, wrapped

LINE_HEIGHT = 1.2
POINTS_PER_INCH = 72
# A renderer may round each letter up to a whole pixel.
SAFETY = 1.03
BOLD = 0x100000
BASIC = 0xFFFF
# Fonts whose stand-ins on other machines have the same widths. Any other may be replaced by DejaVu, which is wider.
AS_ARIAL = frozenset({"", "Arial", "Helvetica", "Liberation Sans", "Times New Roman", "Liberation Serif"})
UNKNOWN = 1.25


@lru_cache(maxsize=16384)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Inches that one line takes in Arial, with the safety; letters marked as bold are measured bold."""
    return sum(_width(letter, bold) for letter in text) * size / POINTS_PER_INCH * SAFETY


def marked_bold(text: str) -> str:
    """The text with its letters moved to the plane of characters that nobody uses, where they count as bold."""
    return "".join(letter if letter == " " or ord(letter) > BASIC else chr(ord(letter) + BOLD) for letter in text)


@lru_cache(maxsize=4096)
def _width(letter: str, bold: bool) -> float:
    if ord(letter) >= BOLD:
        return _width(chr(ord(letter) - BOLD), True)
    return helvetica_widths(bold).get(letter) or advance(letter, bold=bold)


def line_height(size: float) -> float:
    """Inches from one line to the next."""
    return size * LINE_HEIGHT / POINTS_PER_INCH


@dataclass(frozen=True)
class Face:
    """A font, by how much wider than Arial it may run where it is shown."""

    stretch: float = 1.0

    def width(self, text: str, size: float, bold: bool = False) -> float:
        return width_of(text, size, bold) * self.stretch

    def lines(self, text: str, size: float, room: float, bold: bool = False) -> int:
        """Lines that the text takes in a column of this width; an empty text still takes one."""
        return max(1, len(wrapped(text, room, lambda piece: self.width(piece, size, bold))))

    def cut(self, text: str, size: float, room: float, most: int = 1, bold: bool = False) -> str:
        """The text shortened to so many lines of this width."""
        return " ".join(within(text, room, most, lambda piece: self.width(piece, size, bold)))


def face_of(font: str) -> Face:
    return Face(1.0 if font in AS_ARIAL else UNKNOWN)
