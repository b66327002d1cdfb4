"""Blocks put one under another in a column until it is full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assistant.papers.paper import Chart, Figures, Grid, Lines
from integrations.charts.sheet import Box
from integrations.documents.deck.fitting import fit_caption, fit_figures, fit_lines
from integrations.documents.deck.items import Caption, Fitted, Piece, Placed, Setting
from integrations.documents.deck.plotting import fit_chart, is_elastic, least_height
from integrations.documents.deck.tabling import fit_grid

AFTER_CAPTION = 0.06
ENDLESS = 1000.0

FITS: dict[type, Callable[[Any, Box, Setting], Fitted]] = {
    Caption: fit_caption,
    Lines: fit_lines,
    Figures: fit_figures,
    Grid: fit_grid,
    Chart: fit_chart,
}


def fill(pieces: Sequence[Piece], box: Box, setting: Setting) -> tuple[list[Placed], list[Piece], float]:
    """What fits the column, what is left, and how far down it reaches."""
    placed: list[Placed] = []
    top = bottom = box.top
    for index, piece in enumerate(pieces):
        room = Box(box.left, top, box.right, _floor(pieces[index:], Box(box.left, top, box.right, box.bottom), setting))
        fitted = FITS[type(piece)](piece, room, setting)
        placed.extend(fitted.placed)
        bottom = fitted.bottom if fitted.placed else bottom
        if fitted.rest is not None:
            return _without_trailing_caption(placed), _owed(pieces, index, fitted.rest), bottom
        top = fitted.bottom + (AFTER_CAPTION if isinstance(piece, Caption) else setting.gap)
    return placed, [], bottom


def height_of(pieces: Sequence[Piece], width: float, setting: Setting) -> float:
    """Inches that blocks of a fixed height take in a column of this width, each with the gap before it."""
    fixed = [piece for piece in pieces if not is_elastic(piece)]
    return sum(FITS[type(piece)](piece, Box(0, 0, width, ENDLESS), setting).bottom + setting.gap for piece in fixed)


def _floor(pieces: Sequence[Piece], box: Box, setting: Setting) -> float:
    """The floor of the first piece: as many charts as there is room for share what the blocks after them leave."""
    first = pieces[0]
    if not (isinstance(first, Chart) and is_elastic(first)):
        return box.bottom
    least = least_height(first, setting)
    room = int((box.height + setting.gap) / (least + setting.gap))
    charts = max(1, min(sum(map(is_elastic, pieces)), room))
    spare = box.height - height_of(pieces[1:], box.width, setting) - (charts - 1) * setting.gap
    return min(box.bottom, box.top + max(least, spare / charts))


def _owed(pieces: Sequence[Piece], index: int, rest: Piece) -> list[Piece]:
    """What is left, with the caption that stood before it when nothing of it was placed."""
    is_untouched = rest is pieces[index] or rest == pieces[index]
    before = pieces[index - 1] if index and is_untouched else None
    return [*([before] if isinstance(before, Caption) else []), rest, *pieces[index + 1 :]]


def _without_trailing_caption(placed: list[Placed]) -> list[Placed]:
    return placed[:-1] if placed and isinstance(placed[-1].item, Caption) else placed
