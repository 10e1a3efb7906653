"""Tables as .xlsx: one header row that stays in sight, widths, a foot line, and no formulas.

What an office receives as a table it opens in Excel, filters and prints. The header is therefore
row 1 (so that the table can be read in again), and the title stands in the page head of the print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from tashan.base.errors import UserError
from tashan.papers.characters import printable
from tashan.papers.repeatable import repeatable
from tashan.papers.sheet_rows import FORMULA_SIGNS, MAX_CHARACTERS, Body, Look, fitting, with_rows

__all__ = ["MAX_CHARACTERS", "Column", "Sheet", "sheet_name", "signed_by", "workbook"]

MAX_ROWS = 1_048_576  # of one sheet, header and foot line among them
UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format stores naive UTC
_MAX_TITLE = 31

_USUAL_FORMATS = {
    Look.NUMBER: "General",
    Look.DAY: "yyyy-mm-dd",
    Look.MOMENT: "yyyy-mm-dd h:mm:ss",
}
_LINE = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD_FONT = Font(name="黑体", size=11)
_BODY_FONT = Font(name="宋体", size=11)
HEAD_FILL = PatternFill("solid", fgColor="FFE8EEF4")
HEAD_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
_BODY_ALIGNMENT = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``width`` in characters of Excel's own measure, ``unit`` shown in the header."""

    label: str
    width: float = 12
    number_format: str | None = None
    unit: str = ""

    @property
    def heading(self) -> str:
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``footer`` is the line under it, where an office signs and dates it."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    footer: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError(f"sheet {self.title!r} has no columns")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                expected = len(self.columns)
                raise ValueError(
                    f"sheet {self.title!r}, row {number}: {len(row)} cells for {expected} columns"
                )


def signed_by(
    *, officer: str, on: date, reviewer: str = "", unit: str = "", office: str = ""
) -> str:
    """The foot line of a form: unit of the figures, office, who filled it in, who checked, when."""
    parts = (
        f"单位：{unit}" if unit else "",
        f"填报单位：{office}" if office else "",
        f"填报人：{officer}",
        f"审核人：{reviewer}" if reviewer else "",
        f"填报日期：{on.year}年{on.month}月{on.day}日",
    )
    return "    ".join(filter(None, parts))


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file of the sheets; equal sheets give equal bytes."""
    if not sheets:
        raise ValueError("a workbook needs at least one sheet")
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        _head(book.create_sheet(name), sheet)
    packed = BytesIO()
    book.save(packed)
    properties = DocumentProperties(creator="", created=UNDATED, modified=UNDATED)
    parts: dict[str, bytes | str] = {"docProps/core.xml": tostring(properties.to_tree())}
    with ZipFile(packed) as opened:
        for number, sheet in enumerate(sheets, start=1):
            path = f"xl/worksheets/sheet{number}.xml"
            body = Body(sheet.rows, sheet.footer, len(sheet.columns))
            parts[path] = with_rows(opened.read(path).decode(), body)
    return repeatable(packed.getvalue(), replace=parts)


def sheet_name(title: str) -> str:
    """A name that Excel accepts for a sheet: 31 characters, none of ``[]:*?/\\``; or nothing."""
    plain = printable(title).translate(str.maketrans("[]:*?/\\", "（）：＊？／＼"))
    return plain.strip("'\n\r\t ")[:_MAX_TITLE].rstrip("'")


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """A name of its own for each sheet."""
    taken: set[str] = set()
    for number, sheet in enumerate(sheets, start=1):
        name = sheet_name(sheet.title) or f"Sheet{number}"
        if name.casefold() in taken:
            name = f"{name[: _MAX_TITLE - 4]} ({number})"[:_MAX_TITLE]
        taken.add(name.casefold())
        yield name


def _head(page: Worksheet, sheet: Sheet) -> None:
    """The head row, and under it the samples that ``sheet_rows`` exchanges for the rows."""
    if len(sheet.rows) + 3 > MAX_ROWS:
        raise UserError(
            f"“{sheet.title}” has {len(sheet.rows):,} rows; one Excel sheet holds {MAX_ROWS:,}.",
            hint="Export fewer rows at a time, or take the .jsonl instead.",
        )
    _lay_out(page, sheet)
    for at, column in enumerate(sheet.columns, start=1):
        head = _text(page, column.heading, row=1, column=at)
        head.font, head.fill, head.border = HEAD_FONT, HEAD_FILL, _BOX
        head.alignment = HEAD_ALIGNMENT
        for look in Look:
            if look is not Look.FOOT:
                _sample(page, column, look=look, at=at)
    _cell(page, row=Look.FOOT, column=1).font = _BODY_FONT


def _sample(page: Worksheet, column: Column, *, look: Look, at: int) -> None:
    cell = _cell(page, row=look, column=at)
    cell.font, cell.border, cell.alignment = _BODY_FONT, _BOX, _BODY_ALIGNMENT
    cell.quotePrefix = look is Look.QUOTED
    if look not in (Look.TEXT, Look.QUOTED):
        cell.number_format = column.number_format or _USUAL_FORMATS[look]


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.print_title_rows = "1:1"
    page.page_setup.paperSize = int(page.PAPERSIZE_A4)
    page.page_setup.orientation = page.ORIENTATION_LANDSCAPE
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.HeaderFooter.oddHeader = _printed(printable(sheet.title).replace("&", "&&"))
    page.HeaderFooter.oddFooter = _printed("&P / &N")


def _printed(text: str) -> HeaderFooterItem:
    return HeaderFooterItem(center=_HeaderFooterPart(text=text))


def _cell(page: Worksheet, *, row: int, column: int) -> Cell:
    cell = page.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"a merged cell holds no value: {cell.coordinate}")
    return cell


def _text(page: Worksheet, text: str, *, row: int, column: int) -> Cell:
    """A cell of text; it is text whatever it begins with: a quote never computes."""
    cell = _cell(page, row=row, column=column)
    cell.value = fitting(text)
    cell.data_type = "s"
    # Also when somebody edits the cell, or saves the sheet as .csv and opens that.
    cell.quotePrefix = text.startswith(FORMULA_SIGNS)
    return cell
