"""What surrounds the marks: the title, the key of the series, and the places that are already written on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from integrations.charts.lettering import drawable, width_of
from integrations.charts.sheet import Box, Ink, Sheet
from integrations.charts.wrapping import within

WIDTH = 8.0
MARGIN = 0.32
TITLE = 13.0
TITLE_LINE = 0.25
LABEL = 9.0
KEY = 9.0
KEY_LINE = 0.24
KEY_ROOM = 2.3
SWATCH = 0.12
SQUARE = 0.04


@dataclass
class Taken:
    """Boxes that hold text and places that lines pass, so that no label is written over another."""

    boxes: list[Box] = field(default_factory=list)
    passed: set[tuple[int, int]] = field(default_factory=set)

    def claim(self, box: Box) -> bool:
        """Takes the box when it is free; says whether it was."""
        if any(box.touches(other) for other in self.boxes):
            return False
        self.boxes.append(box)
        return True

    def cross(self, places: Iterable[tuple[float, float]]) -> None:
        """Notes the small squares of the sheet that a line passes."""
        self.passed.update((int(x / SQUARE), int(y / SQUARE)) for x, y in places)

    def is_crossed(self, box: Box) -> bool:
        """Whether a line passes through the box."""
        across = range(int(box.left / SQUARE), int(box.right / SQUARE) + 1)
        down = range(int(box.top / SQUARE), int(box.bottom / SQUARE) + 1)
        return any((x, y) in self.passed for x in across for y in down)


def title_lines(title: str) -> list[str]:
    return within(drawable(title), WIDTH - 2 * MARGIN, 2, lambda text: width_of(text, TITLE, bold=True))


def key_rows(names: tuple[str, ...]) -> list[list[tuple[int, str, float]]]:
    """The key's entries as rows of (series, name, left edge), shortened and broken to the sheet's width."""
    ink = Ink(KEY, "")
    rows: list[list[tuple[int, str, float]]] = [[]]
    left = MARGIN
    for index, name in enumerate(names):
        lines = within(drawable(name), KEY_ROOM, 1, lambda text: width_of(text, ink.size))
        wide = SWATCH + 0.08 + width_of("".join(lines), KEY) + 0.28
        if rows[-1] and left + wide > WIDTH - MARGIN:
            rows.append([])
            left = MARGIN
        rows[-1].append((index, "".join(lines), left))
        left += wide
    return rows


def head_height(title: str, names: tuple[str, ...]) -> float:
    """Inches that the title and, when there are names, the key take."""
    key = len(key_rows(names)) * KEY_LINE + 0.08 if names else 0.0
    return MARGIN + len(title_lines(title)) * TITLE_LINE + 0.12 + key


def draw_head(sheet: Sheet, title: str, names: tuple[str, ...], colours: tuple[str, ...]) -> None:
    """Writes the title and the key with a square of each series' colour."""
    lines = title_lines(title)
    for index, line in enumerate(lines):
        sheet.text(MARGIN, MARGIN + (index + 0.35) * TITLE_LINE, line, Ink(TITLE, sheet.theme.ink, bold=True))
    top = MARGIN + len(lines) * TITLE_LINE + 0.16
    for depth, row in enumerate(key_rows(names) if names else []):
        middle = top + depth * KEY_LINE
        for index, name, left in row:
            square = Box(left, middle - SWATCH / 2, left + SWATCH, middle + SWATCH / 2)
            sheet.bar(square, colours[index % len(colours)])
            sheet.text(left + SWATCH + 0.08, middle, name, Ink(KEY, sheet.theme.muted))
