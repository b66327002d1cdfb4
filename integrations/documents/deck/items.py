"""What stands on a slide: each item with its box in inches, laid out before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.papers.paper import Block, Chart, Figure, Line
from integrations.charts.events import Event
from integrations.charts.sheet import Box
from integrations.documents.measuring import Face
from integrations.documents.style import Scale
from tools.facts import Fact

GAP = 0.24
DENSE_GAP = 0.13


@dataclass(frozen=True)
class Caption:
    """A small heading over the blocks of a part, where a slide holds several parts; how many lines it takes."""

    text: str
    lines: int = 1


@dataclass(frozen=True)
class Setting:
    """How text is set: its size in points, the font it is measured in, and the scale of type around it.

    Text is shortened only where `may_cut` says so, at the smallest size; before that it is tried smaller. `air` is how
    much more than the least room stands between rows and paragraphs.
    """

    size: float
    face: Face
    type: Scale
    may_cut: bool = False
    air: float = 1.0

    @property
    def gap(self) -> float:
        """Inches between two blocks."""
        return DENSE_GAP if self.type.is_dense else GAP


@dataclass(frozen=True)
class Text:
    """Paragraphs or bullets that fit their box; `between` are the points between two of them."""

    lines: tuple[Line, ...]
    size: float
    between: float
    is_bulleted: bool


@dataclass(frozen=True)
class Gap:
    """What a person has to fill in."""

    lines: tuple[Line, ...]
    size: float
    between: float
    pad: float


@dataclass(frozen=True)
class Card:
    """One figure; its texts are already shortened to the card."""

    figure: Figure
    label_size: float
    value_size: float
    note_size: float


@dataclass(frozen=True)
class Table:
    """A table's part that fits; widths and heights in inches, the first height is the header's."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_right: tuple[bool, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    pad: float


@dataclass(frozen=True)
class Plot:
    """A native chart with its title over it and what is to be noted under it."""

    chart: Chart
    title: str
    title_lines: int
    note: str
    type: Scale


@dataclass(frozen=True)
class Events:
    """Rows of a timeline, drawn as shapes."""

    chart: Chart
    events: tuple[Event, ...]
    title: str
    texts: tuple[str, ...]
    heights: tuple[float, ...]
    size: float
    type: Scale


Item = Text | Gap | Card | Table | Plot | Events | Caption


@dataclass(frozen=True)
class Placed:
    """An item in its box, the facts behind it, and texts that had to be shortened, in full."""

    box: Box
    item: Item
    facts: tuple[Fact, ...] = ()
    in_full: tuple[str, ...] = ()


Piece = Block | Caption


@dataclass(frozen=True)
class Fitted:
    """What of a block fits from the top of a box: down to which height, and what is left for the next slide."""

    placed: tuple[Placed, ...]
    bottom: float
    rest: Piece | None = None


@dataclass(frozen=True)
class Page:
    """One slide: its heading and what stands on it."""

    heading: str
    placed: tuple[Placed, ...]
    is_internal: bool = False
    remarks: tuple[str, ...] = field(default=())
