"""The days of a period, counted back from the day of the run."""

from __future__ import annotations

from datetime import date

import pytest

from tashan.mechanisms.rules.nodes import Figure
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.periods import days_of, months_of

LEAP = date(2024, 2, 29)


def figure(period: str) -> Figure:
    found = parse(f"x[{period}]")
    assert isinstance(found, Figure)
    return found


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("this_year", "2024-01-01/2024-12-31"),
        ("last_year", "2023-01-01/2023-12-31"),
        ("year_before_last", "2022-01-01/2022-12-31"),
        ("last_month", "2024-01-01/2024-01-31"),
        ("last_quarter", "2023-10-01/2023-12-31"),
        ("last_6_months", "2023-08-01/2024-01-31"),
        ("last_14_months", "2022-12-01/2024-01-31"),
        ("2021", "2021-01-01/2021-12-31"),
    ],
)
def test_a_period_is_whole_months(period: str, days: str) -> None:
    assert str(days_of(figure(period), LEAP)) == days


def test_february_ends_with_its_year() -> None:
    assert str(days_of(figure("last_month"), date(2024, 3, 1))) == "2024-02-01/2024-02-29"
    now = days_of(figure("last_month"), date(2024, 3, 1))
    assert str(now.year_before) == "2023-02-01/2023-02-28"


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 4, 1), date(2026, 12, 31)])
@pytest.mark.parametrize("period", ["last_month", "last_quarter", "last_9_months", "last_year"])
def test_a_period_has_the_months_that_its_name_says(period: str, day: date) -> None:
    days = days_of(figure(period), day)
    assert days.months == months_of(figure(period))
    assert days.last < day
