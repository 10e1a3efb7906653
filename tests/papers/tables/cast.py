"""Workbooks as offices send them, made on the spot, and the fields of a small register."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import Header, find_header
from tashan.papers.tables.mapping import ColumnMapping, propose
from tashan.papers.tables.opening import Grid, open_table
from tashan.papers.tables.preview import Preview, preview
from tashan.papers.tables.rows import read_rows

FIRM, OTHER_FIRM = "91330482MA0T5HA19Y", "91520302MA0T5HA272"
SCALES = {"large": ("大型",), "small": ("小型", "小")}
FIELDS = (
    Field("name", ("企业名称", "单位名称"), required=True),
    Field("credit_code", ("统一社会信用代码", "信用代码"), CellType.CREDIT_CODE, required=True),
    Field("founded", ("成立日期",), CellType.DATE),
    Field("tax", ("纳税额", "税收"), CellType.MONEY, "万元", help="上年实缴"),
    Field("staff", ("从业人员",), CellType.INTEGER, "人"),
    Field("scale", ("规模",), CellType.CHOICE, choices=SCALES),
    Field("high_tech", ("是否高企",), CellType.YES_NO),
    Field("growth", ("增速",), CellType.DECIMAL, "%"),
)
LABELS = tuple(label for entry in FIELDS for label in entry.labels)


def packed(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sheet(
    *rows: Sequence[object], merged: Sequence[str] = ()
) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    return book, page


def xlsx(*rows: Sequence[object], merged: Sequence[str] = ()) -> bytes:
    return packed(sheet(*rows, merged=merged)[0])


def grid(*rows: Sequence[object], merged: Sequence[str] = ()) -> Grid:
    return open_table(xlsx(*rows, merged=merged), "表.xlsx").grid()


def header(*rows: Sequence[object], merged: Sequence[str] = ()) -> Header:
    return find_header(grid(*rows, merged=merged))


def mapped(data: bytes, fields: Sequence[Field] = FIELDS) -> tuple[Grid, Header, ColumnMapping]:
    table = open_table(data, "表.xlsx").grid()
    head = find_header(table, LABELS)
    return table, head, propose(head, fields)


def read(data: bytes, *, fields: Sequence[Field] = FIELDS, key: Sequence[str] = ()) -> Preview:
    return preview(read_rows(*mapped(data, fields), key=key))
