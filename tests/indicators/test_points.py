"""Rates meet in straight lines, by points a year."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.derived import Reason
from tashan.indicators.gaps import Pace
from tashan.indicators.points import annual_points, catch_up_by_points, points_needed
from tashan.indicators.ranks import Direction

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
rates = st.decimals(0, 100, places=1)
paces = st.decimals(-5, 5, places=1)


def test_points_a_year_are_the_way_over_the_years() -> None:
    assert annual_points(D("41.1"), D("62.4"), years=3).value == D("7.1")


def test_points_from_an_unknown_rate_are_unknown() -> None:
    assert annual_points(None, D(5), years=3).reason is Reason.UNKNOWN_BASE


def test_no_points_are_taken_over_no_year() -> None:
    with pytest.raises(ValueError, match="one year or more"):
        annual_points(D(1), D(2), years=0)


def test_two_rates_meet_where_their_lines_cross() -> None:
    found = catch_up_by_points(Pace(D("62.4"), D("7.1")), Pace(D("71.8"), D("2.8")), HIGHER)
    assert found.years.rounded(1) == D("2.2")
    assert found.crossing is not None
    assert found.crossing.whole_years == 3


def test_a_rate_from_zero_has_a_way_up() -> None:
    found = catch_up_by_points(Pace(D(0), D(2)), Pace(D(4), D(0)), HIGHER)
    assert found.years.value == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "direction", "reason"),
    [
        (Pace(D(5), D(1)), Pace(D(4), D(9)), HIGHER, Reason.ALREADY_THERE),
        (Pace(D(4), D(1)), Pace(D(5), D(9)), LOWER, Reason.ALREADY_THERE),
        (Pace(D(4), D(1)), Pace(D(5), D(2)), HIGHER, Reason.WIDENING),
        (Pace(D(4), D(1)), Pace(D(5), D(1)), HIGHER, Reason.EQUAL_GROWTH),
        (Pace(D(4), None), Pace(D(5), D(1)), HIGHER, Reason.UNKNOWN_GROWTH),
        (Pace(None, D(1)), Pace(D(5), D(1)), HIGHER, Reason.UNKNOWN_VALUE),
    ],
)
def test_why_two_rates_never_meet(
    ours: Pace, theirs: Pace, direction: Direction, reason: Reason
) -> None:
    assert catch_up_by_points(ours, theirs, direction).years.reason is reason


def test_a_meeting_too_far_off_is_told_and_not_drawn() -> None:
    found = catch_up_by_points(Pace(D(0), D("0.1")), Pace(D(50), D(0)), HIGHER)
    assert (found.years.value, found.crossing) == (500, None)


@given(rates, rates, paces, st.integers(1, 20))
def test_the_points_needed_bring_us_level_in_exactly_those_years(
    ours: D, theirs: D, pace: D, years: int
) -> None:
    needed = points_needed(ours, Pace(theirs, pace), HIGHER, years=years)
    if needed.value is not None:
        gap = ours + needed.value * years - (theirs + pace * years)
        assert abs(gap) < D("1e-20")
    else:
        assert ours >= theirs


def test_nothing_is_needed_of_who_is_ahead() -> None:
    needed = points_needed(D(5), Pace(D(4), D(1)), HIGHER, years=5)
    assert needed.reason is Reason.ALREADY_THERE
