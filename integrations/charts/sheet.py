"""A sheet to draw on, measured in inches from the upper left corner, and its bytes as PNG or SVG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from integrations.charts.lettering import drawable, families, width_of
from integrations.charts.theme import Theme
from integrations.charts.wrapping import shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Format = Literal["png", "svg"]
Align = Literal["left", "center", "right"]
DOTS_PER_INCH = 160
LINE = 1.3
# A dollar is a dollar here, never the start of a formula; text in an SVG stays text, so that it can be read aloud.
SETTINGS = {"text.parse_math": False, "svg.fonttype": "none", "svg.hashsalt": "steward"}


@dataclass(frozen=True)
class Box:
    """A rectangle in inches; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def touches(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Ink:
    """How a piece of text is written: size in points, colour, weight, side it is set from."""

    size: float
    colour: str
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True)
class Sheet:
    figure: Figure
    axes: Axes
    theme: Theme

    def text(self, x: float, y: float, words: str, ink: Ink, room: float = 99.0) -> Box:
        """Writes one line centred on y, shortened to the room; returns the box it takes."""
        written = self.fitted(words, ink, room)
        self.axes.text(
            x,
            y,
            written,
            fontsize=ink.size,
            color=ink.colour,
            ha=ink.align,
            va="center_baseline",
            fontweight="bold" if ink.bold else "normal",
            fontfamily=families(),
        )
        return box_of(x, y, written, ink)

    def fitted(self, words: str, ink: Ink, room: float) -> str:
        return shortened(drawable(words), room, lambda text: width_of(text, ink.size, bold=ink.bold))

    def bar(self, box: Box, colour: str, **style: Any) -> None:
        from matplotlib.patches import Rectangle

        patch = Rectangle((box.left, box.top), box.width, box.height, facecolor=colour, linewidth=0, **style)
        self.axes.add_patch(patch)

    def line(self, xs: Sequence[float], ys: Sequence[float], colour: str, **style: Any) -> None:
        self.axes.plot(xs, ys, color=colour, solid_capstyle="round", **{"linewidth": 1.0, **style})

    def dot(self, x: float, y: float, colour: str, marker: str = "o", size: float = 5.0) -> None:
        """A mark; crosses have no area, so their strokes take the colour."""
        edge = colour if marker == "x" else self.theme.card
        self.line([x], [y], colour, marker=marker, markersize=size, markeredgecolor=edge, linestyle="none")


def box_of(x: float, y: float, written: str, ink: Ink) -> Box:
    """Where a line of text stands."""
    wide, high = width_of(written, ink.size, bold=ink.bold), ink.size / 72
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[ink.align]
    return Box(left, y - high * 0.6, left + wide, y + high * 0.6)


def new_sheet(width: float, height: float, theme: Theme) -> Sheet:
    """An empty card with rounded corners on nothing."""
    # Half a second to import: paid by what is drawn, not by a deck whose charts are its own.
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import FancyBboxPatch

    mpl.rcParams.update(SETTINGS)
    figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH)
    FigureCanvasAgg(figure)
    figure.patch.set_alpha(0)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    card = FancyBboxPatch(
        (0.02, 0.02),
        width - 0.04,
        height - 0.04,
        boxstyle="round,pad=0,rounding_size=0.12",
        facecolor=theme.card,
        edgecolor=theme.edge,
        linewidth=0.8,
    )
    axes.add_patch(card)
    return Sheet(figure, axes, theme)


def developed(sheet: Sheet, form: Format) -> bytes:
    """The sheet as bytes; the same drawing gives the same bytes."""
    made = io.BytesIO()
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    sheet.figure.savefig(made, format=form, metadata=metadata)
    return made.getvalue()
