"""Growth in per cent, change in points, averages, and the published rate beside our own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.derived import Reason
from tashan.indicators.growth import (
    annual_growth,
    check_published,
    growth,
    points,
    two_year_average,
)

D = Decimal
LEVELS = st.decimals("0.01", "1000000", places=2)
RATES = st.decimals("-50", "100", places=1)


def test_growth_is_in_per_cent_of_the_base() -> None:
    assert growth(D("106.5"), D(100)).value == D("6.5")


def test_growth_down_to_zero_is_a_fall_by_a_hundred() -> None:
    assert growth(D(0), D(80)).value == -100


def test_growth_of_nothing_is_zero() -> None:
    assert growth(D(80), D(80)).value == 0


@pytest.mark.parametrize("base", ["0", "-3.2"])
def test_growth_on_a_zero_or_negative_base_has_no_base(base: str) -> None:
    found = growth(D(5), D(base))
    assert (found.value, found.reason) == (None, Reason.NO_BASE)


def test_growth_on_an_unknown_base_is_unknown_and_not_zero() -> None:
    assert growth(D(5), None).reason is Reason.UNKNOWN_BASE


def test_growth_of_an_unknown_figure_is_unknown() -> None:
    assert growth(None, D(5)).reason is Reason.UNKNOWN_VALUE


def test_a_zero_base_is_no_base_whatever_came_after() -> None:
    assert growth(None, D(0)).reason is Reason.NO_BASE


@given(LEVELS, LEVELS)
def test_growth_leads_from_the_base_to_the_figure(now: Decimal, before: Decimal) -> None:
    found = growth(now, before).value
    assert found is not None
    assert abs(before * (1 + found / 100) - now) < D("1e-15")


def test_a_rate_moves_by_points_and_not_by_per_cent() -> None:
    assert points(D("5.5"), D("5.0")).value == D("0.5")


def test_a_rate_moves_by_points_from_a_negative_base_too() -> None:
    assert points(D("-3.1"), D("-8.4")).value == D("5.3")


def test_points_from_or_to_an_unknown_rate_are_unknown() -> None:
    assert points(D(1), None).reason is Reason.UNKNOWN_BASE
    assert points(None, D(1)).reason is Reason.UNKNOWN_VALUE


def test_the_average_of_two_years_is_geometric() -> None:
    found = two_year_average(D(-10), D(30))
    assert found.rounded(2) == D("8.17")  # and not the 10 of the mean


def test_the_average_of_two_equal_years_is_that_growth() -> None:
    assert two_year_average(D("6.5"), D("6.5")).value == D("6.5")


@pytest.mark.parametrize(("first", "second"), [(-120, 5), (5, -120), (-100, 5), (-120, -120)])
def test_the_average_has_no_base_where_a_year_ends_below_zero(first: int, second: int) -> None:
    assert two_year_average(D(first), D(second)).reason is Reason.NO_BASE


def test_the_average_over_a_second_year_down_to_zero_is_a_fall_by_a_hundred() -> None:
    assert two_year_average(D(5), D(-100)).value == -100


@pytest.mark.parametrize(("first", "second"), [(None, D(5)), (D(5), None), (None, None)])
def test_the_average_with_an_unknown_year_is_unknown(
    first: Decimal | None, second: Decimal | None
) -> None:
    assert two_year_average(first, second).reason is Reason.UNKNOWN_GROWTH


@given(RATES, RATES)
def test_the_average_lies_between_the_two_years(first: Decimal, second: Decimal) -> None:
    found = two_year_average(first, second).value
    assert found is not None
    slack = D("1e-20")
    assert min(first, second) - slack <= found <= max(first, second) + slack


def test_annual_growth_doubles_in_ten_years_at_seven_per_cent() -> None:
    assert annual_growth(D(100), D(200), years=10).rounded(2) == D("7.18")


def test_annual_growth_over_one_year_is_growth() -> None:
    assert annual_growth(D(100), D("106.5"), years=1).value == D("6.5")


@given(LEVELS, LEVELS)
def test_annual_growth_over_two_years_is_the_two_year_average(
    first: Decimal, last: Decimal
) -> None:
    middle = (first + last) / 2
    one, two = growth(middle, first).value, growth(last, middle).value
    over = annual_growth(first, last, years=2).value
    averaged = two_year_average(one, two).value
    assert over is not None
    assert averaged is not None
    assert abs(over - averaged) < D("1e-12") * max(D(1), abs(over))


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (D(0), D(5), Reason.NO_BASE),
        (D(-1), D(5), Reason.NO_BASE),
        (D(5), D(-1), Reason.NO_BASE),
        (None, D(5), Reason.UNKNOWN_BASE),
        (D(5), None, Reason.UNKNOWN_VALUE),
    ],
)
def test_annual_growth_says_why_it_is_unknown(
    first: Decimal | None, last: Decimal | None, reason: Reason
) -> None:
    assert annual_growth(first, last, years=5).reason is reason


def test_annual_growth_down_to_zero_is_a_fall_by_a_hundred() -> None:
    assert annual_growth(D(5), D(0), years=5).value == -100


def test_annual_growth_needs_a_year() -> None:
    with pytest.raises(ValueError, match="one year or more"):
        annual_growth(D(1), D(2), years=0)


@pytest.mark.parametrize(
    ("published", "agrees"),
    [("6.5", True), ("6.55", True), ("6.45", True), ("6.56", False), ("6.4", False)],
)
def test_a_published_rate_agrees_within_half_a_tenth_of_a_point(
    published: str, agrees: bool
) -> None:
    assert check_published(D(published), now=D("106.5"), before=D(100)).agrees is agrees


def test_a_published_rate_that_differs_is_kept_beside_the_recomputed_one() -> None:
    found = check_published(D("7.0"), now=D("106.5"), before=D(100))
    assert (found.published, found.recomputed.value) == (D("7.0"), D("6.5"))
    assert found.difference.value == D("0.5")


def test_a_published_rate_without_a_base_is_neither_right_nor_wrong() -> None:
    found = check_published(D("7.0"), now=D(5), before=D(0))
    assert (found.agrees, found.difference.reason) == (None, Reason.NO_BASE)


def test_the_tolerance_can_be_stated_otherwise() -> None:
    found = check_published(D("7.0"), now=D("106.5"), before=D(100), tolerance=D("0.5"))
    assert found.agrees
