"""Official documents as .docx in the layout of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table as WordTable

from tashan.papers import page_layout
from tashan.papers.characters import printable
from tashan.papers.repeatable import repeatable

DEEPEST_HEADING = 4
_LINE_WIDTH = Mm(156)
_MAX_PROPERTY = 255
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format stores naive UTC


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number as the office writes it: 一、 at level 1, （一） at level 2."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"heading level {self.level}: 1 to {DEEPEST_HEADING} exist")


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its header row repeats on every page. ``widths`` share out the line."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Sequence[float] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table needs at least one column")
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError(f"{len(self.widths)} widths for {len(self.columns)} columns")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number}: {len(row)} cells for {len(self.columns)} columns")


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``issued_by`` and ``dated`` stand under the text; either may be missing."""

    title: str
    blocks: Sequence[Block]
    issued_by: str = ""
    dated: date | None = None


def render(paper: Paper) -> bytes:
    """A .docx file of the paper; equal papers give equal bytes."""
    document = docx.Document()
    page_layout.lay_out_styles(document)
    page_layout.lay_out_page(document)
    _describe(document, paper)
    document.add_paragraph(printable(paper.title), style="Title")
    document.add_paragraph()
    for block in paper.blocks:
        _add(document, block)
    _sign(document, paper)
    packed = BytesIO()
    document.save(packed)
    return repeatable(packed.getvalue())


def date_line(day: date) -> str:
    """A date as official documents write it: Arabic figures, no leading zeros (clause 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _describe(document: Document, paper: Paper) -> None:
    """The properties of the file, in place of those of the template it grew from."""
    made = datetime.combine(paper.dated, time()) if paper.dated else _UNDATED
    properties = document.core_properties
    properties.title = printable(paper.title)[:_MAX_PROPERTY]
    properties.author = printable(paper.issued_by)[:_MAX_PROPERTY]
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = made
    properties.language = "zh-CN"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    relationships = document.part.package.rels
    for key, relationship in list(relationships.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relationships[key]


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading(level=level, text=text):
            document.add_paragraph(printable(text), style=f"Heading {level}")
        case Paragraph(text=text):
            document.add_paragraph(printable(text), style="Body Text")
        case Table():
            _add_table(document, block)


def _add_table(document: Document, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.columns))
    grid.style, grid.autofit = "Table Grid", False
    shares = table.widths or [1.0] * len(table.columns)
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Length(round(_LINE_WIDTH * share / sum(shares)))
    _add_row(grid, table.columns, style=page_layout.TABLE_HEAD)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        _add_row(grid, row, style=page_layout.TABLE_TEXT)


def _add_row(grid: WordTable, values: Sequence[object], *, style: str) -> None:
    row = grid._tbl.add_tr()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, value in zip(grid._tbl.tblGrid.gridCol_lst, values, strict=True):
        cell = row.add_tc()
        cell.width = column.w or Length(0)
        paragraph = cell.p_lst[0]
        paragraph.style = style
        paragraph.add_r().text = "" if value is None else printable(str(value))


def _sign(document: Document, paper: Paper) -> None:
    """Who issued it and when, for a paper without a seal (clause 7.3.5.2).

    The name stands two characters from the right edge and the date begins two characters after
    the name begins; where that would push the date closer than two to the edge, the name moves.
    """
    dated = date_line(paper.dated) if paper.dated else ""
    shift = _characters(paper.issued_by) - _characters(dated)
    if paper.issued_by or dated:
        document.add_paragraph()
    if paper.issued_by:
        _add_to_the_right(document, paper.issued_by, characters=2 + max(0, 2 - shift))
    if dated:
        _add_to_the_right(document, dated, characters=max(2, shift))


def _add_to_the_right(document: Document, text: str, *, characters: float) -> None:
    paragraph = document.add_paragraph(printable(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    page_layout.indent_right(paragraph, characters=characters)


def _characters(text: str) -> float:
    """Width in full characters: a figure or a Latin letter takes half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)
