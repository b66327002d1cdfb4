"""Parts of native charts that python-pptx has no call for, and what each maker of a chart hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from assistant.papers.paper import Point
from integrations.charts.wrapping import clean


@dataclass(frozen=True)
class Made:
    """The kind and data of a native chart, and what is done to it once it stands on the slide."""

    kind: Any
    data: CategoryChartData
    has_legend: bool
    finish: Callable[[Any], None]


@dataclass(frozen=True)
class Labelling:
    """How values are written: a format, or None for text as shown; points; hex colour; place beside the mark."""

    format: str | None
    size: float
    colour: str
    position: Any
    bold: bool = True


def coloured(holder: Any, colour: str) -> None:
    """Colours a font or a line."""
    target = holder.color
    target.rgb = RGBColor.from_string(colour.lstrip("#"))


def filled(part: Any, colour: str) -> None:
    part.format.fill.solid()
    part.format.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#"))


def unseen(part: Any) -> None:
    part.format.fill.background()
    part.format.line.fill.background()


def label(point: Any, shown: Point, how: Labelling) -> None:
    """The number on one mark."""
    made = point.data_label
    if how.format is None:
        frame = made.text_frame
        frame.word_wrap = False
        run = frame.paragraphs[0].add_run()
        run.text = clean(shown.shown)
        font = run.font
    else:
        element = made._get_or_add_dLbl()
        element.get_or_add_txPr().find(qn("a:bodyPr")).set("wrap", "none")
        _show_value(element, how.format)
        font = made.font
    font.size, font.bold = Pt(how.size), how.bold
    coloured(font, how.colour)
    if how.position is not None:
        made.position = how.position


def inner_plot(chart: Any, width: float, height: float) -> None:
    """Keeps the plot to a share of the chart's width and height, from its upper left corner."""
    area = chart._chartSpace.chart.plotArea
    for held in area.findall(qn("c:layout")):
        area.remove(held)
    sides = f'<c:x val="0.02"/><c:y val="0.03"/><c:w val="{width:.3f}"/><c:h val="{height:.3f}"/>'
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"))


def named_every(axis: Any, step: int, size: float) -> None:
    """Writes the name of every so manyth category, upright."""
    element = axis._element
    for held in element.findall(qn("c:tickLblSkip")):
        element.remove(held)
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{step}"/>')
    element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    axis.tick_labels.font.size = Pt(size)
    element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")


def sound_axes(chart: Any) -> None:
    """Axes named by numbers without a sign, as the format asks; python-pptx writes signed ones."""
    for tag in ("c:axId", "c:crossAx"):
        for named in chart._chartSpace.iter(qn(tag)):
            named.set("val", named.get("val").lstrip("-"))


def quiet_axis(axis: Any) -> None:
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.minor_tick_mark = XL_TICK_MARK.NONE


def _show_value(element: Any, code: str) -> None:
    """A label that follows the value by a format."""
    escaped = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    number = parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="{escaped}" sourceLinked="0"/>')
    element.insert(1, number)
