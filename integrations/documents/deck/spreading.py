"""The slides of a paper: parts that share one are laid out side by side at the largest type that holds them whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.papers.paper import Chart, Paper, Part
from integrations.charts.sheet import Box
from integrations.documents.deck.items import Caption, Page, Piece, Placed, Setting
from integrations.documents.deck.pages import columns, pages_of
from integrations.documents.deck.spreads import SPREADS, Row, Spread
from integrations.documents.measuring import Face
from integrations.documents.runs import plain
from integrations.documents.style import TYPE

# How much more room tables and paragraphs take where the slide has it, most first.
AIR = (2.6, 2.2, 1.8, 1.4, 1.0)
Parts = Mapping[str, Part]


def pages_of_paper(paper: Paper, area: Box, face: Face) -> Iterator[Page]:
    """What is shared, then what stands alone, then what is for the team."""
    parts = {part.name: part for part in paper.parts if not part.is_internal}
    spreads = SPREADS.get(paper.kind, ())
    for spread in spreads:
        yield from _pages_of_spread(spread, parts, area, face)
    placed = {name for spread in spreads for name in spread.names}
    alone = [part for part in paper.parts if part.is_internal or part.name not in placed]
    for part in sorted(alone, key=lambda part: part.is_internal):
        yield from pages_of(part, area, face)


def _pages_of_spread(spread: Spread, parts: Parts, area: Box, face: Face) -> Iterator[Page]:
    """One slide; a slide for each row, or else for each part, where they do not fit together."""
    found = [parts[name] for name in spread.names if name in parts]
    placed = _largest(spread, parts, area, face) if found else []
    if placed:
        yield Page(_title(spread, found), tuple(placed))
        return
    yield from _apart(spread, found, parts, area, face)


def _title(spread: Spread, found: Sequence[Part]) -> str:
    return next((plain(part.headline.text) for part in found if part.headline), spread.heading)


def _apart(spread: Spread, found: Sequence[Part], parts: Parts, area: Box, face: Face) -> Iterator[Page]:
    """Each row under the slide's heading, a row of one part under that part's own; of a single row each part."""
    if len(spread.rows) == 1:
        yield from (page for part in found for page in pages_of(part, area, face))
        return
    for row in spread.rows:
        held = [name for column in row.columns for name in column if name in parts]
        heading = plain(parts[held[0]].heading) if len(held) == 1 else spread.heading
        yield from _pages_of_spread(Spread(heading, (row,)), parts, area, face)


def _largest(spread: Spread, parts: Parts, area: Box, face: Face) -> list[Placed]:
    """The largest type first, then the most air; nothing where even the smallest type leaves something over."""
    for size in TYPE.beside:
        setting = Setting(size, face, TYPE, may_cut=size == TYPE.beside[-1])
        for air in AIR if _arranged(spread, parts, area, setting) else ():
            if placed := _arranged(spread, parts, area, replace(setting, air=air)):
                return placed
    return []


def _arranged(spread: Spread, parts: Parts, area: Box, setting: Setting) -> list[Placed]:
    """Every row under the one before; nothing where one does not fit."""
    top, all_placed = area.top, []
    for row in spread.rows:
        groups, shares = _present(row, spread, parts)
        placed, rest = columns(groups, shares, Box(area.left, top, area.right, area.bottom), setting)
        if rest or (groups and not placed):
            return []
        all_placed += placed
        top = max((one.box.bottom + 1.4 * setting.gap for one in placed), default=top)
    return all_placed


def _present(row: Row, spread: Spread, parts: Parts) -> tuple[list[list[Piece]], list[float]]:
    """The columns that have something to say, sharing the whole width."""
    held = [
        ([piece for name in column if name in parts for piece in _pieces(parts[name], spread)], share)
        for column, share in zip(row.columns, row.shares, strict=True)
    ]
    kept = [(pieces, share) for pieces, share in held if pieces]
    whole = sum(share for _, share in kept)
    return [pieces for pieces, _ in kept], [share / whole for _, share in kept]


def _pieces(part: Part, spread: Spread) -> list[Piece]:
    """The blocks under the part's heading, unless the slide's heading or the title of its chart says it."""
    is_said = plain(part.heading) == spread.heading or isinstance(part.blocks[0], Chart)
    return list(part.blocks) if is_said else [Caption(part.heading), *part.blocks]
