"""Which parts of a paper share a slide, and where each stands on it: data. A part without a place has its own slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.papers.paper import Kind


@dataclass(frozen=True)
class Row:
    """Columns of part names, with their shares of the width; in a column one part stands under another."""

    columns: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = (1.0,)


@dataclass(frozen=True)
class Spread:
    """A slide of several parts, row under row. What stands `aside` is told in its notes only."""

    heading: str
    rows: tuple[Row, ...]
    aside: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The parts that it shows, in reading order."""
        return tuple(name for row in self.rows for column in row.columns for name in column)


SPREADS: Mapping[Kind, tuple[Spread, ...]] = {
    "qbr": (
        Spread(
            "Your goals, and how far you are",
            (Row((("goals",),)), Row((("progress",), ("business_change",)), (0.62, 0.38))),
            aside=("agenda",),
        ),
        Spread("What it has brought", (Row((("value_points",),)), Row((("usage",),)))),
        Spread("How you work with it", (Row((("adoption",), ("quarters",)), (0.5, 0.5)),)),
        Spread(
            "Where it helps, and where it does not yet",
            (Row((("peers",), ("issues",)), (0.56, 0.44)), Row((("promises",),))),
        ),
        Spread(
            "What we would do in your place",
            (Row((("recommendation",), ("attendees",)), (0.6, 0.4)), Row((("decisions",),))),
        ),
    ),
    "review": (
        Spread("The month in numbers", (Row((("retention",),)), Row((("bridge",),)))),
        Spread(
            "What was lost, and what is at risk",
            (Row((("losses",), ("exposure",)), (0.45, 0.55)), Row((("risks",),))),
        ),
        Spread(
            "What comes, and what to decide",
            (
                Row((("forecast",), ("decisions",)), (0.6, 0.4)),
                Row((("differences",), ("coverage",)), (0.6, 0.4)),
            ),
        ),
    ),
}
