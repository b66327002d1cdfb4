"""Bars one under another: the name at the left, the number at the bar's end."""

from __future__ import annotations

from itertools import pairwise

from integrations.charts.frame import LABEL
from integrations.charts.lettering import drawable, width_of
from integrations.charts.marks import Group, Mark, domain_of, is_cut
from integrations.charts.scales import Scale, axis_label
from integrations.charts.sheet import Align, Box, Ink, Sheet
from integrations.charts.wrapping import within

BAR = 0.2
GAP = 0.14
THIN_BAR, THIN_GAP = 0.15, 0.05
MANY = 16
NAME_SHARE = 0.36
NAME_LINE = 0.15
SPACE = 0.07
CUT_NOTE = "The levels are cut: the scale does not start at zero."


def rows_height(groups: tuple[Group, ...]) -> float:
    """Inches that the bars take one under another; many bars stand closer."""
    bar, gap = _pitch(groups)
    return sum(len(group.marks) * bar + gap for group in groups) + 0.12 + (0.26 if is_cut(groups) else 0.0)


def draw_rows(sheet: Sheet, groups: tuple[Group, ...], room: Box) -> None:
    if not groups:
        return
    bar, gap = _pitch(groups)
    names = min(NAME_SHARE * room.width, max(_width(axis_label(group.label)) for group in groups) + 0.05)
    across = _across(groups, Box(room.left + names + 0.12, room.top, room.right, room.bottom))
    top, bars = room.top + 0.1, []
    for group in groups:
        height = len(group.marks) * bar
        _name(sheet, group, Box(room.left, top, room.left + names, top + height))
        for index, mark in enumerate(group.marks):
            bars.append(_row(sheet, mark, Box(0, top + index * bar, 0, top + (index + 1) * bar), across))
        top += height + gap
    base = across.at(max(across.low, 0.0))
    sheet.line([base, base], [room.top + 0.02, top - gap + 0.08], sheet.theme.muted, linewidth=0.8)
    _joints(sheet, groups, bars, across)
    if is_cut(groups):
        sheet.text(room.left, room.bottom - 0.02, CUT_NOTE, Ink(LABEL - 1, sheet.theme.muted))


def _pitch(groups: tuple[Group, ...]) -> tuple[float, float]:
    return (BAR, GAP) if sum(len(group.marks) for group in groups) <= MANY else (THIN_BAR, THIN_GAP)


def _across(groups: tuple[Group, ...], room: Box) -> Scale:
    """The scale, with room at each side for the widest number written there."""
    low, high = domain_of(groups)
    marks = [mark for group in groups for mark in group.marks]
    right = max((_width(mark.shown) for mark in marks if not mark.is_fall), default=0.0) + SPACE
    left = max((_width(mark.shown) for mark in marks if mark.is_fall), default=0.0)
    return Scale(low, high, room.left + (left + SPACE if left else 0.0), room.right - right)


def _name(sheet: Sheet, group: Group, slot: Box) -> None:
    """The name before its bars, in two lines where the bars are not crowded."""
    most = 2 if slot.height >= BAR else 1
    lines = within(drawable(axis_label(group.label)), slot.width, most, lambda text: width_of(text, LABEL))
    for index, line in enumerate(lines):
        middle = (slot.top + slot.bottom + (2 * index + 1 - len(lines)) * NAME_LINE) / 2
        sheet.text(slot.right, middle, line, Ink(LABEL, sheet.theme.ink, align="right"))


def _row(sheet: Sheet, mark: Mark, slot: Box, across: Scale) -> Box:
    ends = sorted((across.at(max(mark.start, across.low)), across.at(max(mark.end, across.low))))
    inset = slot.height * 0.06
    box = Box(ends[0], slot.top + inset, max(ends[1], ends[0] + 0.024), slot.bottom - inset)
    middle = (box.top + box.bottom) / 2
    if mark.is_missing:
        sheet.dot(ends[0] + 0.05, middle, sheet.theme.tones["gap"], "x", 5)
    else:
        sheet.bar(box, mark.colour)
    if mark.is_level and across.low > 0:
        _cut(sheet, box)
    edge = box.left - SPACE if mark.is_fall else box.right + SPACE
    align: Align = "right" if mark.is_fall else "left"
    colour = sheet.theme.muted if mark.is_missing else sheet.theme.ink
    past = 0.06 if mark.is_missing else 0.0
    sheet.text(edge + past, middle, mark.shown, Ink(LABEL, colour, bold=not mark.is_missing, align=align))
    return box


def _cut(sheet: Sheet, box: Box) -> None:
    """Two slanted strokes through the foot of a bar that is not shown whole."""
    for left in (box.left + 0.12, box.left + 0.18):
        sheet.line([left - 0.03, left + 0.03], [box.bottom + 0.03, box.top - 0.03], sheet.theme.card, linewidth=2.2)


def _joints(sheet: Sheet, groups: tuple[Group, ...], bars: list[Box], across: Scale) -> None:
    """Thin lines from where one step of a bridge ends to where the next begins."""
    if not any(mark.is_level for group in groups for mark in group.marks):
        return
    for (group, box), (_, following) in pairwise(zip(groups, bars, strict=True)):
        end = across.at(max(group.marks[0].end, across.low))
        sheet.line([end, end], [box.bottom, following.top], sheet.theme.muted, linewidth=0.8)


def _width(text: str) -> float:
    return width_of(drawable(text), LABEL, bold=True)
