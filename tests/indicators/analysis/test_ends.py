"""Which month a sheet may expect of a figure, which came before it, and when it is due."""

from __future__ import annotations

from datetime import date

import pytest

from tashan.indicators.analysis.ends import End, due, expected, previous
from tashan.mechanisms.library import library

SEPTEMBER = End(2026, 9)


@pytest.mark.parametrize(
    ("code", "sheet", "end"),
    [
        ("retail_sales", End(2026, 9), End(2026, 9)),
        ("services_revenue", End(2026, 9), End(2026, 8)),  # a month later than the others
        ("grp", End(2026, 8), End(2026, 6)),
        ("grp", End(2026, 9), End(2026, 9)),
        ("retail_sales", End(2026, 1), End(2025, 12)),  # January is never alone
        ("general_budget_revenue", End(2026, 1), End(2026, 1)),
        ("services_revenue", End(2026, 2), End(2025, 12)),
        ("energy_use", End(2026, 9), End(2025, 12)),
    ],
)
def test_a_sheet_expects_what_can_be_out(code: str, sheet: End, end: End) -> None:
    assert expected(library().indicators[code], sheet) == end


@pytest.mark.parametrize(
    ("code", "end", "before"),
    [
        ("retail_sales", End(2026, 9), End(2026, 8)),
        ("retail_sales", End(2026, 2), End(2025, 12)),
        ("grp", End(2026, 9), End(2026, 6)),
        ("grp", End(2026, 3), End(2025, 12)),
        ("deposits", End(2026, 1), End(2025, 12)),
    ],
)
def test_the_end_before_is_the_one_published_before(code: str, end: End, before: End) -> None:
    assert previous(library().indicators[code], end) == before


def test_a_figure_is_due_in_the_month_after_and_later_by_its_lag() -> None:
    known = library().indicators
    assert due(known["retail_sales"], SEPTEMBER) == End(2026, 10)
    assert due(known["services_revenue"], End(2026, 12)) == End(2027, 2)


def test_an_end_is_the_last_day_of_its_month() -> None:
    assert End(2024, 2).last == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-9", "0000-01", "2026-09-30", "²026-01"]
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert End.parse(text) is None


def test_a_month_is_read_as_it_is_written() -> None:
    assert End.parse(str(SEPTEMBER)) == SEPTEMBER
