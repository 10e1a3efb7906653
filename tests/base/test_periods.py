from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.dates import Period, Precision
from tashan.base.errors import UserError
from tashan.base.periods import FigurePeriod, Frequency, PeriodKind

parse = FigurePeriod.parse
PARTS = {
    PeriodKind.YEAR: 1,
    PeriodKind.HALF: 2,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
    PeriodKind.YTD_QUARTER: 4,
    PeriodKind.YTD_MONTH: 12,
    PeriodKind.MONTH_END: 12,
}


@st.composite
def figure_periods(draw: st.DrawFn) -> FigurePeriod:
    kind = draw(st.sampled_from(list(PeriodKind)))
    return FigurePeriod(kind, draw(st.integers(1951, 2198)), draw(st.integers(1, PARTS[kind])))


@pytest.mark.parametrize(
    ("code", "kind", "part"),
    [
        ("2026", PeriodKind.YEAR, 1),
        ("2026H1", PeriodKind.HALF, 1),
        ("2026Q3", PeriodKind.QUARTER, 3),
        ("2026-09", PeriodKind.MONTH, 9),
        ("2026-01/2026-09", PeriodKind.YTD_MONTH, 9),
        ("2026Q1/2026Q3", PeriodKind.YTD_QUARTER, 3),
        ("2026-09-30", PeriodKind.MONTH_END, 9),
        ("2028-02-29", PeriodKind.MONTH_END, 2),
    ],
)
def test_a_code_says_what_the_figure_is_of(code: str, kind: PeriodKind, part: int) -> None:
    assert parse(code) == FigurePeriod(kind, int(code[:4]), part)


@given(figure_periods())
def test_every_period_comes_back_from_its_code(period: FigurePeriod) -> None:
    assert parse(str(period)) == period


@given(figure_periods(), figure_periods())
def test_two_periods_never_share_a_code(a: FigurePeriod, b: FigurePeriod) -> None:
    assert (str(a) == str(b)) is (a == b)


@given(st.text(alphabet="0123456789-/QH ", max_size=16))
def test_what_is_read_is_a_code_and_all_else_is_refused(text: str) -> None:
    try:
        period = parse(text)
    except UserError:
        return
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026年",
        "2026-9",
        "2026Q",
        "2026q3",
        "2026-01/2025-09",
        "2026-02/2026-09",
        "2026Q2/2026Q3",
        "2026/2027",
        " 2026",
        "２０２６",
        "2026-09\n",
    ],
)
def test_what_is_no_code_says_what_a_code_looks_like(text: str) -> None:
    with pytest.raises(UserError, match=r"is not understood\. Expected 2026, 2026H1"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026H3", "no half 3. Expected 1 to 2"),
        ("2026Q0", "no quarter 0. Expected 1 to 4"),
        ("2026Q5", "no quarter 5. Expected 1 to 4"),
        ("2026-13", "no month 13. Expected 1 to 12"),
        ("2026-01/2026-00", "no ytd_month 0. Expected 1 to 12"),
        ("2026Q1/2026Q9", "no ytd_quarter 9. Expected 1 to 4"),
        ("2026-13-31", "no month_end 13. Expected 1 to 12"),
        ("1899", "Expected a year from 1949 to 2200"),
        ("9999-12", "Expected a year from 1949 to 2200"),
    ],
)
def test_a_part_that_a_year_has_not_is_refused(text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        parse(text)


@pytest.mark.parametrize("text", ["2026-09-29", "2026-02-29", "2026-09-31"])
def test_a_day_that_is_no_months_end_names_the_months_end(text: str) -> None:
    with pytest.raises(UserError, match=r"is no month's end\. Expected 2026-0"):
        parse(text)


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("2026", "2026年", "2026"),
        ("2026H1", "2026年上半年", "first half of 2026"),
        ("2026H2", "2026年下半年", "second half of 2026"),
        ("2026Q3", "2026年三季度", "third quarter of 2026"),
        ("2026Q1/2026Q1", "2026年一季度", "first quarter of 2026"),
        ("2026Q1/2026Q2", "2026年上半年", "first half of 2026"),
        ("2026Q1/2026Q3", "2026年前三季度", "first three quarters of 2026"),
        ("2026Q1/2026Q4", "2026年全年", "whole of 2026"),
        ("2026-09", "2026年9月", "September 2026"),
        ("2026-01/2026-09", "2026年1—9月", "January–September 2026"),
        ("2026-01/2026-02", "2026年1—2月", "January–February 2026"),
        ("2026-01/2026-01", "2026年1月", "January 2026"),
        ("2026-09-30", "2026年9月末", "end of September 2026"),
    ],
)
def test_a_period_is_told_as_an_office_writes_it(code: str, chinese: str, english: str) -> None:
    assert (parse(code).chinese, parse(code).english) == (chinese, english)


@pytest.mark.parametrize(
    ("code", "months", "first", "last"),
    [
        ("2026", 12, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026H2", 6, date(2026, 7, 1), date(2026, 12, 31)),
        ("2026Q2", 3, date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-02", 1, date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-01/2026-09", 9, date(2026, 1, 1), date(2026, 9, 30)),
        ("2026Q1/2026Q3", 9, date(2026, 1, 1), date(2026, 9, 30)),
        ("2026-09-30", 0, date(2026, 9, 30), date(2026, 9, 30)),
    ],
)
def test_a_period_knows_its_days(code: str, months: int, first: date, last: date) -> None:
    period = parse(code)
    assert (period.months, period.first, period.last) == (months, first, last)


@pytest.mark.parametrize(
    ("code", "frequency"),
    [
        ("2026", Frequency.YEAR),
        ("2026H1", Frequency.HALF),
        ("2026Q3", Frequency.QUARTER),
        ("2026Q1/2026Q3", Frequency.QUARTER),
        ("2026-09", Frequency.MONTH),
        ("2026-01/2026-09", Frequency.MONTH),
        ("2026-09-30", Frequency.MONTH),
    ],
)
def test_a_period_knows_how_often_its_series_has_one(code: str, frequency: Frequency) -> None:
    assert parse(code).frequency is frequency


@pytest.mark.parametrize(
    ("code", "year_to_date"),
    [
        ("2026", False),
        ("2026H1", False),
        ("2026Q1", False),
        ("2026-01", False),
        ("2026-09-30", False),
        ("2026-01/2026-09", True),
        ("2026Q1/2026Q3", True),
    ],
)
def test_only_what_adds_up_from_january_is_year_to_date(code: str, year_to_date: bool) -> None:
    assert parse(code).is_year_to_date is year_to_date


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026", "2025"),
        ("2026H1", "2025H2"),
        ("2026Q1", "2025Q4"),
        ("2026-03", "2026-02"),
        ("2026-01", "2025-12"),
        ("2026-01/2026-09", "2026-01/2026-08"),
        ("2026-01/2026-01", "2025-01/2025-12"),
        ("2026Q1/2026Q1", "2025Q1/2025Q4"),
        ("2024-03-31", "2024-02-29"),
        ("2026-01-31", "2025-12-31"),
    ],
)
def test_the_period_before_is_of_the_same_series(code: str, before: str) -> None:
    assert str(parse(code).previous()) == before


@given(figure_periods())
def test_a_step_back_and_a_step_on_lead_home(period: FigurePeriod) -> None:
    assert period.previous().next() == period
    assert period.next().previous() == period
    assert period.previous() < period < period.next()


@given(figure_periods())
def test_a_year_before_is_as_many_steps_back_as_a_year_has(period: FigurePeriod) -> None:
    back = period
    for _ in range(PARTS[period.kind]):
        back = back.previous()
    assert back == period.previous_year()
    assert back.kind is period.kind


def test_the_end_of_february_a_year_before_a_leap_year_is_the_28th() -> None:
    assert str(parse("2028-02-29").previous_year()) == "2027-02-28"


@pytest.mark.parametrize("code", ["2026-01", "2026-02", "2026-01/2026-01"])
def test_january_and_february_are_not_published_by_themselves(code: str) -> None:
    assert not parse(code).is_published


@pytest.mark.parametrize(
    "code", ["2026-03", "2026-01/2026-02", "2026-01-31", "2026-02-28", "2026", "2026H1", "2026Q1"]
)
def test_both_together_and_all_else_are_published(code: str) -> None:
    assert parse(code).is_published


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026-01/2026-03", "2026-01/2026-02"),
        ("2026-01/2026-02", "2025-01/2025-12"),
        ("2026-03", "2025-12"),
        ("2026-04", "2026-03"),
        ("2026-02-28", "2026-01-31"),
        ("2026Q1", "2025Q4"),
    ],
)
def test_the_published_one_before_january_to_february_is_the_year_before(
    code: str, before: str
) -> None:
    assert str(parse(code).previous_published()) == before


def test_a_month_and_its_year_to_date_find_each_other() -> None:
    assert parse("2026-09").year_to_date() == parse("2026-01/2026-09")
    assert parse("2026-01/2026-09").alone() == parse("2026-09")
    assert parse("2026Q3").year_to_date() == parse("2026Q1/2026Q3")
    assert parse("2026Q1/2026Q3").alone() == parse("2026Q3")


def test_what_is_alone_or_to_date_already_stays() -> None:
    assert parse("2026-09").alone() == parse("2026-09")
    assert parse("2026-01/2026-09").year_to_date() == parse("2026-01/2026-09")


@pytest.mark.parametrize("code", ["2026", "2026H1", "2026-09-30"])
def test_a_year_a_half_and_a_months_end_have_no_year_to_date(code: str) -> None:
    with pytest.raises(UserError, match="neither a month nor a quarter"):
        parse(code).year_to_date()


@pytest.mark.parametrize(
    ("code", "elapsed"),
    [
        ("2026-10", Fraction(5, 6)),
        ("2026-01/2026-10", Fraction(5, 6)),
        ("2026-10-31", Fraction(5, 6)),
        ("2026Q1", Fraction(1, 4)),
        ("2026Q1/2026Q3", Fraction(3, 4)),
        ("2026H1", Fraction(1, 2)),
        ("2026", Fraction(1)),
    ],
)
def test_the_time_elapsed_is_exact(code: str, elapsed: Fraction) -> None:
    assert parse(code).elapsed == elapsed


@given(figure_periods())
def test_the_days_are_those_of_its_period(period: FigurePeriod) -> None:
    assert (period.period.first, period.period.last) == (period.first, period.last)


@given(figure_periods())
def test_the_way_over_days_keeps_the_days(period: FigurePeriod) -> None:
    assert FigurePeriod.from_period(period.period).period == period.period


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ("2026", "2026"),
        ("2026-09", "2026-09"),
        ("2026-01/2026-09", "2026-01/2026-09"),
        ("2026-01/2026-06", "2026-01/2026-06"),
        ("2026-04/2026-06", "2026Q2"),
        ("2026-10/2026-12", "2026Q4"),
        ("2026-07/2026-12", "2026H2"),
        ("2026-09-30", "2026-09-30"),
    ],
)
def test_a_period_of_a_report_becomes_one_of_figures(days: str, code: str) -> None:
    assert str(FigurePeriod.from_period(Period.parse(days))) == code


@pytest.mark.parametrize(
    "days",
    ["2021/2025", "2026-02/2026-03", "2025-07/2026-06", "2026-03/2026-05", "2026-05/2026-12"],
)
def test_days_without_a_figure_are_refused(days: str) -> None:
    with pytest.raises(UserError, match="no figure is published for the period"):
        FigurePeriod.from_period(Period.parse(days))


def test_days_within_a_month_are_refused() -> None:
    with pytest.raises(UserError, match="no figure is published"):
        FigurePeriod.from_period(Period(date(2026, 9, 1), date(2026, 9, 30), Precision.DAY))
    with pytest.raises(UserError, match="is no month's end"):
        FigurePeriod.from_period(Period.parse("2026-09-15"))


def test_periods_stand_in_the_order_of_their_ends() -> None:
    codes = ["2026-01", "2026-01/2026-02", "2026-02", "2026Q1", "2026-03-31", "2026H1", "2026"]
    assert [str(p) for p in sorted(map(parse, reversed(codes)))] == codes


@given(figure_periods(), figure_periods())
def test_the_order_leaves_no_two_undecided(a: FigurePeriod, b: FigurePeriod) -> None:
    assert (a < b) + (b < a) + (a == b) == 1
