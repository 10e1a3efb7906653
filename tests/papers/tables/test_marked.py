"""The officer gets the own sheet back, with every bad cell coloured and explained."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from tests.papers.tables.cast import FIELDS, FIRM, LABELS, OTHER_FIRM, packed, sheet, xlsx

from tashan.papers.tables import marked as module
from tashan.papers.tables.header import find_header
from tashan.papers.tables.mapping import propose
from tashan.papers.tables.marked import marked
from tashan.papers.tables.opening import open_table
from tashan.papers.tables.preview import preview
from tashan.papers.tables.rows import read_rows

ROWS: Sequence[Sequence[object]] = (
    ["企业名录", None, None],
    ["企业名称", "信用代码", "纳税额（万元）"],
    ["甲公司", FIRM, 12],
    ["乙公司", "x", "约3"],
)
COLOUR = "FFFFC7CE"


def returned(data: bytes, name: str = "表.xlsx") -> Worksheet:
    book = open_table(data, name)
    grid = book.grid()
    header = find_header(grid, LABELS)
    found = preview(read_rows(grid, header, propose(header, FIELDS)))
    return openpyxl.load_workbook(BytesIO(marked(data, book, grid, header, found.problems))).active


def coloured(page: Worksheet) -> list[str]:
    cells = [cell for row in page.iter_rows() for cell in row]
    return [cell.coordinate for cell in cells if cell.fill.fgColor.rgb == COLOUR]


def test_bad_cells_are_coloured_and_good_ones_are_not() -> None:
    assert coloured(returned(xlsx(*ROWS, merged=["A1:C1"]))) == ["B4", "C4"]


def test_a_comment_says_the_reason_and_the_expected_form() -> None:
    comment = returned(xlsx(*ROWS))["C4"].comment
    assert comment.text == "it is only about a number\n→ an amount in 万元, like 1234.56"


def test_the_rest_of_the_workbook_stays_as_it_was() -> None:
    book, page = sheet(*ROWS)
    page["A1"].font = openpyxl.styles.Font(bold=True)
    page["E9"] = "=1+1"
    kept = returned(packed(book))
    assert (kept["A1"].font.bold, kept["E9"].value) == (True, "=1+1")


def test_a_bad_cell_within_a_merged_one_marks_the_merged_one() -> None:
    page = returned(xlsx(*ROWS, ["丙公司"], merged=["B4:B5"]))
    assert coloured(page) == ["B4", "C4"]


def test_a_csv_comes_back_as_a_workbook_whose_text_never_computes() -> None:
    text = f"企业名称,信用代码,纳税额（万元）\n=1+1,{FIRM},@x\n"
    page = returned(text.encode("gb18030"), "表.csv")
    assert (page["A2"].value, page["A2"].data_type, coloured(page)) == ("=1+1", "s", ["C2"])


def test_of_a_large_table_only_the_bad_rows_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 10)
    page = returned(xlsx(*ROWS))
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["企业名称", "信用代码", "纳税额（万元）", "第2行"],
        ["乙公司", "x", "约3", "第4行"],
    ]
    assert coloured(page) == ["B2", "C2"]


def test_marks_of_an_earlier_time_are_taken_off() -> None:
    page = returned(xlsx(*ROWS))
    page["B4"] = OTHER_FIRM
    again = returned(packed(page.parent))
    assert coloured(again) == ["C4"]
    assert again["B4"].comment is None
    assert again["C4"].comment.text.count("about a number") == 1


def test_a_comment_of_the_officer_stays_above_ours() -> None:
    book, page = sheet(*ROWS)
    page["C4"].comment = Comment("去年口径", "王某")
    assert returned(packed(book))["C4"].comment.text.startswith("去年口径\nit is only")
