"""A workbook laid out to be printed and filed: a title over all columns, headings in two rows.

For tables of some thousand rows that people read; what programs read is ``sheets``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import tostring

from tashan.papers.characters import printable
from tashan.papers.repeatable import repeatable
from tashan.papers.sheet_rows import fitting
from tashan.papers.sheets import HEAD_ALIGNMENT, HEAD_FILL, HEAD_FONT, UNDATED, Column, sheet_name

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE, UNDER, GROUPS, HEADS, FIRST = 1, 2, 3, 4, 5  # rows
TITLE_FONT = Font(name="方正小标宋简体", size=18)
BODY_FONT = Font(name="宋体", size=11)

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class HeadedSheet:
    """One table. ``groups`` are headings over several columns, by the first and the last (from 1);
    ``under`` stands below the title (period, unit), ``footer`` below the table (maker, day)."""

    title: str
    under: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    footer: str
    groups: Mapping[tuple[int, int], str] = field(default_factory=dict)


def headed_workbook(sheets: Sequence[HeadedSheet], names: Sequence[str]) -> bytes:
    """An .xlsx file of the sheets under these names; equal sheets give equal bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, name in zip(sheets, names, strict=True):
        _write(book.create_sheet(sheet_name(name)), sheet)
    packed = BytesIO()
    book.save(packed)
    properties = DocumentProperties(creator="", created=UNDATED, modified=UNDATED)
    parts: dict[str, bytes | str] = {"docProps/core.xml": tostring(properties.to_tree())}
    return repeatable(packed.getvalue(), replace=parts)


def _write(page: Worksheet, sheet: HeadedSheet) -> None:
    last = len(sheet.columns)
    _line(page, TITLE, sheet.title, last, TITLE_FONT, "center")
    _line(page, UNDER, sheet.under, last, BODY_FONT, "right")
    for cell in _headings(page, sheet):
        cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, HEAD_ALIGNMENT
    for at, row in enumerate(sheet.rows, start=FIRST):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            _put(page, at, number, value, column.number_format)
    _line(page, FIRST + len(sheet.rows), sheet.footer, last, BODY_FONT, "left")
    _lay_out(page, sheet)


def _line(page: Worksheet, row: int, text: str, last: int, font: Font, side: str) -> None:
    """A text over the whole width."""
    cell = _put(page, row, 1, text, None)
    cell.font, cell.alignment = font, Alignment(horizontal=side, vertical="center")
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)


def _headings(page: Worksheet, sheet: HeadedSheet) -> Iterator[Cell]:
    grouped = {at for first, last in sheet.groups for at in range(first, last + 1)}
    for (first, last), label in sheet.groups.items():
        yield _put(page, GROUPS, first, label, None)
        page.merge_cells(start_row=GROUPS, end_row=GROUPS, start_column=first, end_column=last)
    for at, column in enumerate(sheet.columns, start=1):
        row = HEADS if at in grouped else GROUPS
        yield _put(page, row, at, column.heading, None)
        if at not in grouped:
            page.merge_cells(start_row=GROUPS, end_row=HEADS, start_column=at, end_column=at)


def _put(page: Worksheet, row: int, column: int, value: Value, form: str | None) -> Cell:
    cell = page.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"a merged cell holds no value: {cell.coordinate}")
    cell.value = fitting(printable(value)) if isinstance(value, str) else value
    cell.font = BODY_FONT
    if isinstance(value, str):  # never a formula, whatever it begins with
        cell.data_type, cell.quotePrefix = "s", value.startswith(("=", "+", "-", "@"))
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    elif form or isinstance(value, date):
        cell.number_format = form or "yyyy-mm-dd"
    return cell


def _lay_out(page: Worksheet, sheet: HeadedSheet) -> None:
    page.freeze_panes = f"A{FIRST}"
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.row_dimensions[TITLE].height = 30
    page.print_title_rows = f"{TITLE}:{HEADS}"
    page.page_setup.paperSize = int(page.PAPERSIZE_A4)
    page.page_setup.orientation = page.ORIENTATION_LANDSCAPE
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
