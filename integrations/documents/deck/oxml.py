"""The few elements of a slide that python-pptx has no call for, written as XML."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from integrations.charts.sheet import Box

EMU = 914_400
NAMESPACES = nsdecls("a", "p", "r")


def emu(inches: float) -> int:
    return round(inches * EMU)


def put(shape: Any, box: Box) -> None:
    """Moves a shape to a box."""
    shape.left, shape.top, shape.width, shape.height = map(emu, (box.left, box.top, box.width, box.height))


def rectangle(box: Box, scheme: str, name: str, number: int) -> Any:
    """A filled rectangle in a colour of the theme, for a layout."""
    return parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def background(scheme: str) -> Any:
    """A slide's or layout's ground in a colour of the theme."""
    return parse_xml(
        f'<p:bg {NAMESPACES}><p:bgPr><a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )


def first_level(size: float, scheme: str, *, bold: bool = False, align: str = "l") -> Any:
    """The style of a placeholder's first level."""
    colour = f'<a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill><a:latin typeface="+mn-lt"/>'
    return parse_xml(
        f'<a:lvl1pPr {NAMESPACES} marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{colour}</a:defRPr></a:lvl1pPr>'
    )


def bullet(paragraph: Any, colour: str, size: float) -> None:
    """Sets a real bullet, so that the text can be edited as a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(emu(size * 1.2 / 72)))
    properties.set("indent", str(-emu(size * 1.2 / 72)))
    for element in (
        f'<a:buClr {NAMESPACES}><a:srgbClr val="{colour}"/></a:buClr>',
        f'<a:buFont {NAMESPACES} typeface="Arial"/>',
        f'<a:buChar {NAMESPACES} char="•"/>',
    ):
        properties.append(parse_xml(element))


def dashed(line: Any) -> None:
    """A dashed outline."""
    line._get_or_add_ln().append(parse_xml(f'<a:prstDash {NAMESPACES} val="dash"/>'))


def page_number() -> Any:
    return parse_xml(
        f'<a:p {NAMESPACES}><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
    )


def bottom_border(cell: Any, colour: str, width: float) -> None:
    """A thin line under a table's cell and none around it."""
    properties = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        properties.append(parse_xml(f'<a:{side} {NAMESPACES} w="0"><a:noFill/></a:{side}>'))
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    properties.append(parse_xml(f'<a:lnB {NAMESPACES} w="{round(width * 12700)}">{fill}</a:lnB>'))
    properties.append(parse_xml(f"<a:noFill {NAMESPACES}/>"))


def unstyled(shape: Any) -> Any:
    """A shape without the theme's effects: its shadow is not ours."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    return shape


def describe(shape: Any, title: str, text: str) -> None:
    """What a screen reader says of a shape."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", title)
    properties.set("descr", text)
