"""The widths of a table's columns, shared out by what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from integrations.documents.measuring import Face
from integrations.documents.runs import plain

PAD_ACROSS = 0.1
# Of wide columns: the part of the room they share evenly, and how far the longer text is favoured in the rest.
LEAST_SHARE, FAVOUR = 0.5, 0.9


def whole(cells: Sequence[str], count: int) -> tuple[str, ...]:
    """The cells as plain text, as many as there are columns."""
    return (*map(plain, cells), *[""] * (count - len(cells)))[:count]


def wishes(columns: Sequence[str], rows: Sequence[Sequence[str]], size: float, face: Face) -> list[float]:
    """Inches that each column takes with nothing wrapped."""
    wide = [face.width(plain(name), size, bold=True) for name in columns]
    for row in rows:
        cells = whole(row, len(wide))
        wide = [max(wish, face.width(cell, size)) for wish, cell in zip(wide, cells, strict=True)]
    return [wish + 2 * PAD_ACROSS + 0.02 for wish in wide]


def shared(wished: Sequence[float], room: float) -> list[float]:
    """The room divided: narrow columns get what they wish, wide ones share what is left, longer texts more of it."""
    if sum(wished) <= room:
        spare = (room - sum(wished)) / max(1, len(wished))
        return [wish + spare for wish in wished]
    shares, undecided, left = [0.0] * len(wished), list(range(len(wished))), room
    while undecided:
        fair = left / len(undecided)
        content = [index for index in undecided if wished[index] <= fair]
        if not content:
            weights = {index: wished[index] ** FAVOUR for index in undecided}
            held = {index: left * (LEAST_SHARE / len(undecided)) for index in undecided}
            free = left * (1 - LEAST_SHARE) / sum(weights.values())
            return [
                held[index] + free * weights[index] if index in held else share for index, share in enumerate(shares)
            ]
        for index in content:
            shares[index] = wished[index]
            left -= wished[index]
        undecided = [index for index in undecided if index not in content]
    return shares
