"""How much of a block of text or figures fits a box, measured in the font's own widths."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.papers.paper import Figure, Figures, Line, Lines
from integrations.charts.sheet import Box
from integrations.documents.deck.items import Caption, Card, Fitted, Gap, Placed, Setting, Text
from integrations.documents.measuring import line_height, marked_bold
from integrations.documents.runs import FILL_IN, Run, gap_runs, plain, runs_of

MOST_LINES = 8
INDENT = 1.2
PAD = 0.14
DENSE_PAD = 0.08
LARGEST_GAP = 18.0
# Room to write in.
GAP_HEIGHT = 0.95
CARD, DENSE_CARD = 1.72, 0.95
CAPTION_LINES = 2
CARD_WIDTH = 1.95
CARD_GAP = 0.2
CARD_PAD = 0.16
CARD_TOP = 0.12
LEAST_COMMON = 20
VALUE_SIZES = (36, 32, 28, 25, 22, 18, 15, 12)


@dataclass(frozen=True)
class Column:
    """Where lines stand: size in points, width and height in inches, whether they are to be filled in."""

    size: float
    width: float
    height: float
    is_gap: bool


def fit_caption(caption: Caption, box: Box, setting: Setting) -> Fitted:
    size = setting.type.caption
    text = setting.face.cut(plain(caption.text), size, box.width, CAPTION_LINES, bold=True)
    lines = setting.face.lines(text, size, box.width, bold=True)
    bottom = box.top + lines * line_height(size)
    if bottom > box.bottom:
        return Fitted((), box.top, caption)
    return Fitted((Placed(Box(box.left, box.top, box.right, bottom), Caption(text, lines)),), bottom)


def fit_lines(lines: Lines, box: Box, setting: Setting) -> Fitted:
    """As many lines as fit; one that is very long is shortened, and kept in full for the notes."""
    is_gap = lines.block == "gap"
    size = min(setting.size, LARGEST_GAP) if is_gap else setting.size
    pad = (DENSE_PAD if setting.type.is_dense else PAD) if is_gap else 0.0
    is_bulleted = lines.block == "bullets"
    width = box.width - 2 * pad - (INDENT * size / 72 if is_bulleted else 0.0)
    column = Column(size, width, box.height - 2 * pad, is_gap)
    kept, tall = _kept(lines, column, setting)
    rest = replace_lines(lines, lines.lines[len(kept) :])
    if not kept:
        return Fitted((), box.top, rest)
    least = GAP_HEIGHT if is_gap and not setting.type.is_dense else 0.0
    own = Box(box.left, box.top, box.right, min(box.bottom, box.top + max(least, tall + 2 * pad)))
    between = size * setting.type.between * setting.air
    item = Gap(tuple(kept), size, between, pad) if is_gap else Text(tuple(kept), size, between, is_bulleted)
    facts = tuple(fact for line in kept for fact in line.facts)
    pairs = zip(kept, lines.lines, strict=False)
    in_full = tuple(plain(whole.text) for short, whole in pairs if short.text != whole.text)
    return Fitted((Placed(own, item, facts, in_full),), own.bottom, rest)


def _kept(lines: Lines, column: Column, setting: Setting) -> tuple[list[Line], float]:
    """The lines that fit the column, each shortened where it may be, and the inches they take."""
    taken = 0.0
    kept: list[Line] = []
    for line in lines.lines:
        short = _shortened(line, column, setting)
        if short != line and not setting.may_cut:
            break
        gap = column.size * setting.type.between * setting.air / 72 if kept else 0.0
        count = setting.face.lines(_weighed(short, column.is_gap), column.size, column.width)
        height = gap + count * line_height(column.size)
        if taken + height > column.height + 1e-6:
            break
        taken += height
        kept.append(short)
    return kept, taken


def replace_lines(lines: Lines, left: tuple[Line, ...]) -> Lines | None:
    return lines.model_copy(update={"lines": left}) if left else None


def fit_figures(figures: Figures, box: Box, setting: Setting) -> Fitted:
    """Cards side by side, of one height, in as many rows as fit."""
    across = min(len(figures.figures), max(1, int((box.width + CARD_GAP) / (CARD_WIDTH + CARD_GAP))))
    height = _dense_height(figures, _cell(box, 0, across, DENSE_CARD), setting) if setting.type.is_dense else CARD
    rows = int((box.height + CARD_GAP) / (height + CARD_GAP))
    count = min(len(figures.figures), across * rows)
    cells = [_cell(box, index, across, height) for index in range(count)]
    sizes = [_value_size(figure, cell, setting) for figure, cell in zip(figures.figures, cells, strict=False)]
    # Values side by side are of one size, unless one is so long that it would make the others small.
    size = min((size for size in sizes if size >= LEAST_COMMON), default=VALUE_SIZES[0])
    placed = tuple(
        _card(figure, cell, min(own, size), setting)
        for figure, cell, own in zip(figures.figures, cells, sizes, strict=False)
    )
    left = figures.figures[count:]
    rest = figures.model_copy(update={"figures": left}) if left else None
    return Fitted(placed, placed[-1].box.bottom if placed else box.top, rest)


def _dense_height(figures: Figures, cell: Box, setting: Setting) -> float:
    """A line higher where some note takes two: a target is not to be cut off."""
    small, room = _small(cell), cell.width - 2 * CARD_PAD
    is_long = any(setting.face.lines(plain(one.note), small, room) > 1 for one in figures.figures)
    return DENSE_CARD + (line_height(small) if is_long else 0.0)


def _cell(box: Box, index: int, across: int, height: float) -> Box:
    width = min(4.0, (box.width - (across - 1) * CARD_GAP) / across)
    left = box.left + index % across * (width + CARD_GAP)
    top = box.top + index // across * (height + CARD_GAP)
    return Box(left, top, left + width, top + height)


def _value_size(figure: Figure, box: Box, setting: Setting) -> float:
    """As large as the card's width and height allow, with the label over it and a note of two lines under it."""
    small, room, text = _small(box), box.width - 2 * CARD_PAD, plain(figure.value)
    others = 1 + max(1, min(2, setting.face.lines(plain(figure.note), small, room)))
    taken = others * line_height(small) + 2 * CARD_TOP
    tall = [size for size in VALUE_SIZES if line_height(size) + taken <= box.height]
    return next((size for size in tall if setting.face.width(text, size, bold=True) <= room), tall[-1])


def _small(box: Box) -> float:
    return 10.0 if box.height < 1.2 else 12.0


def _card(figure: Figure, box: Box, size: float, setting: Setting) -> Placed:
    """The card's texts shortened to what its width and height hold."""
    room, face, small = box.width - 2 * CARD_PAD, setting.face, _small(box)
    note_lines = max(1, int((box.height - line_height(size) - 2 * CARD_TOP) / line_height(small) + 1e-6) - 1)
    label = face.cut(plain(figure.label), small, room)
    value = face.cut(plain(figure.value), size, room, bold=True)
    note = face.cut(plain(figure.note), small, room, note_lines)
    short = figure.model_copy(update={"label": label, "value": value, "note": note})
    pairs = ((label, figure.label), (value, figure.value), (note, figure.note))
    in_full = tuple(plain(whole) for cut, whole in pairs if cut != plain(whole))
    return Placed(box, Card(short, small, size, small), figure.facts, in_full)


def _shortened(line: Line, column: Column, setting: Setting) -> Line:
    whole = "".join(run.text for run in _runs(line, column.is_gap))
    cut = setting.face.cut(whole, column.size, column.width, MOST_LINES, bold=True)
    if cut == whole:
        return line
    return line.model_copy(update={"text": cut.removeprefix(FILL_IN)})


def _runs(line: Line, is_gap: bool) -> tuple[Run, ...]:
    """The text as it will stand, with the mark of a gap."""
    return gap_runs(line) if is_gap or line.tone == "gap" else runs_of(line.text)


def _weighed(line: Line, is_gap: bool) -> str:
    return "".join(marked_bold(run.text) if run.bold else run.text for run in _runs(line, is_gap))
