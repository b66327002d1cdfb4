"""A part of a paper as one slide, or as several when it does not fit one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.papers.paper import Chart, Figures, Grid, Part
from integrations.charts.sheet import Box
from integrations.documents.deck.filling import fill
from integrations.documents.deck.items import Page, Piece, Placed, Setting
from integrations.documents.deck.tabling import natural_width
from integrations.documents.measuring import Face
from integrations.documents.runs import plain
from integrations.documents.style import TYPE

VISUAL_SHARE = 0.58
GUTTER = 0.45
CONTINUED = "(continued)"
MOST_PAGES = 40


def pages_of(part: Part, area: Box, face: Face) -> tuple[Page, ...]:
    """The slides of a part; a part without blocks is a slide with its heading alone."""
    heading = plain(part.headline.text if part.headline else part.heading)
    pages: list[Page] = []
    rest: list[Piece] = list(part.blocks)
    step = 0
    while rest and len(pages) < MOST_PAGES:
        placed, rest, step = _page(rest, area, face, step)
        name = f"{heading} {CONTINUED}" if pages else heading
        pages.append(Page(name, tuple(placed), part.is_internal))
    return tuple(pages) or (Page(heading, (), part.is_internal),)


def _page(pieces: list[Piece], area: Box, face: Face, first: int) -> tuple[list[Placed], list[Piece], int]:
    """One slide at the largest type that holds as much as the smallest does, from a step of the scale on."""
    smallest = len(TYPE.body) - 1
    _, least_left = _arranged(pieces, area, face, smallest)
    for step in range(first, smallest):
        placed, rest = _arranged(pieces, area, face, step)
        if rest == least_left:
            return placed, rest, step
    return *_arranged(pieces, area, face, smallest), smallest


def _arranged(pieces: list[Piece], area: Box, face: Face, step: int) -> tuple[list[Placed], list[Piece]]:
    figures = [piece for piece in pieces if isinstance(piece, Figures)]
    others: list[Piece] = [piece for piece in pieces if not isinstance(piece, Figures)]
    setting = Setting(TYPE.body[step], face, TYPE, may_cut=step == len(TYPE.body) - 1)
    cards, left_over, bottom = fill(figures, area, setting)
    top = bottom + 1.4 * setting.gap if cards else area.top
    if left_over:
        return cards, [*left_over, *others]
    body, rest = _body(others, Box(area.left, top, area.right, area.bottom), setting, step)
    return [*cards, *body], rest


def _body(pieces: list[Piece], box: Box, setting: Setting, step: int) -> tuple[list[Placed], list[Piece]]:
    """Charts and tables at the left of what is said of them; two charts side by side; all else one under another."""
    seen = [piece for piece in pieces if isinstance(piece, Chart | Grid)]
    said = [piece for piece in pieces if not isinstance(piece, Chart | Grid)]
    beside = Setting(TYPE.beside[step], setting.face, TYPE, setting.may_cut)
    if seen and said and all(_is_narrow(piece, box, beside) for piece in seen):
        return columns([seen, said], (VISUAL_SHARE, 1 - VISUAL_SHARE), box, beside)
    if len(pieces) == 2 and all(isinstance(piece, Chart) and piece.form != "timeline" for piece in pieces):
        return columns([pieces[:1], pieces[1:]], (0.5, 0.5), box, setting)
    placed, rest, _ = fill(pieces, box, setting)
    return placed, rest


def columns(
    groups: Sequence[Sequence[Piece]], shares: Sequence[float], box: Box, setting: Setting
) -> tuple[list[Placed], list[Piece]]:
    """Groups side by side, each in its share of the width."""
    width = box.width - GUTTER * (len(groups) - 1)
    left, placed, rest = box.left, [], []
    for group, share in zip(groups, shares, strict=True):
        right = left + width * share
        here, over, _ = fill(group, Box(left, box.top, right, box.bottom), setting)
        placed.extend(here)
        rest.extend(over)
        left = right + GUTTER
    return placed, rest


def _is_narrow(piece: Piece, box: Box, setting: Setting) -> bool:
    if isinstance(piece, Grid):
        return natural_width(piece, setting) <= box.width * VISUAL_SHARE
    return isinstance(piece, Chart) and piece.form != "timeline"
