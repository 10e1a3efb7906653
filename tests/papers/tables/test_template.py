"""The empty form says how it is filled in, and is read in again without a question."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from tests.papers.tables.cast import FIELDS, FIRM, packed, read

from tashan.papers.tables.header import find_header
from tashan.papers.tables.mapping import How, propose
from tashan.papers.tables.opening import INSTRUCTIONS, open_table
from tashan.papers.tables.template import template

FORM = template(FIELDS, "企业名录")


def opened() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(FORM))


def test_the_heads_have_units_and_stars() -> None:
    heads = [cell.value for cell in opened().worksheets[0][1]]
    assert heads[:4] == ["企业名称*", "统一社会信用代码*", "成立日期", "纳税额（万元）"]


def test_an_example_is_a_comment_and_no_row() -> None:
    page = opened().worksheets[0]
    assert page.max_row == 1
    assert page["D1"].comment.text == "an amount in 万元, like 1234.56\n上年实缴"


def test_choices_open_as_a_list() -> None:
    book = opened()
    lists = {str(v.sqref): v.formula1 for v in book.worksheets[0].data_validations.dataValidation}
    assert set(lists) == {"F2:F100000", "G2:G100000"}
    assert book[INSTRUCTIONS]["G4"].value == "大型"
    assert lists["F2:F100000"] == f"='{INSTRUCTIONS}'!$G$4:$G$5"


def test_codes_are_cells_of_text_so_that_no_digit_is_lost() -> None:
    assert opened().worksheets[0].column_dimensions["B"].number_format == "@"


def test_the_second_sheet_explains_every_column() -> None:
    page = opened()[INSTRUCTIONS]
    assert [page.cell(row, 1).value for row in range(4, 12)] == [f.label for f in FIELDS]


def test_words_may_be_those_of_the_office() -> None:
    form = openpyxl.load_workbook(BytesIO(template(FIELDS, "表", words=lambda _: "金额")))
    assert form.worksheets[0]["A1"].comment.text == "金额"


def test_the_empty_form_maps_onto_every_field() -> None:
    found = propose(find_header(open_table(FORM, "表").grid()), FIELDS)
    assert [entry.field for entry in found.mapped] == list(FIELDS)
    assert {entry.how for entry in found.mapped} == {How.EXACT}
    assert (found.unmapped, found.missing) == ((), ())


def test_the_filled_form_is_read_in_again() -> None:
    book = opened()
    book.worksheets[0].append(["甲公司", FIRM, "2026-03-05", 12, 3, "大型", "是", 3.5])
    (row,) = read(packed(book)).first
    assert (row.is_good, row.values["tax"], row.values["high_tech"]) == (True, 12_000_000, True)


def test_the_same_fields_give_the_same_bytes() -> None:
    assert template(FIELDS, "企业名录") == FORM
