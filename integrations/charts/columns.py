"""Bars side by side: the number above or below each, its name under it in two lines at most."""

from __future__ import annotations

from itertools import pairwise

from integrations.charts.frame import LABEL, MARGIN, WIDTH
from integrations.charts.lettering import drawable, width_of
from integrations.charts.marks import Group, Mark, domain_of, is_cut
from integrations.charts.scales import Scale, axis_label
from integrations.charts.sheet import Box, Ink, Sheet
from integrations.charts.wrapping import within, wrapped

COLUMNS_HEIGHT = 3.4
MOST_BARS = 14
NAME_LINES = 2
NAME_LINE = 0.18
BAR_SHARE = 0.66
WIDEST = 0.95
LIFT = 0.14
CUT_NOTE = "The levels are cut: the scale does not start at zero."


def column_fits(groups: tuple[Group, ...]) -> bool:
    """Whether every name fits under its bars and every number over its bar."""
    bars = sum(len(group.marks) for group in groups)
    if not 0 < bars <= MOST_BARS:
        return False
    slot = (WIDTH - 2 * MARGIN) / len(groups)
    return all(
        len(wrapped(drawable(axis_label(group.label)), slot - 0.1, _measure)) <= NAME_LINES
        and all(_measure(drawable(mark.shown)) <= slot / len(group.marks) for mark in group.marks)
        for group in groups
    )


def draw_columns(sheet: Sheet, groups: tuple[Group, ...], room: Box) -> None:
    low, high = domain_of(groups)
    slot = room.width / len(groups)
    foot = max(len(_name_lines(group, slot)) for group in groups) * NAME_LINE + (0.28 if is_cut(groups) else 0.0)
    up = Scale(low, high, room.bottom - foot - (0.38 if low < 0 else 0.12), room.top + 0.32)
    bars = []
    for index, group in enumerate(groups):
        middle = room.left + (index + 0.5) * slot
        bars.append([_column(sheet, mark, box, up) for mark, box in _places(group, middle, slot, up)])
        _name(sheet, group, middle, room.bottom - foot + NAME_LINE / 2, slot)
    base = up.at(max(low, 0.0))
    sheet.line([room.left, room.right], [base, base], sheet.theme.muted, linewidth=0.8)
    _joints(sheet, groups, bars, up)
    if is_cut(groups):
        sheet.text(room.left, room.bottom - 0.02, CUT_NOTE, Ink(LABEL - 1, sheet.theme.muted))


def _places(group: Group, middle: float, slot: float, up: Scale) -> list[tuple[Mark, Box]]:
    """Each bar of the group with the box it fills."""
    share = min(BAR_SHARE * slot, WIDEST * len(group.marks)) / len(group.marks)
    left = middle - share * len(group.marks) / 2
    placed = []
    for index, mark in enumerate(group.marks):
        ends = sorted((up.at(max(mark.start, up.low)), up.at(max(mark.end, up.low))))
        inset = 0.03 if len(group.marks) > 1 else 0.0
        placed.append((mark, Box(left + index * share + inset, ends[0], left + (index + 1) * share - inset, ends[1])))
    return placed


def _column(sheet: Sheet, mark: Mark, box: Box, up: Scale) -> Box:
    middle = (box.left + box.right) / 2
    if mark.is_missing:
        sheet.dot(middle, box.bottom, sheet.theme.tones["gap"], "x", 7)
    else:
        sheet.bar(_visible(box), mark.colour)
    if mark.is_level and up.low > 0:
        _cut(sheet, box)
    ink = Ink(
        LABEL, sheet.theme.muted if mark.is_missing else sheet.theme.ink, bold=not mark.is_missing, align="center"
    )
    height = box.bottom + LIFT if mark.is_fall else box.top - LIFT
    sheet.text(middle, height, mark.shown, ink)
    return box


def _visible(box: Box) -> Box:
    """A bar of no height is still a stroke on the base line."""
    middle = (box.top + box.bottom) / 2
    return Box(box.left, min(box.top, middle - 0.012), box.right, max(box.bottom, middle + 0.012))


def _cut(sheet: Sheet, box: Box) -> None:
    """Two slanted strokes through the foot of a bar that is not shown whole."""
    for height in (box.bottom - 0.16, box.bottom - 0.1):
        ends = [box.left - 0.04, box.right + 0.04]
        sheet.line(ends, [height + 0.04, height - 0.04], sheet.theme.card, linewidth=2.4)


def _joints(sheet: Sheet, groups: tuple[Group, ...], bars: list[list[Box]], up: Scale) -> None:
    """Thin lines from where one step of a bridge ends to where the next begins."""
    if not any(mark.is_level for group in groups for mark in group.marks):
        return
    for (group, boxes), (_, following) in pairwise(zip(groups, bars, strict=True)):
        height = up.at(max(group.marks[0].end, up.low))
        ends = [boxes[0].right, following[0].left]
        sheet.line(ends, [height, height], sheet.theme.muted, linewidth=0.8)


def _name(sheet: Sheet, group: Group, middle: float, top: float, slot: float) -> None:
    for index, line in enumerate(_name_lines(group, slot)):
        sheet.text(middle, top + index * NAME_LINE, line, Ink(LABEL, sheet.theme.muted, align="center"))


def _name_lines(group: Group, slot: float) -> list[str]:
    return within(drawable(axis_label(group.label)), slot - 0.1, NAME_LINES, _measure)


def _measure(text: str) -> float:
    return width_of(text, LABEL, bold=True)
