from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.dates import Period, Precision, add_months
from tashan.base.errors import UserError


def test_a_month_after_31_january_is_the_last_of_february() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_a_month_after_31_january_in_a_leap_year_is_the_29th() -> None:
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)


def test_months_may_go_back_over_the_new_year() -> None:
    assert add_months(date(2026, 1, 15), -2) == date(2025, 11, 15)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-300, 300))
def test_adding_months_never_leaves_the_month_meant(day: date, months: int) -> None:
    got = add_months(day, months)
    assert (got.year * 12 + got.month) - (day.year * 12 + day.month) == months


@pytest.mark.parametrize(
    "text",
    ["2009", "2021/2025", "2010-03", "2010-01/2010-10", "2014-07-27/2014-07-28", "2016-02-29"],
)
def test_a_period_is_written_as_it_was_read(text: str) -> None:
    assert str(Period.parse(text)) == text


def test_a_month_ends_with_its_last_day() -> None:
    assert Period.parse("2016-02").last == date(2016, 2, 29)


@pytest.mark.parametrize("text", ["", "2010-1", "去年", "2009/2010/2011", "2010/2011-03"])
def test_what_is_no_period_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(UserError, match="Expected"):
        Period.parse(text)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UserError, match="names no day"):
        Period.parse("2015-02-29")


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UserError, match="ends before it begins"):
        Period.parse("2011/2010")


def test_a_day_stands_in_its_year() -> None:
    assert date(2009, 12, 31) in Period.year(2009)
    assert date(2010, 1, 1) not in Period.year(2009)


def test_periods_that_share_a_day_overlap() -> None:
    assert Period.parse("2010-01/2010-10").overlaps(Period.parse("2010-10-31"))
    assert not Period.parse("2009").overlaps(Period.parse("2010"))


def test_months_of_a_year_have_the_precision_of_a_month() -> None:
    assert Period.months(2010, first=1, last=9).precision is Precision.MONTH
