"""The page of an official document, after GB/T 9704-2012 (clauses 5.2, 6 and 7.5).

A4 with a type area of 156 mm × 225 mm that holds 22 lines of 28 characters. Fonts are named, not
carried along: where a machine lacks one, Word takes the nearest it has.
"""

from __future__ import annotations

from typing import Literal

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

BODY_FONT = "仿宋_GB2312"
TITLE_FONT = "方正小标宋简体"
HEADING_FONTS = {1: "黑体", 2: "楷体_GB2312", 3: BODY_FONT, 4: BODY_FONT}
NUMBER_FONT = "宋体"
TABLE_HEAD_FONT = "黑体"

SIZE_TWO = Pt(22)  # 二号
SIZE_THREE = Pt(16)  # 三号
SIZE_FOUR = Pt(14)  # 四号
SIZE_SMALL_FOUR = Pt(12)  # 小四
LINE_PITCH = Pt(28.95)  # 22 of them fill 225 mm

TABLE_TEXT, TABLE_HEAD = "TableText", "TableHead"  # a style's name and, having no blank, its id
_TITLE_PITCH = Pt(36)
_TABLE_PITCH = Pt(18)
_BLACK = RGBColor(0, 0, 0)
_GRID_PITCH = 579  # LINE_PITCH in twentieths of a point
_GRID_SQUEEZE = -842  # (156 mm / 28 - 16 pt) in 4096ths of a point
_TYPE_AREA_TO_NUMBER = Mm(7)

Side = Literal["left", "right", "firstLine"]


def lay_out_page(document: Document) -> None:
    """Paper, margins, grid and page numbers of the whole document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance = Mm(15)
    # The dash of the number stands 7 mm under the type area, in the middle of its line.
    section.footer_distance = Length(Mm(35) - _TYPE_AREA_TO_NUMBER - SIZE_FOUR // 2)
    _set_grid(section._sectPr)
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], outside="right")
    _number(section.even_page_footer.paragraphs[0], outside="left")


def lay_out_styles(document: Document) -> None:
    """Body text, title, the four levels of headings and tables as Word styles."""
    normal = _style(document, "Normal")
    _set_type(normal, BODY_FONT, size=SIZE_THREE, pitch=LINE_PITCH)
    body = _style(document, "Body Text")
    _set_type(body, BODY_FONT, size=SIZE_THREE, pitch=LINE_PITCH)
    _indent(body.element.get_or_add_pPr(), "firstLine", characters=2)
    for level, font in HEADING_FONTS.items():
        heading = _style(document, f"Heading {level}")
        _set_type(heading, font, size=SIZE_THREE, pitch=LINE_PITCH)
        _indent(heading.element.get_or_add_pPr(), "firstLine", characters=2)
    title = _style(document, "Title")
    _set_type(title, TITLE_FONT, size=SIZE_TWO, pitch=_TITLE_PITCH)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _drop(title.element.get_or_add_pPr(), "w:pBdr")
    for name, font in ((TABLE_TEXT, BODY_FONT), (TABLE_HEAD, TABLE_HEAD_FONT)):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_type(_style(document, name), font, size=SIZE_SMALL_FOUR, pitch=_TABLE_PITCH)
    _style(document, TABLE_HEAD).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def indent_right(paragraph: Paragraph, *, characters: float) -> None:
    _indent(paragraph._p.get_or_add_pPr(), "right", characters=characters)


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style")
    return style


def _set_type(style: ParagraphStyle, font: str, *, size: Length, pitch: Length) -> None:
    """Upright black type at a fixed pitch, free of the choices of Word's own theme."""
    style.font.name, style.font.size = font, size
    style.font.bold = style.font.italic = False
    style.font.color.rgb = _BLACK
    properties = style.element.get_or_add_rPr()
    _drop(properties, "w:spacing", "w:kern")
    _name_font(properties, font)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = pitch


def _name_font(properties: BaseOxmlElement, name: str) -> None:
    """The same font for every script; attributes of the theme would win, so they go."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _indent(layout: CT_PPr, side: Side, *, characters: float, size: Length = SIZE_THREE) -> None:
    """An indent as Word counts characters, and in twips for readers that cannot."""
    indent = layout.get_or_add_ind()
    indent.set(qn(f"w:{side}Chars"), str(round(characters * 100)))
    indent.set(qn(f"w:{side}"), str(round(characters * size.pt * 20)))


def _drop(parent: BaseOxmlElement, *tags: str) -> None:
    for tag in tags:
        for child in parent.findall(qn(tag)):
            parent.remove(child)


def _set_grid(section: BaseOxmlElement) -> None:
    _drop(section, "w:docGrid")
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(_GRID_PITCH))
    grid.set(qn("w:charSpace"), str(_GRID_SQUEEZE))
    section.append(grid)


def _number(paragraph: Paragraph, *, outside: Literal["left", "right"]) -> None:
    """—1— at the outer edge, one character in: odd pages have it right, even pages left."""
    at = WD_ALIGN_PARAGRAPH.RIGHT if outside == "right" else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.alignment = at
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = SIZE_FOUR
    _indent(paragraph._p.get_or_add_pPr(), outside, characters=1, size=SIZE_FOUR)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    for text in ("—", "1", "—"):
        run = paragraph.add_run(text)
        run.font.size = SIZE_FOUR
        _name_font(run._r.get_or_add_rPr(), NUMBER_FONT)
        if text == "1":
            run._r.addprevious(field)
            field.append(run._r)
