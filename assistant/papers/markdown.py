"""A paper as Markdown: for a file, a terminal or a chat. Texts are escaped, so that no mark in them works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.papers.paper import Block, Chart, Figures, Grid, Kind, Line, Lines, Paper, Part
from assistant.prose.escaping import cell
from assistant.prose.wording import lowered
from tools.periods import MONTH_NAMES, write_day

MARKS = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)")
AT_START = re.compile(r"^(?:[#+=-]|\d+(?=[.)]\s))")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
MONTH = re.compile(r"\d{4}-\d{2}")
TO_FILL_IN = "To fill in"
# Short enough to be read where it was asked for.
PAGES: frozenset[Kind] = frozenset({"briefing"})


def write_markdown(paper: Paper) -> str:
    """The whole paper with headings; charts as tables of their values, gaps marked."""
    return "\n\n".join([f"# {escaped(paper.title)}", *_opening(paper), *_body(paper, "## ")]) + "\n"


def write_page(paper: Paper) -> str:
    """The paper as the text of a chat message: headings are bold lines, charts are left out."""
    parts = [part.model_copy(update={"blocks": _without_charts(part)}) for part in paper.parts]
    shown = paper.model_copy(update={"parts": tuple(part for part in parts if part.blocks)})
    return "\n\n".join([f"**{escaped(paper.title)}**", *_opening(paper), *_body(shown, "")])


def write_chat(paper: Paper, noun: str) -> str:
    """What a chat says of a paper: the page itself where it is one, else what the file holds in a few lines."""
    if paper.kind in PAGES:
        return write_page(paper)
    opening = f"Draft of the {noun}: **{escaped(paper.title)}**{_noted(lowered(paper.subtitle))}."
    return "\n".join([opening, *(f"- {_line(line)}" for line in paper.summary)])


def escaped(text: str) -> str:
    """Plain text, of which only **bold** is a mark."""
    pieces = BOLD.split(" ".join(text.split()))
    # Every second piece stood between stars.
    return "".join(f"**{_marked(piece)}**" if place % 2 else _marked(piece) for place, piece in enumerate(pieces))


def _marked(text: str) -> str:
    return MARKS.sub(lambda match: f"\\{match[0]}", text)


def _opening(paper: Paper) -> Iterator[str]:
    if paper.subtitle:
        yield f"_{escaped(paper.subtitle)}_"


def _body(paper: Paper, heading: str) -> Iterator[str]:
    for part in paper.parts:
        blocks = [BLOCKS[block.block](block) for block in part.blocks]
        title = escaped(part.heading)
        yield f"{heading}{title}" if heading else f"**{title}**"
        if part.headline and part is paper.parts[0]:
            yield f"**{escaped(part.headline.text)}.**"
        yield from blocks


def _without_charts(part: Part) -> tuple[Block, ...]:
    return tuple(block for block in part.blocks if not isinstance(block, Chart))


def _line(line: Line) -> str:
    """A line that is not taken for a heading or a list."""
    return AT_START.sub(_disarmed, escaped(line.text))


def _disarmed(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _lines(block: Lines) -> str:
    return WRITTEN[block.block](block.lines)


def _gap(lines: Sequence[Line]) -> str:
    return "\n".join(f"- **{TO_FILL_IN}:** {_line(line)}" for line in lines)


WRITTEN: Mapping[str, Callable[[Sequence[Line]], str]] = {
    "paragraph": lambda lines: " ".join(_line(line) for line in lines),
    "bullets": lambda lines: "\n".join(f"- {_line(line)}" for line in lines),
    "gap": _gap,
    "signature": lambda lines: "\\\n".join(_line(line) for line in lines),
}


def _figures(block: Figures) -> str:
    lines = (f"- {escaped(one.label)}: **{escaped(one.value)}**{_noted(one.note)}" for one in block.figures)
    return "\n".join(lines)


def _noted(note: str) -> str:
    return f", {escaped(note)}" if note else ""


def _grid(block: Grid) -> str:
    rows = [[cell(escaped(text)) for text in row] for row in block.rows]
    return _table([escaped(name) for name in block.columns], rows, [name in block.right for name in block.columns])


def _chart(block: Chart) -> str:
    """Its values: a row for each place, a column for each series; of a timeline the events by day."""
    if block.form == "timeline":
        events = sorted((point for one in block.series for point in one.points), key=lambda point: point.at)
        return "\n".join(f"- **{write_day(date.fromisoformat(one.at))}**: {escaped(one.shown)}" for one in events)
    places = list(dict.fromkeys(point.at for one in block.series for point in one.points))
    shown = [{point.at: point.shown for point in one.points} for one in block.series]
    rows = [[escaped(_place(place)), *(cell(escaped(one.get(place, ""))) for one in shown)] for place in places]
    names = [escaped(one.name) or "Value" for one in block.series]
    title = f"_{escaped(block.title)}_\n\n"
    return title + _table(["", *names], rows, [False, *(True for _ in names)])


def _place(at: str) -> str:
    """A place of an axis as people write it: days and months in words."""
    try:
        day = date.fromisoformat(f"{at}-01" if MONTH.fullmatch(at) else at)
    except ValueError:
        return at
    return f"{MONTH_NAMES[day.month - 1]} {day.year}" if MONTH.fullmatch(at) else write_day(day)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], is_right: Sequence[bool]) -> str:
    lines = [columns, ["---:" if right else "---" for right in is_right], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


BLOCKS: Mapping[str, Callable[[Any], str]] = {
    "paragraph": _lines,
    "bullets": _lines,
    "gap": _lines,
    "signature": _lines,
    "figures": _figures,
    "grid": _grid,
    "chart": _chart,
}
