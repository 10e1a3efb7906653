"""What is exported as a table opens in Excel as it was meant, and never computes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tashan.base.errors import UserError
from tashan.papers import sheets
from tashan.papers.sheets import Column, Sheet

COLUMNS = (Column("指标", 24), Column("数值", 12, "0.00", unit="亿元"))


def opened(sheet: Sheet) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(sheets.workbook([sheet]))).worksheets[0]


def table(*rows: tuple[object, object], footer: str = "") -> Worksheet:
    return opened(Sheet("指标表", COLUMNS, rows, footer))


def test_the_first_row_holds_the_labels_with_their_units() -> None:
    assert [cell.value for cell in table()[1]] == ["指标", "数值（亿元）"]


def test_the_header_stays_in_sight_and_repeats_in_print() -> None:
    page = table(("财政收入", 3.5))
    assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")


def test_the_columns_are_as_wide_as_asked() -> None:
    widths = table().column_dimensions
    assert (widths["A"].width, widths["B"].width) == (24, 12)


def test_the_filter_covers_the_rows_and_not_the_foot_line() -> None:
    assert table(("甲", 1), ("乙", 2), footer="完").auto_filter.ref == "A1:B3"


def test_a_page_is_a4_across_and_as_wide_as_the_table() -> None:
    page = table()
    assert page.page_setup.paperSize == 9
    assert page.page_setup.orientation == "landscape"
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)


def test_the_title_stands_in_the_head_of_the_print() -> None:
    page = opened(Sheet("研发R&D投入", COLUMNS, []))
    assert page.oddHeader.center.text == "研发R&&D投入"


@pytest.mark.parametrize("text", ["=1+1", "+8613", "-5%", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = table((text, None)).cell(2, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", ["=A1", "#REF!"])
def test_a_label_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = opened(Sheet("表", [Column(text)], [])).cell(1, 1)
    assert (cell.value, cell.data_type) == (text, "s")


def test_the_foot_line_is_text_under_a_blank_row() -> None:
    page = table(("甲", 1), footer="=1")
    assert (page.cell(3, 1).value, page.cell(4, 1).value) == (None, "=1")
    assert page.cell(4, 1).data_type == "s"


def test_the_foot_line_names_the_officer_and_the_day() -> None:
    line = sheets.signed_by(officer="王某", on=date(2026, 3, 9))
    assert line == "填报人：王某    填报日期：2026年3月9日"


def test_the_foot_line_names_unit_office_and_reviewer_where_they_are_known() -> None:
    line = sheets.signed_by(
        officer="王某", on=date(2026, 3, 9), reviewer="李某", unit="万元", office="发改局"
    )
    assert line.split() == [
        "单位：万元",
        "填报单位：发改局",
        "填报人：王某",
        "审核人：李某",
        "填报日期：2026年3月9日",
    ]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 3, 1), date(2026, 3, 9)])
def test_a_day_is_the_same_day_in_excel(day: date) -> None:
    cell = table((day, None)).cell(2, 1)
    assert (cell.value.date(), cell.number_format) == (day, "yyyy-mm-dd")


def test_signs_of_xml_are_text() -> None:
    assert table(("<b>&\"'", None)).cell(2, 1).value == "<b>&\"'"


def test_blanks_around_and_lines_within_a_text_are_kept() -> None:
    assert table((" 甲\n乙 ", None)).cell(2, 1).value == " 甲\n乙 "


def test_a_reader_that_trusts_the_stated_size_reads_every_row() -> None:
    page = table(*[(f"第{i}行", i) for i in range(50)], footer="完")
    assert page.calculate_dimension() == "A1:B53"


def test_numbers_stay_numbers_in_the_format_of_their_column() -> None:
    cell = table(("甲", 3.5)).cell(2, 2)
    assert (cell.value, cell.data_type, cell.number_format) == (3.5, "n", "0.00")


def test_a_number_format_is_not_laid_on_text() -> None:
    assert table(("甲", "约3亿")).cell(2, 2).number_format == "General"


def test_nothing_is_an_empty_cell_and_zero_is_zero() -> None:
    page = table(("甲", None), ("乙", 0))
    assert (page.cell(2, 2).value, page.cell(3, 2).value) == (None, 0)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_a_number_that_excel_does_not_know_becomes_text(value: object) -> None:
    assert table(("甲", value)).cell(2, 2).value == str(value)


def test_a_whole_number_longer_than_excel_keeps_becomes_text() -> None:
    assert table(("甲", 123456789012345678)).cell(2, 2).value == "123456789012345678"


def test_a_moment_is_shown_in_chinese_time() -> None:
    page = opened(Sheet("表", [Column("时间")], [[datetime(2026, 1, 1, 20, 0, tzinfo=UTC)]]))
    assert page.cell(2, 1).value == datetime(2026, 1, 2, 4, 0)  # noqa: DTZ001


def test_a_day_before_the_calendar_of_excel_becomes_text() -> None:
    assert table(("甲", date(1880, 5, 1))).cell(2, 2).value == "1880-05-01"


def test_characters_that_xml_refuses_are_shown_as_missing() -> None:
    assert table(("乱\x00码\ud800", None)).cell(2, 1).value == "乱\ufffd码\ufffd"


def test_text_longer_than_a_cell_ends_in_an_ellipsis() -> None:
    text = table(("长" * 40_000, None)).cell(2, 1).value
    assert (len(text), text[-1]) == (sheets.MAX_CHARACTERS, "…")


def test_sheet_names_are_cut_cleaned_and_kept_apart() -> None:
    twice = Sheet("指标[2026/1]" + "长" * 40, COLUMNS, [])
    names = openpyxl.load_workbook(BytesIO(sheets.workbook([twice, twice, twice]))).sheetnames
    assert names[0].startswith("指标（2026／1）")
    assert len(set(names)) == 3
    assert max(map(len, names)) <= 31


def test_a_sheet_without_a_title_has_a_name() -> None:
    assert opened(Sheet("''", COLUMNS, [])).title == "Sheet1"


def test_the_same_sheets_give_the_same_bytes_with_no_hour_in_them() -> None:
    sheet = Sheet("表", COLUMNS, [("甲", 1)])
    first = sheets.workbook([sheet])
    assert first == sheets.workbook([sheet])
    entries = ZipFile(BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_a_row_of_the_wrong_length_is_refused_when_the_sheet_is_made() -> None:
    with pytest.raises(ValueError, match="row 2: 1 cells for 2 columns"):
        Sheet("表", COLUMNS, [("甲", 1), ("乙",)])


def test_a_sheet_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="no columns"):
        Sheet("表", (), ())


def test_a_workbook_without_sheets_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        sheets.workbook([])


def test_more_rows_than_excel_holds_are_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 4)
    with pytest.raises(UserError, match="has 2 rows; one Excel sheet holds 4"):
        sheets.workbook([Sheet("表", COLUMNS, [("甲", 1), ("乙", 2)])])
