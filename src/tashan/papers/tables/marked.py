"""The officer's own sheet back, with every bad cell coloured and a comment that says why.

An .xlsx keeps everything that openpyxl keeps; an .xls or .csv comes back as an .xlsx with the same
cells, and so does one that openpyxl cannot open. Marks of an earlier time are taken off, so that a
sheet can go back and forth. Of a very large table only the head and the first
bad rows come back, each with its row number, on a sheet of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from warnings import catch_warnings
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from tashan.papers.sheets import sheet_name
from tashan.papers.tables.header import Header
from tashan.papers.tables.kinds import Kind
from tashan.papers.tables.opening import Book, ErrorValue, Grid
from tashan.papers.tables.reasons import Said
from tashan.papers.tables.rows import CellProblem
from tashan.papers.tables.shown import shown
from tashan.papers.tables.template import WRITER, comment, text_cell

MOST_CELLS = 150_000  # of a sheet that comes back as a whole; openpyxl takes half a minute for more
_COLOUR = "FFFFC7CE"
_BAD = PatternFill("solid", fgColor=_COLOUR)
_WHAT_OPENPYXL_RAISES = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError),
    *(OSError, BadZipFile, ParseError),
)


def marked(
    data: bytes,
    book: Book,
    grid: Grid,
    header: Header,
    problems: Sequence[CellProblem],
    *,
    words: Callable[[Said], str] = str,
) -> bytes:
    """``data`` is the file that ``book`` was opened from; ``problems`` those of ``grid``."""
    width = max(map(len, grid.rows), default=1) or 1
    if len(grid.rows) * width <= MOST_CELLS:
        own = _own(data, grid.name) if book.kind is Kind.XLSX else None
        returned, page = own or _copied(grid, range(len(grid.rows)))
        rows = {at: at for at in range(1, len(grid.rows) + 1)}
    else:
        bad = sorted({problem.row - 1 for problem in problems})[: MOST_CELLS // width]
        kept = [*range(header.first_row, header.data_from), *bad]
        returned, page = _copied(grid, kept)
        rows = {at + 1: place for place, at in enumerate(kept, start=1)}
        _number(page, rows, width + 1)
    _mark(page, problems, rows, words)
    packed = BytesIO()
    returned.save(packed)
    return packed.getvalue()


def _own(data: bytes, sheet: str) -> tuple[Workbook, Worksheet] | None:
    """The officer's workbook with the sheet on top, or None where openpyxl cannot open it."""
    try:
        with catch_warnings(action="ignore"):  # of what it leaves out, which no officer reads
            book = load_workbook(BytesIO(data))
        page = book[sheet]
    except _WHAT_OPENPYXL_RAISES:
        return None
    if not isinstance(page, Worksheet):
        return None
    book.active = page
    _unmark(page)
    return book, page


def _unmark(page: Worksheet) -> None:
    """Take off the colour and the comments that an earlier return put on data cells."""
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.has_style and cell.fill.fgColor.rgb == _COLOUR:
                cell.fill = PatternFill()
                if cell.comment and cell.comment.author == WRITER:
                    cell.comment = None


def _copied(grid: Grid, kept: Iterable[int]) -> tuple[Workbook, Worksheet]:
    """A new workbook with these rows of the grid, text as text."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet_name(grid.name) or "Sheet1"
    for place, at in enumerate(kept, start=1):
        for column, value in enumerate(grid.rows[at], start=1):
            if isinstance(value, str | ErrorValue):
                if text := shown(value):
                    text_cell(page, place, column, text)
            elif isinstance(value, bool | int | float | date | time | timedelta):
                page.cell(place, column, value)
    return book, page


def _number(page: Worksheet, rows: dict[int, int], column: int) -> None:
    """The row number in the officer's sheet, beside each row."""
    for at, place in rows.items():
        text_cell(page, place, column, f"第{at}行")


def _mark(
    page: Worksheet,
    problems: Sequence[CellProblem],
    rows: dict[int, int],
    words: Callable[[Said], str],
) -> None:
    told: dict[tuple[int, int], list[str]] = {}
    for problem in problems:
        if problem.column and problem.row in rows:
            place = rows[problem.row], column_index_from_string(problem.column)
            line = f"{words(problem.reason)}\n→ {words(problem.expected)}"
            told.setdefault(place, []).append(line)
    for (row, column), lines in told.items():
        cell = page.cell(row, column)
        if not isinstance(cell, Cell):
            cell = _corner(page, row, column)
        if cell.comment:  # the officer's own stays above ours
            lines.insert(0, cell.comment.text)
        cell.fill = _BAD
        cell.comment = comment("\n".join(lines))


def _corner(page: Worksheet, row: int, column: int) -> Cell:
    """The cell that shows the value of the merged cell at this place."""
    for area in page.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            corner = page.cell(area.min_row, area.min_col)
            if isinstance(corner, Cell):
                return corner
    raise ValueError(f"no cell at row {row}, column {column}")
