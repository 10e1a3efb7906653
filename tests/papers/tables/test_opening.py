"""A file is opened for what it is, or refused with the next step; nothing else comes out."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import statsmodels
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.tables.cast import packed, sheet, xlsx

from tashan.base.errors import UserError
from tashan.papers.tables.kinds import Kind
from tashan.papers.tables.limits import TableLimits
from tashan.papers.tables.opening import ErrorValue, Grid, open_table

XLS = Path(statsmodels.__file__).parent / "datasets/macrodata/src/macrodata.xls/macrodata.xls"
PLAIN = xlsx(["名称", "数值"], ["甲", 1.5])


def opened(data: bytes, name: str = "表.xlsx") -> Grid:
    return open_table(data, name).grid()


def refused(data: bytes, *, limits: TableLimits | None = None) -> str:
    with pytest.raises(UserError) as caught:
        open_table(data, "表.xlsx", limits=limits or TableLimits()).grid()
    assert caught.value.hint
    return caught.value.message


def repacked(data: bytes, replace: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in {*old.namelist(), *replace}:
            new.writestr(name, replace[name] if name in replace else old.read(name))
    return file.getvalue()


def test_a_workbook_gives_the_cells_of_its_first_sheet() -> None:
    assert opened(PLAIN).rows == [["名称", "数值"], ["甲", 1.5]]


def test_a_day_comes_as_a_day() -> None:
    assert opened(xlsx(["日期"], [date(2026, 3, 5)])).rows[1] == [date(2026, 3, 5)]


def test_a_sheet_that_begins_lower_keeps_its_row_numbers() -> None:
    book, page = sheet()
    page["C4"] = "甲"
    assert opened(packed(book)).rows[3] == ["", "", "甲"]


def test_merged_ranges_are_told_from_nought() -> None:
    assert opened(xlsx(["标题", None], ["a", "b"], merged=["A1:B1"])).merged == ((0, 0, 0, 1),)


def test_an_empty_first_sheet_is_passed_over() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("数据").append(["甲"])
    assert opened(packed(book)).name == "数据"


def test_a_hidden_sheet_is_taken_after_those_in_sight() -> None:
    book, page = sheet(["暗"])
    page.sheet_state = "hidden"
    book.create_sheet("明").append(["甲"])
    assert open_table(packed(book), "表").sheets == ("明", "Sheet")


def test_a_sheet_that_is_not_there_is_named() -> None:
    with pytest.raises(UserError, match="no sheet “乙”"):
        open_table(PLAIN, "表").grid("乙")


def test_an_error_value_is_no_empty_cell() -> None:
    book, page = sheet(["值"], [None])
    page["A2"] = "#N/A"
    assert page["A2"].data_type == "e"
    assert opened(packed(book)).rows[1] == [ErrorValue("#N/A")]


def test_a_formula_that_was_never_computed_is_no_empty_cell() -> None:
    assert opened(xlsx(["值"], ["=1+1"])).rows[1] == [ErrorValue("=…")]


def test_a_number_shown_in_percent_comes_as_it_is_shown() -> None:
    book, page = sheet(["增速", "比"], [0.035, 0.035])
    page["A2"].number_format = "0.00%"
    assert opened(packed(book)).rows[1] == ["3.5%", 0.035]


def test_an_xls_is_read_and_says_what_it_cannot_tell() -> None:
    book = open_table(XLS.read_bytes(), "旧表.xls")
    assert book.kind is Kind.XLS
    found = book.grid()
    assert found.rows[0] == ["Data List: macrodata"]
    assert "#N/A" in found.notes[0]


def test_an_xls_that_asks_for_endless_memory_is_refused() -> None:
    data = bytearray(XLS.read_bytes())
    at = data.index(b"\x00\x02\x0a\x00")  # the record that says how large the sheet is
    data[at + 2] = 14
    data[at + 4 : at + 16] = bytes(4) + b"\xff" * 4 + bytes(2) + b"\xff\xff"
    assert "damaged" in refused(bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
def test_a_csv_is_read_in_the_encoding_that_it_has(encoding: str) -> None:
    text = "名稱,數量\n大業公司,12\n" if encoding == "big5hkscs" else "名称,数量\n大业公司,12\n"
    assert opened(text.encode(encoding)).rows == [line.split(",") for line in text.split()]


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_csv_may_be_parted_by_other_signs(sign: str) -> None:
    assert opened(f"a{sign}b\n1{sign}2\n".encode()).rows == [["a", "b"], ["1", "2"]]


def test_a_csv_cell_kept_from_counting_is_its_text() -> None:
    assert opened(b'code\n"=""00123"""\n').rows[1] == ["00123"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\r\n  ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<html><table><tr><td>1</td></tr></table>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web page"),
        (b"PK\x03\x04 torn", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "damaged"),
        (bytes(range(256)) * 4, "neither"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(data: bytes, said: str) -> None:
    assert said in refused(data)


@pytest.mark.parametrize("start", ["PK号", "BM号"])
def test_a_csv_may_begin_like_an_archive_or_a_picture(start: str) -> None:
    assert opened(f"{start},数\n1,2\n".encode()).rows[0] == [start, "数"]


def test_an_open_quotation_mark_is_told_with_its_line() -> None:
    assert "line" in refused(b'a,"b\n' + b"x" * 200_000)


def test_a_zip_without_a_workbook_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "without a workbook" in refused(file.getvalue())


def test_a_workbook_of_another_format_is_refused() -> None:
    assert ".xlsb" in refused(repacked(PLAIN, {"xl/workbook.bin": b"x"}))


def test_a_locked_workbook_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(data)


def test_an_empty_workbook_is_refused() -> None:
    assert "empty" in refused(packed(openpyxl.Workbook()))


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    bomb = repacked(PLAIN, {"xl/media/a.xml": b" " * 3_000_000})
    assert "unpacks to more" in refused(bomb, limits=TableLimits(max_unpacked=2_000_000))


def test_a_cell_far_away_is_refused_before_the_sheet_is_laid_out() -> None:
    book, page = sheet(["甲"])
    page["XFD1048576"] = "x"
    assert "larger" in refused(packed(book))


def test_a_format_far_down_is_no_reason_to_refuse() -> None:
    book, page = sheet(["甲"], ["乙"])
    page["CV290000"].font = openpyxl.styles.Font(bold=True)
    assert len(opened(packed(book)).rows) == 2


def test_a_file_of_too_many_bytes_is_refused() -> None:
    assert "MB" in refused(PLAIN, limits=TableLimits(max_bytes=100))


def test_a_csv_of_too_many_rows_is_refused() -> None:
    assert "larger" in refused(b"a\n" * 20, limits=TableLimits(max_rows=10))


def test_a_part_that_stands_there_twice_is_refused() -> None:
    file = BytesIO(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "damaged" in refused(file.getvalue())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_a_table_or_refused(data: st.DataObject) -> None:
    source = bytearray(
        data.draw(st.sampled_from([PLAIN, XLS.read_bytes(), "名,值\n甲,1".encode()]))
    )
    for at in data.draw(st.lists(st.integers(0, len(source) - 1), min_size=1, max_size=8)):
        source[at] = data.draw(st.integers(0, 255))
    kept = data.draw(st.integers(1, len(source)))
    with suppress(UserError):
        open_table(bytes(source[:kept]), "表").grid()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_xls_is_a_table_or_refused(changes: list[tuple[int, int]]) -> None:
    source = bytearray(XLS.read_bytes())
    for at, byte in changes:
        source[at % len(source)] = byte
    with suppress(UserError):
        open_table(bytes(source), "表").grid()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_sheet_inside_a_whole_zip_is_a_table_or_refused(data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(PLAIN)) as archive:
        name = data.draw(st.sampled_from(sorted(archive.namelist())))
        part = bytearray(archive.read(name))
    for at in data.draw(st.lists(st.integers(0, len(part) - 1), min_size=1, max_size=6)):
        part[at] = data.draw(st.integers(0, 255))
    with suppress(UserError):
        open_table(repacked(PLAIN, {name: bytes(part)}), "表").grid()
