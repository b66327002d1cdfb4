"""The text of a line as runs of plain and bold letters, without what a file format cannot hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.papers.paper import Line
from integrations.charts.wrapping import clean

BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
FILL_IN = "Fill in: "


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False


def runs_of(text: str) -> tuple[Run, ...]:
    """Pieces of the cleaned text; stars that open nothing stay as they are."""
    pieces = BOLD.split(clean(text))
    # Every second piece stood between stars.
    return tuple(Run(piece, bold=place % 2 == 1) for place, piece in enumerate(pieces) if piece)


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(run.text for run in runs_of(text))


def gap_runs(line: Line) -> tuple[Run, ...]:
    """What a person has to fill in, with a sign that says so."""
    text = plain(line.text)
    said = text[len(FILL_IN) :] if text.lower().startswith(FILL_IN.lower()) else text
    return Run(FILL_IN, bold=True), Run(said)
