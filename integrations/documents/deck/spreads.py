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
    """A slide of several parts, row under row.

    Its title is the headline of its first part that has one; where none has, its heading.
    """

    heading: str
    rows: tuple[Row, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The parts that it shows, in reading order."""
        return tuple(name for row in self.rows for column in row.columns for name in column)


SPREADS: Mapping[Kind, tuple[Spread, ...]] = {
    "qbr": (
        Spread(
            "Your goals, and how far you are",
            (Row((("goals",),)), Row((("progress",), ("business_change",)), (0.62, 0.38))),
        ),
        Spread(
            "What it has brought, and what is still open",
            (Row((("value_points",),)), Row((("promises",), ("issues",)), (0.56, 0.44))),
        ),
        Spread("How you work with it", (Row((("usage",), ("quarters",)), (0.5, 0.5)),)),
        Spread("Where it helps, and where it does not yet", (Row((("adoption",), ("peers",)), (0.48, 0.52)),)),
        Spread(
            "What we would do in your place",
            (Row((("recommendation",),)), Row((("decisions",),))),
        ),
        Spread("Our meeting", (Row((("agenda",), ("attendees",)), (0.56, 0.44)),)),
    ),
    "briefing": (
        Spread(
            "Where they stand, and what to say",
            (Row((("standing", "health"), ("to_say", "whats_new", "plays")), (0.5, 0.5)),),
        ),
        Spread(
            "Who is there, and what is open",
            (Row((("people", "goals"), ("issues", "promises", "expansion")), (0.5, 0.5)),),
        ),
    ),
    "forensics": (
        Spread("In short", (Row((("answer",),)), Row((("response",), ("reason",)), (0.56, 0.44)))),
        Spread("What happened when", (Row((("timeline",),)),)),
        Spread(
            "What speaks for this cause, and what against it",
            (Row((("evidence_for",), ("evidence_against",)), (0.54, 0.46)),),
        ),
    ),
    "losses": (
        Spread("In short", (Row((("answer",),)), Row((("losses",),)))),
        Spread("What the loss was made of", (Row((("composition",), ("reasons",)), (0.42, 0.58)),)),
    ),
    "review": (
        Spread("The month in numbers", (Row((("retention",),)), Row((("bridge",),)))),
        Spread(
            "What was lost, and what is at risk",
            (Row((("losses",), ("exposure",)), (0.45, 0.55)), Row((("risks",),))),
        ),
        Spread(
            "What comes, and what to decide",
            (Row((("forecast",), ("decisions",)), (0.6, 0.4)),),
        ),
        Spread(
            "Where the numbers may differ, and who covers whom",
            (Row((("differences",), ("coverage",)), (0.66, 0.34)),),
        ),
    ),
}
