"""Tables as .xlsx: one header row that stays in sight, widths, a foot line, and no formulas.

What an office receives as a table it opens in Excel, filters and prints. The header is therefore
row 1 (so that the table can be read in again), and the title stands in the page head of the print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite
from zoneinfo import ZoneInfo

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

MAX_ROWS = 1_048_576  # of one sheet, header and foot line among them
MAX_CHARACTERS = 32_767  # of one cell
_MAX_TITLE = 31
_MAX_WHOLE = 10**15  # Excel keeps 15 digits and writes zeros for the rest
_FIRST_YEAR = 1900
_OFFICE_HOURS = ZoneInfo("Asia/Shanghai")
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format stores naive UTC
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

_LINE = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FONT = Font(name="黑体", size=11)
_BODY_FONT = Font(name="宋体", size=11)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EEF4")
_HEAD_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
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


def signed_by(*, officer: str, on: date) -> str:
    """The usual foot line of a form: who filled it in and when."""
    return f"填报人：{officer}    填报日期：{on.year}年{on.month}月{on.day}日"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file of the sheets; equal sheets give equal bytes."""
    if not sheets:
        raise ValueError("a workbook needs at least one sheet")
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        _fill(book.create_sheet(name), sheet)
    packed = BytesIO()
    book.save(packed)
    properties = DocumentProperties(creator="", created=_UNDATED, modified=_UNDATED)
    core = tostring(properties.to_tree())
    return repeatable(packed.getvalue(), replace={"docProps/core.xml": core})


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """A name for each sheet that Excel accepts: 31 characters, none of ``[]:*?/\\``, unique."""
    taken: set[str] = set()
    for number, sheet in enumerate(sheets, start=1):
        plain = printable(sheet.title).translate(str.maketrans("[]:*?/\\", "（）：＊？／＼"))
        name = plain.strip("'\n\r\t ")[:_MAX_TITLE] or f"Sheet{number}"
        if name.casefold() in taken:
            name = f"{name[: _MAX_TITLE - 4]} ({number})"[:_MAX_TITLE]
        taken.add(name.casefold())
        yield name


def _fill(page: Worksheet, sheet: Sheet) -> None:
    if len(sheet.rows) + 3 > MAX_ROWS:
        raise UserError(
            f"“{sheet.title}” has {len(sheet.rows):,} rows; one Excel sheet holds {MAX_ROWS:,}.",
            hint="Export fewer rows at a time, or take the .jsonl instead.",
        )
    _lay_out(page, sheet)
    for at, column in enumerate(sheet.columns, start=1):
        _dress_head(_put(page, column.heading, row=1, column=at))
    for number, row in enumerate(sheet.rows, start=2):
        for at, (value, column) in enumerate(zip(row, sheet.columns, strict=True), start=1):
            _dress_body(_put(page, value, row=number, column=at), column)
    if sheet.footer:
        foot = _put(page, sheet.footer, row=len(sheet.rows) + 3, column=1)
        foot.font = _BODY_FONT


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


def _dress_head(cell: Cell) -> None:
    cell.font, cell.fill, cell.border = _HEAD_FONT, _HEAD_FILL, _BOX
    cell.alignment = _HEAD_ALIGNMENT


def _dress_body(cell: Cell, column: Column) -> None:
    cell.font, cell.border, cell.alignment = _BODY_FONT, _BOX, _BODY_ALIGNMENT
    if column.number_format and cell.data_type != "s":
        cell.number_format = column.number_format


def _put(page: Worksheet, value: object, *, row: int, column: int) -> Cell:
    """The cell, filled; text is text whatever it begins with: a quote never computes."""
    cell = page.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"a merged cell holds no value: {cell.coordinate}")
    stored = _stored(value)
    if isinstance(stored, str):
        cell.value = _fitting(stored)
        cell.data_type = "s"
        # Also when somebody edits the cell, or saves the sheet as .csv and opens that.
        cell.quotePrefix = stored.startswith(_FORMULA_SIGNS)
    else:
        cell.value = stored
    return cell


def _fitting(text: str) -> str:
    kept = printable(text)
    return kept if len(kept) <= MAX_CHARACTERS else kept[: MAX_CHARACTERS - 1] + "…"


def _stored(value: object) -> str | int | float | Decimal | date | None:
    """What Excel stores for ``value``; anything that it has no type for goes in as text."""
    match value:
        case None | bool():
            return value
        case int():
            return value if abs(value) <= _MAX_WHOLE else str(value)
        case float() | Decimal():
            return value if isfinite(value) else str(value)
        case datetime() if value.tzinfo:
            return _stored(value.astimezone(_OFFICE_HOURS).replace(tzinfo=None))
        case date():
            return value if value.year >= _FIRST_YEAR else value.isoformat()
    return str(value)
