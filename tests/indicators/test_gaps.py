"""Gap, ratio, spread, and the years to catch up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.derived import Reason
from tashan.indicators.gaps import Pace, Spread, catch_up, gap, growth_needed, ratio, spread
from tashan.indicators.ranks import Direction

D = Decimal
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
LEVELS = st.decimals("1", "10000", places=1)
RATES = st.decimals("-20", "40", places=1)


def test_the_gap_is_ours_less_theirs() -> None:
    assert gap(D(203), D(548)).value == -345


@pytest.mark.parametrize(("ours", "theirs"), [(None, D(1)), (D(1), None)])
def test_the_gap_to_an_unknown_figure_is_unknown(
    ours: Decimal | None, theirs: Decimal | None
) -> None:
    assert gap(ours, theirs).reason is Reason.UNKNOWN_VALUE


def test_the_ratio_is_ours_as_a_multiple_of_theirs() -> None:
    assert ratio(D(3), D(4)).value == D("0.75")


@pytest.mark.parametrize("theirs", [0, -2])
def test_the_ratio_to_zero_or_less_has_no_base(theirs: int) -> None:
    assert ratio(D(3), D(theirs)).reason is Reason.NO_BASE


def test_the_ratio_with_an_unknown_figure_is_unknown() -> None:
    assert ratio(None, D(4)).reason is Reason.UNKNOWN_VALUE
    assert ratio(D(4), None).reason is Reason.UNKNOWN_BASE


def test_the_spread_has_quartiles_on_the_line_between_neighbours() -> None:
    found = spread([D(1), D(2), D(3), D(4)])
    assert found == Spread(D(1), D("1.75"), D("2.5"), D("3.25"), D(4), known=4, unknown=0)


def test_the_spread_counts_the_unknown_and_leaves_them_out() -> None:
    found = spread([None, D(5), None])
    assert found == Spread(D(5), D(5), D(5), D(5), D(5), known=1, unknown=2)


def test_nothing_known_has_no_spread() -> None:
    assert spread([None]) is None
    assert spread([]) is None


@given(st.lists(LEVELS, min_size=1, max_size=20))
def test_the_five_figures_of_a_spread_are_in_order(values: list[Decimal]) -> None:
    found = spread(values)
    assert found is not None
    five = [found.least, found.lower_quartile, found.median, found.upper_quartile, found.most]
    assert five == sorted(five)
    assert (five[0], five[-1]) == (min(values), max(values))


def test_the_slower_leader_is_caught_up_with() -> None:
    found = catch_up(Pace(D(100), D(10)), Pace(D(121), D(0)), HIGHER)
    assert found.years.value == 2


def test_the_lines_cross_where_the_figures_are_level() -> None:
    found = catch_up(Pace(D(100), D(10)), Pace(D(120), D(0)), HIGHER).crossing
    assert found is not None
    assert (found.whole_years, round(found.value, 9)) == (2, 120)


def test_a_whole_number_of_years_is_not_rounded_up_to_the_next() -> None:
    found = catch_up(Pace(D(100), D(10)), Pace(D(121), D(0)), HIGHER).crossing
    assert found is not None
    assert found.whole_years == 2


def test_where_lower_is_better_the_faster_fall_catches_up() -> None:
    found = catch_up(Pace(D(100), D(-10)), Pace(D(81), D(0)), LOWER)
    assert found.years.rounded(6) == 2


def test_both_may_fall_and_ours_the_less() -> None:
    found = catch_up(Pace(D(80), D(-1)), Pace(D(100), D(-5)), HIGHER)
    assert found.years.is_known


@pytest.mark.parametrize(
    ("ours", "theirs", "direction", "reason"),
    [
        (Pace(D(5), D(1)), Pace(D(4), D(9)), HIGHER, Reason.ALREADY_THERE),
        (Pace(D(5), D(1)), Pace(D(5), D(9)), HIGHER, Reason.ALREADY_THERE),
        (Pace(D(4), D(1)), Pace(D(5), D(9)), LOWER, Reason.ALREADY_THERE),
        (Pace(D(4), D(3)), Pace(D(5), D(3)), HIGHER, Reason.EQUAL_GROWTH),
        (Pace(D(4), D(2)), Pace(D(5), D(3)), HIGHER, Reason.WIDENING),
        (Pace(D(5), D(3)), Pace(D(4), D(2)), LOWER, Reason.WIDENING),
        (Pace(D(4), None), Pace(D(5), D(3)), HIGHER, Reason.UNKNOWN_GROWTH),
        (Pace(D(4), D(3)), Pace(D(5), None), HIGHER, Reason.UNKNOWN_GROWTH),
        (Pace(None, D(3)), Pace(D(5), D(1)), HIGHER, Reason.UNKNOWN_VALUE),
        (Pace(D(4), D(3)), Pace(None, D(1)), HIGHER, Reason.UNKNOWN_VALUE),
        (Pace(D(0), D(3)), Pace(D(5), D(1)), HIGHER, Reason.NO_BASE),
        (Pace(D(-4), D(3)), Pace(D(5), D(1)), HIGHER, Reason.NO_BASE),
        (Pace(D(4), D(3)), Pace(D(5), D(-100)), HIGHER, Reason.NO_BASE),
    ],
)
def test_a_year_that_never_comes_has_its_reason(
    ours: Pace, theirs: Pace, direction: Direction, reason: Reason
) -> None:
    found = catch_up(ours, theirs, direction)
    assert (found.years.reason, found.crossing) == (reason, None)


def test_a_crossing_in_the_far_future_is_told_and_not_drawn() -> None:
    found = catch_up(Pace(D(1), D("3.0000001")), Pace(D(2), D(3)), HIGHER)
    assert (found.years.value or D(0)) > 1000
    assert found.crossing is None


@given(LEVELS, st.decimals("0.1", "900", places=1), RATES, st.decimals("0.1", "30", places=1))
def test_whoever_catches_up_is_level_after_those_years(
    lower: Decimal, apart: Decimal, slower: Decimal, faster_by: Decimal
) -> None:
    low, high = Pace(lower, slower + faster_by), Pace(lower + apart, slower)
    up, down = catch_up(low, high, HIGHER), catch_up(high, low, LOWER)
    assert up.years == down.years
    assert up.years.value is not None
    assert up.years.value > 0
    reached, goal = low.after(up.years.value), high.after(up.years.value)
    assert reached is not None
    assert goal is not None
    assert abs(reached / goal - 1) < D("1e-15")


@given(LEVELS, st.decimals("0.1", "900", places=1), RATES, st.integers(1, 50))
def test_the_growth_needed_brings_us_level_in_just_those_years(
    ours: Decimal, apart: Decimal, rate: Decimal, years: int
) -> None:
    theirs = Pace(ours + apart, rate)
    needed = growth_needed(ours, theirs, HIGHER, years=years)
    found = catch_up(Pace(ours, needed.value), theirs, HIGHER)
    assert found.years.rounded(9) == years


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        (D(5), Pace(D(4), D(1)), Reason.ALREADY_THERE),
        (None, Pace(D(4), D(1)), Reason.UNKNOWN_VALUE),
        (D(3), Pace(None, D(1)), Reason.UNKNOWN_VALUE),
        (D(3), Pace(D(4), None), Reason.UNKNOWN_GROWTH),
        (D(3), Pace(D(4), D(-100)), Reason.NO_BASE),
        (D(0), Pace(D(4), D(1)), Reason.NO_BASE),
    ],
)
def test_growth_that_is_not_needed_or_cannot_be_known_has_its_reason(
    ours: Decimal | None, theirs: Pace, reason: Reason
) -> None:
    assert growth_needed(ours, theirs, HIGHER, years=5).reason is reason


def test_catching_up_takes_a_year_at_least() -> None:
    with pytest.raises(ValueError, match="one year or more"):
        growth_needed(D(3), Pace(D(4), D(1)), HIGHER, years=0)


def test_a_pace_of_unknown_growth_leads_nowhere() -> None:
    assert Pace(D(1), None).after(D(3)) is None
    assert Pace(D(1), D(-150)).after(D(3)) is None
