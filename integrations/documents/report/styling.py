"""How our documents look: one table of type, set on the styles of Word so that people can change it there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from integrations.documents.style import FONT, THEME_COLOURS

PAGE = (21.0, 29.7)
# By how much type and the space over it are scaled, and the margins in centimetres.
LOOSE, TIGHT = (1.0, 1.0, 2.2), (0.93, 0.4, 1.7)
MOST_TOGETHER = 9
INK, ACCENT, SOFT = THEME_COLOURS["dk1"], THEME_COLOURS["accent1"], THEME_COLOURS["lt2"]
MUTED, LINE = "5B6675", "D5DAE1"
W = nsdecls("w")
# Word repairs or refuses a file whose elements are out of order: what may follow a paragraph's frame, a table's lines.
AFTER_FRAME = (
    *(
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:kinsoku",
        "w:wordWrap",
        "w:overflowPunct",
        "w:topLinePunct",
        "w:autoSpaceDE",
    ),
    *("w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap"),
    *("w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
# Parts of the default template that would contradict our styles.
LEFT_OUT = ("stylesWithEffects", "thumbnail")


@dataclass(frozen=True)
class Style:
    """Size in points, colour, weight, points before and after."""

    size: float
    colour: str
    bold: bool
    before: float
    after: float


STYLES = {
    "Normal": Style(10.5, INK, False, 0, 6),
    "Title": Style(24, INK, True, 0, 4),
    "Subtitle": Style(12, MUTED, False, 0, 14),
    "Heading 1": Style(15, ACCENT, True, 18, 6),
    "Heading 2": Style(11.5, INK, True, 10, 4),
    "List Bullet": Style(10.5, INK, False, 0, 4),
    "Caption": Style(9, MUTED, False, 2, 10),
}


def dress(document: Any, is_tight: bool = False) -> None:
    """The page and the styles; tight for what is to fit one page."""
    scale, space, margin = TIGHT if is_tight else LOOSE
    section = document.sections[0]
    section.page_width, section.page_height = Cm(PAGE[0]), Cm(PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin)
    for name, style in STYLES.items():
        _set(document.styles[name], replace(style, size=style.size * scale, before=style.before * space))
    # The default template underlines its title.
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for holder in (document.part, document.part.package):
        for key in [key for key, held in holder.rels.items() if held.reltype.endswith(LEFT_OUT)]:
            del holder.rels[key]


def _set(held: Any, style: Style) -> None:
    held.font.name, held.font.size = FONT, Pt(style.size)
    held.font.bold, held.font.italic = style.bold, False
    held.font.color.rgb = RGBColor.from_string(style.colour)
    fonts = held.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    held.paragraph_format.space_before, held.paragraph_format.space_after = Pt(style.before), Pt(style.after)


def boxed(paragraph: Any, ground: str, edge: str) -> None:
    """A shaded paragraph in a dashed frame."""
    sides = "".join(
        f'<w:{side} w:val="dashed" w:sz="8" w:space="6" w:color="{edge}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    properties = paragraph._p.get_or_add_pPr()
    for made in (f"<w:pBdr {W}>{sides}</w:pBdr>", f'<w:shd {W} w:val="clear" w:color="auto" w:fill="{ground}"/>'):
        properties.insert_element_before(parse_xml(made), *AFTER_FRAME)


def shaded(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {W} w:val="clear" w:color="auto" w:fill="{colour}"/>'))


def ruled(table: Any) -> None:
    """Thin lines between rows, none between columns; the whole width; the header again on each page."""
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    lines = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    sides = f"<w:top {lines}/><w:bottom {lines}/><w:insideH {lines}/>"
    properties = table._tbl.tblPr
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:w"), "5000")
    width.set(qn("w:type"), "pct")
    properties.insert_element_before(parse_xml(f"<w:tblBorders {W}>{sides}</w:tblBorders>"), *AFTER_BORDERS)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        unbroken(row)
    if len(table.rows) <= MOST_TOGETHER:
        kept_together(table)


def unbroken(row: Any) -> None:
    """The row stands whole on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def closed(document: Any) -> None:
    """What has to follow a last table takes no room, and so no page of its own."""
    last = document.paragraphs[-1]
    if last.text or last._p.getprevious() is None or not last._p.getprevious().tag.endswith("}tbl"):
        return
    last.paragraph_format.line_spacing = Pt(1)
    mark = parse_xml(f"<w:rPr {W}><w:vanish/></w:rPr>")
    last._p.get_or_add_pPr().insert_element_before(mark, "w:sectPr", "w:pPrChange")


def kept_together(table: Any) -> None:
    """A short table stands whole on one page: each row stays with the next."""
    cells = table._cells[: -len(table.columns)]
    for paragraph in (paragraph for cell in cells for paragraph in cell.paragraphs):
        paragraph.paragraph_format.keep_with_next = True


def page_number(paragraph: Any) -> None:
    """The field that Word fills with the number of the page."""
    field = f'<w:fldSimple {W} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
