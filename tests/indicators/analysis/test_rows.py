"""A row shows its own newest period, what follows from it, and why something is not there."""

from __future__ import annotations

from decimal import Decimal

from tests.indicators.analysis.made import OCTOBER, made, series

from tashan.base.periods import FigurePeriod
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.rows import Absence
from tashan.indicators.derived import Reason
from tashan.indicators.models import Holder

RETAIL = {"2025-08": "64.0", "2025-09": "73.0", "2026-08": "67.2", "2026-09": "76.9"}


def test_a_month_by_itself_is_the_run_less_the_run_before() -> None:
    assert made("retail_sales", RETAIL).month.value == Decimal("9.7")


def test_january_and_february_together_are_no_single_month() -> None:
    row = made("retail_sales", {"2026-02": "17.0"}, sheet=End(2026, 2))
    assert row.month.reason is Reason.JOINT_MONTHS


def test_growth_is_the_published_one_where_there_is_one() -> None:
    assert made("retail_sales", RETAIL, {"2026-09": "5.3"}).rate.value == Decimal("5.3")


def test_growth_is_worked_out_where_none_is_published_and_prices_are_alike() -> None:
    assert made("retail_sales", RETAIL).rate.value == Decimal("5.3")


def test_growth_at_constant_prices_is_never_worked_out_from_current_ones() -> None:
    row = made("grp", {"2025-09": "200", "2026-09": "212"})
    assert row.rate.reason is Reason.UNKNOWN_GROWTH


def test_a_published_rate_within_half_a_decimal_agrees() -> None:
    assert not made("retail_sales", RETAIL, {"2026-09": "5.3"}).is_mismatch


def test_a_published_rate_farther_off_is_marked() -> None:
    assert made("retail_sales", RETAIL, {"2026-09": "5.8"}).is_mismatch


def test_a_rate_at_other_prices_is_not_checked() -> None:
    row = made("grp", {"2025-09": "200", "2026-09": "212"}, {"2026-09": "5.1"})
    assert row.check is None


def test_a_change_is_held_against_the_period_before_in_its_series() -> None:
    row = made("grp", {}, {"2026-06": "5.8", "2026-09": "6.1"})
    assert row.change.value == Decimal("0.3")
    assert row.period_before == FigurePeriod.parse("2026Q1/2026Q2")


def test_what_has_no_period_before_has_no_change() -> None:
    assert made("grp", {}, {"2026-09": "6.1"}).change.reason is Reason.UNKNOWN_BASE


def test_growth_on_a_base_of_nought_has_no_base() -> None:
    row = made("fdi_utilised", {"2025-09": "0", "2026-09": "120"})
    assert row.rate.reason is Reason.NO_BASE


def test_the_two_year_average_is_of_both_years_growth() -> None:
    row = made("retail_sales", {}, {"2025-09": "4.0", "2026-09": "6.0"})
    assert row.two_years.rounded(1) == Decimal("5.0")


def test_it_grows_faster_than_a_year_ago_or_not_or_it_is_not_known() -> None:
    faster = made("retail_sales", {}, {"2025-09": "4.0", "2026-09": "6.0"})
    slower = made("retail_sales", {}, {"2025-09": "6.0", "2026-09": "6.0"})
    unknown = made("retail_sales", {}, {"2026-09": "6.0"})
    assert [row.is_faster for row in (faster, slower, unknown)] == [True, False, None]


def test_a_share_moves_in_points_and_has_no_growth() -> None:
    row = made("tax_share", {"2025-09": "70.1", "2026-09": "71.3"})
    assert row.on_year.value == Decimal("1.2")
    assert row.rate.reason is Reason.UNKNOWN_GROWTH


def test_a_stock_is_held_against_the_new_year() -> None:
    row = made("deposits", {"2025-12": "459.6", "2026-09": "484.9"})
    assert row.since_new_year.value == Decimal("25.3")


def test_a_run_that_falls_is_found() -> None:
    row = made("retail_sales", {"2026-08": "67.2", "2026-09": "66.0"})
    assert row.fall is not None
    assert row.fall.earlier_month == 8


def test_services_come_a_month_late_and_nothing_is_missing() -> None:
    row = made("services_revenue", {"2026-07": "22.0", "2026-08": "25.1"})
    assert row.end == End(2026, 8)
    assert row.missing is None


def test_a_later_figure_than_the_sheet_is_not_shown() -> None:
    assert made("retail_sales", {**RETAIL, "2026-10": "85"}).end == End(2026, 9)


def test_what_is_not_out_yet_is_due_and_the_older_figure_says_its_period() -> None:
    row = made("retail_sales", {"2026-08": "67.2"})
    assert row.missing is not None
    assert (row.missing.absence, row.missing.due) == (Absence.NOT_YET, OCTOBER)
    assert row.period == FigurePeriod.parse("2026-01/2026-08")


def test_what_should_be_out_is_not_reported() -> None:
    row = made("retail_sales", {"2026-08": "67.2"}, on=End(2026, 11))
    assert row.missing is not None
    assert row.missing.absence is Absence.NOT_REPORTED


def test_what_nobody_told_is_missing_and_never_nought() -> None:
    row = made("retail_sales")
    assert row.figure is None
    assert row.missing is not None
    assert row.missing.period == FigurePeriod.parse("2026-01/2026-09")


def test_an_offices_figure_stands_beside_the_statistics_offices() -> None:
    theirs = series("retail_sales", {"2026-09": "80.0"}, holder=Holder.OFFICE)
    row = made("retail_sales", RETAIL, others=(theirs,))
    assert row.level is not None
    assert row.level.value == Decimal("76.9")
    assert [line.holder for line in row.beside] == [Holder.OFFICE]


def test_an_offices_figure_never_takes_the_place_of_the_statistics_offices() -> None:
    theirs = series("retail_sales", {"2026-09": "80.0"}, holder=Holder.OFFICE)
    row = made("retail_sales", others=(theirs,))
    assert row.figure is None
    assert len(row.beside) == 1


def test_what_an_office_keeps_in_its_own_books_is_its_own_figure() -> None:
    theirs = series("new_urban_jobs", {"2026-09": "2312"}, holder=Holder.OFFICE)
    row = made("new_urban_jobs", others=(theirs,))
    assert row.level is not None
    assert row.series is theirs
