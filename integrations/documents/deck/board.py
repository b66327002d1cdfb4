"""Papers that are one slide: figures on top, charts side by side under them, what is said of them at the right."""

from __future__ import annotations

from assistant.papers.paper import Block, Chart, Figures, Kind, Line, Lines, Paper
from integrations.charts.sheet import Box
from integrations.documents.deck.filling import fill
from integrations.documents.deck.items import Caption, Page, Piece, Placed, Setting
from integrations.documents.deck.pages import columns
from integrations.documents.measuring import Face
from integrations.documents.runs import plain
from integrations.documents.style import DENSE

ONE_SLIDE: frozenset[Kind] = frozenset({"board"})
# Shares of the width by the number of columns; the text stands in the last one.
SHARES = {1: (1.0,), 2: (0.56, 0.44), 3: (0.24, 0.36, 0.4)}
MOST_CHARTS = 2


def board_of(paper: Paper, area: Box, face: Face) -> Page:
    """The one slide, at the largest type that holds everything; what does not fit goes to the notes."""
    heading, beneath = _headed(paper, area, face)
    placed: list[Placed] = []
    rest: list[Piece] = []
    for size in DENSE.body:
        placed, rest = _arranged(paper, area, Setting(size, face, DENSE, may_cut=size == DENSE.body[-1]), beneath)
        if not rest:
            break
    left_off = tuple(f"Left off the slide for lack of room: {said}" for piece in rest for said in _said(piece))
    return Page(heading, tuple(placed), remarks=left_off)


def _headed(paper: Paper, area: Box, face: Face) -> tuple[str, str]:
    """The headline over title and subtitle; without one the two beside each other where they fit, else apart."""
    title, subtitle = plain(paper.title), plain(paper.subtitle)
    headline = next((plain(part.headline.text) for part in paper.parts if part.headline), "")
    if headline:
        return headline, " · ".join(text for text in (title, subtitle) if text)
    both = f"{title} · {subtitle}" if subtitle else title
    return (both, "") if face.width(both, DENSE.title[0], bold=True) <= area.width * 0.95 else (title, subtitle)


def _arranged(paper: Paper, area: Box, setting: Setting, beneath: str) -> tuple[list[Placed], list[Piece]]:
    figures = [block for part in paper.parts for block in part.blocks if isinstance(block, Figures)]
    charts = [block for part in paper.parts for block in part.blocks if isinstance(block, Chart)]
    top = area.top
    head: list[Placed] = []
    if beneath:
        line = Lines(block="paragraph", lines=(Line(text=beneath),))
        head, _, top = fill([line], area, Setting(DENSE.body[0], setting.face, DENSE, may_cut=True))
        top += setting.gap
    cards, unplaced, bottom = fill(_one_row(figures), Box(area.left, top, area.right, area.bottom), setting)
    body = Box(area.left, bottom + 1.5 * setting.gap if cards else top, area.right, area.bottom)
    groups = _groups(charts, _texts(paper))
    shown, rest = columns(groups, SHARES[len(groups)], body, setting) if groups else ([], [])
    return [*head, *cards, *shown], [*unplaced, *rest]


def _one_row(figures: list[Figures]) -> list[Piece]:
    """All figures of the paper side by side."""
    every = tuple(figure for block in figures for figure in block.figures)
    return [Figures(figures=every)] if every else []


def _groups(charts: list[Chart], texts: list[Piece]) -> list[list[Piece]]:
    """The columns: charts dealt out over one or two of them, text in the last."""
    lanes: list[list[Piece]] = [list(charts[lane::MOST_CHARTS]) for lane in range(MOST_CHARTS)]
    if not charts and len(texts) > 1:
        middle = _middle(texts)
        return [texts[:middle], texts[middle:]]
    return [group for group in (*lanes, texts) if group]


def _middle(texts: list[Piece]) -> int:
    """Where to break the text in two, before a caption."""
    captions = [index for index, piece in enumerate(texts) if isinstance(piece, Caption) and index]
    return min(captions, key=lambda index: abs(index - len(texts) / 2), default=len(texts) // 2)


def _texts(paper: Paper) -> list[Piece]:
    """What is neither figure nor chart, under the headings of its parts."""
    pieces: list[Piece] = []
    for part in paper.parts:
        blocks = [block for block in part.blocks if not isinstance(block, Figures | Chart)]
        pieces += [Caption(part.heading), *blocks] if blocks else []
    return pieces


def _said(piece: Block | Caption) -> list[str]:
    if isinstance(piece, Lines):
        return [plain(line.text) for line in piece.lines]
    if isinstance(piece, Figures):
        return [f"{plain(figure.label)} {plain(figure.value)}" for figure in piece.figures]
    if isinstance(piece, Caption):
        return []
    return [piece.title] if isinstance(piece, Chart) else [" | ".join(row) for row in piece.rows]
