"""The empty form of a register: a sheet to fill in, and one that says how.

Row 1 holds the heads, so that the filled form is read in again without a question. What is
required is marked with a star and a darker fill, choices open as a list, every head has a comment
with the expected form and an example. The second sheet explains each column and lists the choices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from tashan.papers.characters import printable
from tashan.papers.repeatable import repeatable
from tashan.papers.sheets import HEAD_ALIGNMENT, HEAD_FILL, HEAD_FONT, UNDATED, sheet_name
from tashan.papers.tables.cells import CellType, expected
from tashan.papers.tables.fields import Field
from tashan.papers.tables.opening import INSTRUCTIONS
from tashan.papers.tables.reasons import Said

_LAST_ROW = 100_000  # to which lists and formats reach
_REQUIRED_FILL = PatternFill("solid", fgColor="FFFFE699")
_HEADS = ("列", "填写要求", "必填", "单位", "说明")
_FORMATS = {
    CellType.INTEGER: "0",
    CellType.DATE: "yyyy-mm-dd",
    **dict.fromkeys((CellType.CREDIT_CODE, CellType.PROJECT_CODE, CellType.DIVISION_CODE), "@"),
    **dict.fromkeys((CellType.TEXT, CellType.YEAR_MONTH), "@"),
}
_YES_NO = ("是", "否")
WRITER = "他山"


def template(
    fields: Sequence[Field], title: str, *, words: Callable[[Said], str] = str, guide: str = ""
) -> bytes:
    """An .xlsx for these fields. ``words`` puts what is expected into the tongue of the office;
    ``guide`` is a line at the top of the instructions."""
    if not fields:
        raise ValueError("a template needs at least one field")
    book = Workbook()
    form = book.worksheets[0]
    form.title = sheet_name(title) or "Sheet1"
    explained = book.create_sheet(INSTRUCTIONS)
    lists = _explain(explained, fields, guide or f"{title}：带 * 的列必须填写。", words)
    _head(form, fields, words)
    for at, entry in enumerate(fields, start=1):
        if entry.code in lists:
            _offer(form, get_column_letter(at), lists[entry.code])
    packed = BytesIO()
    book.save(packed)
    properties = DocumentProperties(creator="", created=UNDATED, modified=UNDATED)
    return repeatable(
        packed.getvalue(), replace={"docProps/core.xml": tostring(properties.to_tree())}
    )


def _head(page: Worksheet, fields: Sequence[Field], words: Callable[[Said], str]) -> None:
    page.freeze_panes = "A2"
    page.row_dimensions[1].height = 32
    for at, entry in enumerate(fields, start=1):
        cell = text_cell(page, 1, at, entry.heading)
        cell.font, cell.alignment = HEAD_FONT, HEAD_ALIGNMENT
        cell.fill = _REQUIRED_FILL if entry.required else HEAD_FILL
        lines = filter(None, (words(expected(entry.form())), entry.help))
        cell.comment = comment("\n".join(lines))
        column = page.column_dimensions[get_column_letter(at)]
        column.width = max(12.0, min(40.0, 2.2 * len(entry.heading) + 2))
        column.number_format = _FORMATS.get(entry.type, "General")


def _explain(
    page: Worksheet, fields: Sequence[Field], guide: str, words: Callable[[Said], str]
) -> dict[str, str]:
    """Fill the second sheet; gives where the choices of each field stand."""
    text_cell(page, 1, 1, guide).font = Font(name="黑体", size=12)
    for at, name in enumerate(_HEADS, start=1):
        cell = text_cell(page, 3, at, name)
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    lists: dict[str, str] = {}
    first_list = len(_HEADS) + 2
    for row, entry in enumerate(fields, start=4):
        told = (
            entry.label,
            words(expected(entry.form())),
            "是" if entry.required else "",
            entry.counts_in,
            entry.help,
        )
        for at, text in enumerate(told, start=1):
            text_cell(page, row, at, text).alignment = Alignment(vertical="top", wrap_text=True)
        if choices := _choices(entry):
            column = first_list + len(lists)
            lists[entry.code] = _list(page, column, entry.label, choices)
    for letter, width in zip("ABCDE", (24, 44, 8, 10, 60), strict=True):
        page.column_dimensions[letter].width = width
    return lists


def _choices(entry: Field) -> Sequence[str]:
    if entry.type is CellType.YES_NO:
        return _YES_NO
    return [labels[0] if labels else code for code, labels in entry.choices.items()]


def _list(page: Worksheet, column: int, label: str, choices: Sequence[str]) -> str:
    """The choices one under another; gives the range they fill."""
    text_cell(page, 3, column, label).font = HEAD_FONT
    for row, choice in enumerate(choices, start=4):
        text_cell(page, row, column, choice)
    letter = get_column_letter(column)
    return f"'{page.title}'!${letter}$4:${letter}${len(choices) + 3}"


def _offer(page: Worksheet, letter: str, source: str) -> None:
    """A list that opens in the cells of a column; typing anything else is asked about."""
    offered = DataValidation(type="list", formula1=f"={source}", allow_blank=True)
    offered.errorStyle = "warning"
    offered.add(f"{letter}2:{letter}{_LAST_ROW}")
    page.add_data_validation(offered)


def text_cell(page: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell that holds text, whatever it begins with."""
    cell = page.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"a merged cell holds no text: {cell.coordinate}")
    cell.value = printable(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell


def comment(text: str) -> Comment:
    """A comment that is as high as its lines, known as ours by its writer."""
    lines = sum(1 + len(line) // 18 for line in text.splitlines()) or 1
    return Comment(printable(text), WRITER, height=30 + 20 * lines, width=280)
