"""What a cell says is understood exactly, or refused with the reason and the expected form."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.papers.tables.cast import FIRM, SCALES

from tashan.base.dates import Period
from tashan.papers.tables.cells import CellError, CellType, Understood, understood
from tashan.papers.tables.opening import ErrorValue
from tashan.papers.tables.reasons import Expected, Note, Reason

MARCH = Period.months(2026, first=3, last=3)
FIFTH = date(2026, 3, 5)


def value(cell: object, as_: CellType, unit: str | None = None, **more: object) -> object:
    found = understood(cell, as_, unit, **more)  # type: ignore[arg-type] # passed on as it is
    assert isinstance(found, Understood), str(found)
    return found.value


def reason(cell: object, as_: CellType, unit: str | None = None) -> Reason:
    found = understood(cell, as_, unit)
    assert isinstance(found, CellError), found
    assert isinstance(found.reason.form, Reason)
    assert isinstance(found.expected.form, Expected)
    return found.reason.form


def note(cell: object, as_: CellType, unit: str | None = None) -> Note | None:
    found = understood(cell, as_, unit)
    assert isinstance(found, Understood)
    return found.note.form if found.note and isinstance(found.note.form, Note) else None


@pytest.mark.parametrize(
    "cell", [None, "", "  ", "\u3000", "—", "——", "-", "/", "无", "N/A", "n/a", "暂缺", "'", "－"]
)
@pytest.mark.parametrize("as_", [t for t in CellType if t is not CellType.YES_NO])
def test_what_stands_for_unknown_is_none_and_never_nought(cell: object, as_: CellType) -> None:
    assert understood(cell, as_) == Understood(None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        ("1,234.5", "1234.5"),
        ("1，234，567", "1234567"),
        ("１２３．５", "123.5"),
        ("(1,234)", "-1234"),
        ("（12.5）", "-12.5"),
        ("－3.2", "-3.2"),
        ("+3.2", "3.2"),
        ("'12", "12"),
        ("1.2E+3", "1200"),
        ("1 234 567", "1234567"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_exact(cell: object, expected: str) -> None:
    assert value(cell, CellType.DECIMAL) == Decimal(expected)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("多", Reason.NO_NUMBER),
        ("12,34", Reason.COMMAS),
        ("1，2345", Reason.COMMAS),
        ("约3", Reason.ABOUT),
        ("3以上", Reason.ABOUT),
        ("3-5", Reason.RANGE),
        ("3~5", Reason.RANGE),
        ("下降3.5", Reason.WORDED_SIGN),
        ("3.5吨/日", Reason.STRANGE_NUMBER),
        ("1.2.3", Reason.STRANGE_NUMBER),
        ("-(5)", Reason.STRANGE_NUMBER),
        ("(-5)", Reason.TWO_SIGNS),
        ("1e99", Reason.TOO_LARGE),
        ("9" * 26, Reason.TOO_LARGE),
        (1e17, Reason.TOO_LARGE),
        (True, Reason.IS_A_TRUTH),
        (FIFTH, Reason.IS_A_DAY),
        (timedelta(hours=3), Reason.IS_A_DAY),
    ],
)
def test_a_number_is_never_guessed(cell: object, why: Reason) -> None:
    assert reason(cell, CellType.DECIMAL) is why


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("1.2亿", "万元", "12000"),
        ("12,000万元", "亿元", "1.2"),
        ("1亿2000万元", "万元", "12000"),
        ("3.5%", "%", "3.5"),
        ("３．５％", "%", "3.5"),
        ("3.5个百分点", "百分点", "3.5"),
        ("15亩", "公顷", "1"),
        ("1.2万", "户", "12000"),
        ("12家", "户", "12"),
        ("100㎡", "平方米", "100"),
        ("2公顷", "亩", "30"),
    ],
)
def test_a_unit_in_the_cell_is_told_in_the_unit_of_the_field(
    cell: str, unit: str, expected: str
) -> None:
    assert value(cell, CellType.DECIMAL, unit) == Decimal(expected)


def test_the_unit_of_the_column_goes_before_the_field_s_and_the_cell_s_before_both() -> None:
    assert value(2, CellType.DECIMAL, "亿元", shown_in="万元") == Decimal("0.0002")
    assert value("2亿元", CellType.DECIMAL, "亿元", shown_in="万元") == 2


def test_what_cannot_be_converted_is_refused() -> None:
    assert reason("5万美元", CellType.MONEY) is Reason.WRONG_UNIT
    assert reason("5亩", CellType.DECIMAL, "万元") is Reason.WRONG_UNIT
    assert reason("5亿", CellType.DECIMAL, "%") is Reason.WRONG_UNIT
    assert reason("5%", CellType.DECIMAL) is Reason.UNIT_UNASKED


def test_a_conversion_without_an_end_is_rounded_and_told() -> None:
    assert value("1亩", CellType.DECIMAL, "平方米") == Decimal("666.6666666667")
    assert note("1亩", CellType.DECIMAL, "平方米") is Note.ROUNDED_UNIT


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        (1234.56, None, 123456),
        (1234.56, "万元", 1_234_560_000),
        ("1.2亿", "万元", 12_000_000_000),
        ("12,000万元", None, 12_000_000_000),
        ("¥1,234.50", None, 123450),
        ("￥-5", "万元", -500),
        ("500元", "万元", 50_000),
        (0, None, 0),
    ],
)
def test_money_is_whole_fen(cell: object, unit: str | None, fen: int) -> None:
    found = value(cell, CellType.MONEY, unit)
    assert (found, type(found)) == (fen, int)


def test_money_finer_than_a_fen_is_rounded_and_told() -> None:
    assert value("0.125", CellType.MONEY) == 13
    assert note("0.125", CellType.MONEY) is Note.ROUNDED


def test_money_that_no_column_could_hold_is_refused() -> None:
    assert reason(1e13, CellType.MONEY, "亿元") is Reason.TOO_LARGE
    assert value(9_999, CellType.MONEY, "万亿元") == 9999 * 10**14


def test_a_share_is_of_one() -> None:
    assert value("3.5%", CellType.SHARE) == Decimal("0.035")
    assert value(3.5, CellType.SHARE, "%") == Decimal("0.035")
    assert value(0.35, CellType.SHARE) == Decimal("0.35")
    assert value("5成", CellType.SHARE) == Decimal("0.5")


def test_a_whole_number_is_whole() -> None:
    assert value("1，200人", CellType.INTEGER, "人") == 1200
    assert value(12.0, CellType.INTEGER) == 12
    assert reason(12.5, CellType.INTEGER) is Reason.NOT_WHOLE


@pytest.mark.parametrize(
    "cell",
    [
        FIFTH,
        datetime(2026, 3, 5),  # noqa: DTZ001 - as Excel gives it
        "2026年3月5日",
        "2026-03-05",
        "2026/3/5",
        "2026.3.5",
        "２０２６年３月５日",
        "20260305",
        20260305.0,
        "2026-03-05 00:00:00",
        46086.0,
    ],
)
def test_a_day_is_understood_however_it_is_typed(cell: object) -> None:
    assert value(cell, CellType.DATE) == FIFTH


def test_the_number_of_a_day_and_an_hour_left_out_are_told() -> None:
    assert note(46086.0, CellType.DATE) is Note.DAY_NUMBER
    assert note("2026-03-05 08:30", CellType.DATE) is Note.TIME_LEFT_OUT


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2026-13-05", Reason.NOT_IN_CALENDAR),
        ("2026-02-29", Reason.NOT_IN_CALENDAR),
        ("2026年3月", Reason.DAY_MISSING),
        ("3/5/26", Reason.SHORT_YEAR),
        ("26-3-5", Reason.SHORT_YEAR),
        ("0226-3-5", Reason.YEAR),
        ("近日", Reason.NO_DAY),
        (12.5, Reason.NO_DAY),
        (90000.0, Reason.NO_DAY),
        ("90000", Reason.NO_DAY),
    ],
)
def test_a_day_is_never_guessed(cell: object, why: Reason) -> None:
    assert reason(cell, CellType.DATE) is why


@pytest.mark.parametrize(
    "cell", ["2026-3", "2026年3月", "2026年03月份", "2026.03", "202603", 202603.0, 2026.3, FIFTH]
)
def test_a_month_is_understood_however_it_is_typed(cell: object) -> None:
    assert value(cell, CellType.YEAR_MONTH) == MARCH


def test_a_month_typed_as_a_number_may_be_two_months() -> None:
    assert reason(2026.1, CellType.YEAR_MONTH) is Reason.JANUARY_OR_OCTOBER
    assert reason("2026-13", CellType.YEAR_MONTH) is Reason.NOT_A_MONTH


def test_a_credit_code_is_checked() -> None:
    assert value(f" {FIRM.lower()} ", CellType.CREDIT_CODE) == FIRM
    assert reason(FIRM[:-1] + "X", CellType.CREDIT_CODE) is Reason.CREDIT_CHECK
    assert reason(FIRM[:-1], CellType.CREDIT_CODE) is Reason.CREDIT_LENGTH
    assert reason("O" + FIRM[1:], CellType.CREDIT_CODE) is Reason.CREDIT_SIGN


@pytest.mark.parametrize("cell", [9.13304827e17, "9.13305E+17", 913304827000000000])
def test_a_code_of_which_excel_made_a_number_says_so(cell: object) -> None:
    assert reason(cell, CellType.CREDIT_CODE) is Reason.DIGITS_LOST


def test_a_long_number_in_a_cell_of_text_has_lost_digits() -> None:
    assert reason(1.23456789012345e17, CellType.TEXT) is Reason.DIGITS_LOST
    assert value(13800001234.0, CellType.TEXT) == "13800001234"


def test_a_project_code_is_written_with_its_hyphens() -> None:
    code = "2607-330482-04-01-100010"
    assert value(code.replace("-", ""), CellType.PROJECT_CODE) == code
    assert reason("2607-33", CellType.PROJECT_CODE) is Reason.PROJECT_FORM


def test_a_project_code_whose_check_fails_is_noted() -> None:
    assert note("2607-330482-04-01-100019", CellType.PROJECT_CODE) is Note.CHECK_DIGIT


def test_a_division_goes_by_code_or_by_name() -> None:
    assert value(330482.0, CellType.DIVISION_CODE) == "330482"
    assert value("330482000000", CellType.DIVISION_CODE) == "330482"
    assert value("平湖市", CellType.DIVISION_CODE, on=FIFTH) == "330482"
    assert note("平湖市", CellType.DIVISION_CODE) is Note.BY_NAME
    assert reason("999999", CellType.DIVISION_CODE) is Reason.NO_DIVISION
    assert reason("鼓楼区", CellType.DIVISION_CODE) is Reason.SEVERAL_DIVISIONS


def test_a_choice_goes_by_its_code_or_any_label() -> None:
    for cell in ("large", "大型", " 大 型 ", "LARGE"):
        assert value(cell, CellType.CHOICE, choices=SCALES) == "large"
    found = understood("巨型", CellType.CHOICE, choices=SCALES)
    assert isinstance(found, CellError)
    assert str(found.expected) == "one of: 大型、小型"


def test_nothing_may_be_one_of_the_choices() -> None:
    assert value("无", CellType.CHOICE, choices={"none": ("无",)}) == "none"


@pytest.mark.parametrize("cell", ["是", "有", "Y", "√", True, 1.0, "TRUE"])
def test_yes_is_yes(cell: object) -> None:
    assert value(cell, CellType.YES_NO) is True


@pytest.mark.parametrize("cell", ["否", "无", "N", "×", False, 0.0])
def test_no_is_no(cell: object) -> None:
    assert value(cell, CellType.YES_NO) is False


def test_neither_yes_nor_no_is_refused() -> None:
    assert reason("大概", CellType.YES_NO) is Reason.NOT_YES_OR_NO


def test_an_error_of_excel_is_an_error_in_every_type() -> None:
    for as_ in CellType:
        assert reason(ErrorValue("#REF!"), as_) is Reason.ERROR_VALUE
    assert reason(ErrorValue("=…"), CellType.TEXT) is Reason.NOT_COMPUTED


def test_text_that_looks_like_a_formula_is_text() -> None:
    assert value('=HYPERLINK("x")', CellType.TEXT) == '=HYPERLINK("x")'


def test_text_is_trimmed_and_kept() -> None:
    assert value("\u3000云河县 ", CellType.TEXT) == "云河县"
    assert value("云河（集团）公司\u200b", CellType.TEXT) == "云河（集团）公司"
    assert reason("长" * 2_001, CellType.TEXT) is Reason.TOO_LONG


DECIMALS = st.decimals(-(10**12), 10**12, places=3)


@given(DECIMALS)
def test_a_number_written_in_any_way_is_the_same_number(number: Decimal) -> None:
    full_width = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
    bracketed = f"({abs(number):,})" if number < 0 else f"{number:,}"
    for text in (f"{number}", f"{number:,}", f"{number:,}".translate(full_width), bracketed):
        assert value(text, CellType.DECIMAL) == number


@given(
    st.decimals(-(10**7), 10**7, places=3),
    st.sampled_from(["元", "万元", "亿元", "百万元"]),
    st.sampled_from(["元", "万元", "亿元"]),
)
def test_a_conversion_there_and_back_is_exact(number: Decimal, unit: str, into: str) -> None:
    told = value(f"{number}{unit}", CellType.DECIMAL, into)
    assert value(f"{told:f}{into}", CellType.DECIMAL, unit) == number


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_float_of_excel_is_the_decimal_that_it_shows(number: Decimal) -> None:
    assert value(float(number), CellType.DECIMAL) == number


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)))
def test_a_day_is_the_same_day_in_every_form(day: date) -> None:
    forms = (f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", day)
    assert {value(form, CellType.DATE) for form in forms} == {day}
    assert value((day - date(1899, 12, 30)).days, CellType.DATE) == day


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.datetimes()))
def test_every_cell_is_understood_or_refused_in_every_type(cell: object) -> None:
    for as_ in CellType:
        found = understood(cell, as_, "万元" if as_ is CellType.MONEY else None, choices=SCALES)
        assert isinstance(found, Understood) or str(found.reason)
