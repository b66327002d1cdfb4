"""Rows of cells as fixed-width text: columns of equal width, heads broken over lines; lists where no line would fit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest

# What a message of usual width shows in its fixed-width letters without breaking lines.
WIDEST = 90
# So many rows may become columns where the columns are too many.
MOST_TURNED = 4
# A head of so few characters stays on one line.
SHORT_HEAD = 12
GAP = "  "


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """The first row is the head; columns in `right` end flush."""
    width = max(len(row) for row in rows)
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    widths = [_width(head[column], [row[column] for row in body]) for column in range(width)]
    broken = [_broken(cell, size) for cell, size in zip(head, widths, strict=True)]
    tallest = max(len(lines) for lines in broken)
    heads = zip_longest(*([""] * (tallest - len(lines)) + lines for lines in broken), fillvalue="")
    return [_line(row, widths, right) for row in (*heads, *body)]


def fixed(rows: Sequence[Sequence[str]], is_number: Sequence[bool]) -> list[str]:
    """The rows aligned, or turned where that is narrower; nothing where neither fits."""
    text = aligned(rows, [column for column, flush in enumerate(is_number) if flush])
    if _fits(text):
        return text
    if len(rows) > MOST_TURNED + 1:
        return []
    turned = aligned(list(zip_longest(*rows, fillvalue="")), range(1, len(rows)))
    return turned if _fits(turned) else []


def listed(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """For each row its first cell, and the others with their heads: "ARR $5, due 4 May 2026"."""
    head, *body = rows
    return [
        (row[0], ", ".join(f"{name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=False))) for row in body
    ]


def _fits(lines: Sequence[str]) -> bool:
    return max(map(len, lines)) <= WIDEST


def _width(head: str, cells: Sequence[str]) -> int:
    """As wide as its cells, the longest word of its head, and a short head."""
    return max([len(word) for word in head.split()] + [len(cell) for cell in cells] + [min(len(head), SHORT_HEAD)])


def _broken(head: str, width: int) -> list[str]:
    lines = [""]
    for word in head.split():
        together = f"{lines[-1]} {word}".strip()
        if len(together) <= width:
            lines[-1] = together
        else:
            lines.append(word)
    return lines


def _line(cells: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    padded = [
        cell.rjust(size) if column in right else cell.ljust(size)
        for column, (cell, size) in enumerate(zip(cells, widths, strict=True))
    ]
    return GAP.join(padded).rstrip()
