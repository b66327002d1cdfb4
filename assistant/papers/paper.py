"""A paper: what a draft says, part by part, with the facts behind each line. Renderers show it, nothing changes it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tools.errors import Reason
from tools.facts import Fact, Frozen, Number, Unit

Kind = Literal["briefing", "qbr", "letter", "forensics", "losses", "board", "review"]
Form = Literal["trend", "bridge", "cohorts", "contributions", "timeline", "buckets"]
Tone = Literal["plain", "good", "warning", "bad", "gap"]


class Line(Frozen):
    """A sentence or a bullet. `text` is plain text with **bold** at most; each number in it is stated by `facts`."""

    text: str
    facts: tuple[Fact, ...] = ()
    tone: Tone = "plain"


class Lines(Frozen):
    """Sentences of a paragraph, bullets, a gap that a person has to fill, or the lines at the foot of a letter."""

    block: Literal["paragraph", "bullets", "gap", "signature"] = "bullets"
    lines: tuple[Line, ...]


class Figure(Frozen):
    """A number to be seen from afar: "NRR", "108.3 %", "+2.1 points against Q2"."""

    label: str
    value: str
    note: str = ""
    tone: Tone = "plain"
    facts: tuple[Fact, ...] = ()


class Figures(Frozen):
    block: Literal["figures"] = "figures"
    figures: tuple[Figure, ...]


class Grid(Frozen):
    """A table of written values. Columns named in `right` hold numbers and are aligned to the right."""

    block: Literal["grid"] = "grid"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class Point(Frozen):
    """One mark of a chart. `at` is the category or ISO day; `shown` is the value as people read it."""

    at: str
    value: Number | None
    shown: str
    tone: Tone = "plain"


class Series(Frozen):
    name: str
    points: tuple[Point, ...]


class Chart(Frozen):
    """The data of a chart; every value is one of `facts`. `title` says what is to be seen in it.

    `whole` is where the scale ends at the least: 1 for shares of a way, so that a short way looks short.

    `trend`: lines over time. `bridge`: opening, steps up and down, closing (one series, first and last are levels).
    `cohorts`: one line per cohort. `contributions`: bars that add up. `timeline`: dated events, value None, the event
    in `shown`, one series per kind. `buckets`: amounts per named bucket.
    """

    block: Literal["chart"] = "chart"
    form: Form
    title: str
    unit: Unit
    currency: str | None = None
    series: tuple[Series, ...]
    facts: tuple[Fact, ...] = ()
    whole: Number = 0


Block = Lines | Figures | Grid | Chart


class Part(Frozen):
    """A slide of a deck, a section of a document. What is internal is for the team's eyes, not for the account's.

    `heading` says what it is about, `headline` what is to be learnt from it, where one sentence can: the title of its
    slide. On pages the first part's opens the paper; the others would only repeat what stands under them.
    """

    name: str
    heading: str
    headline: Line | None = None
    blocks: tuple[Block, ...] = ()
    is_internal: bool = False


class Paper(Frozen):
    """A draft. `gaps` are what a person has to fill in before it is sent; `summary` is what the chat says of it."""

    kind: Kind
    title: str
    subtitle: str = ""
    account: str | None = None
    parts: tuple[Part, ...]
    summary: tuple[Line, ...] = ()
    gaps: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


class Refused(Frozen):
    """No draft: which data is missing, in a sentence that says what would help."""

    message: str
    reason: Reason | None = Field(default="no_data")
