"""A target against the time that has passed, in percentage points."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.errors import UserError
from tashan.indicators.derived import Reason
from tashan.indicators.progress import (
    Aim,
    Curve,
    CurveKind,
    Target,
    completion,
    days_elapsed,
    progress,
    way_gone,
)

D = Decimal
FLOW = Target(D(120))
CEILING = Target(D(200), Aim.AT_MOST)
SLOW_START = {m: D(m) for m in range(1, 12)} | {12: D(100)}


def test_an_even_curve_plans_a_twelfth_a_month() -> None:
    assert round(Curve.even().planned(10), 1) == D("83.3")


def test_an_even_curve_of_five_years_plans_a_sixtieth_a_month() -> None:
    assert Curve.even(length=60).planned(12) == 20


def test_a_monthly_curve_plans_its_points() -> None:
    curve = Curve.monthly(SLOW_START)
    assert [curve.planned(month) for month in (1, 11, 12)] == [1, 11, 100]


def test_a_stepped_curve_holds_until_the_next_step() -> None:
    curve = Curve.stepped({3: D(20), 6: D(50), 12: D(100)})
    assert [curve.planned(m) for m in (2, 3, 5, 6, 11, 12)] == [0, 20, 20, 50, 50, 100]


@pytest.mark.parametrize(
    "curve",
    [Curve.even(), Curve.monthly(SLOW_START), Curve.stepped({4: D(40), 9: D(100)})],
    ids=lambda curve: str(curve.kind),
)
def test_every_curve_rises_from_nothing_to_a_hundred(curve: Curve) -> None:
    planned = [curve.planned(month) for month in range(13)]
    assert planned == sorted(planned)
    assert (planned[0], planned[-1]) == (0, 100)


@given(st.dictionaries(st.integers(1, 12), st.decimals("0", "100", places=1), min_size=1))
def test_steps_in_any_order_make_a_rising_curve(steps: dict[int, Decimal]) -> None:
    shares = sorted(steps.values())
    shares[-1] = D(100)
    curve = Curve.stepped(dict(zip(sorted(steps), shares, strict=True)))
    planned = [curve.planned(month) for month in range(13)]
    assert planned == sorted(planned)


@pytest.mark.parametrize("month", [-1, 13])
def test_a_curve_knows_only_its_term(month: int) -> None:
    with pytest.raises(ValueError, match="outside a term"):
        Curve.even().planned(month)


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ({6: D(50), 12: D(90)}, "ends at 90"),
        ({6: D(50), 9: D(40), 12: D(100)}, "falls from 50 % to 40 %"),
        ({6: D(-5), 12: D(100)}, "begins at -5 %"),
        ({6: D(50), 13: D(100)}, "not in order within 1 to 12"),
        ({0: D(50), 12: D(100)}, "not in order within 1 to 12"),
        ({6: D(120), 12: D(100)}, "falls from 120 % to 100 %"),
        ({}, "ends at nothing"),
    ],
)
def test_a_curve_that_is_none_is_refused(points: dict[int, Decimal], told: str) -> None:
    with pytest.raises(UserError, match=told):
        Curve.stepped(points)


def test_a_monthly_curve_without_a_month_is_refused_with_the_month() -> None:
    with pytest.raises(UserError, match="no point for month 2, 3"):
        Curve.monthly({m: s for m, s in SLOW_START.items() if m not in (2, 3)})


def test_a_month_given_twice_is_refused() -> None:
    with pytest.raises(UserError, match="not in order"):
        Curve(CurveKind.STEPPED, ((6, D(50)), (6, D(60)), (12, D(100))))


def test_an_even_curve_with_points_is_refused() -> None:
    with pytest.raises(UserError, match="an even curve has no points"):
        Curve(CurveKind.EVEN, ((12, D(100)),))


def test_a_curve_of_no_months_is_refused() -> None:
    with pytest.raises(UserError, match="too short"):
        Curve.even(length=0)


@pytest.mark.parametrize(("day", "share"), [(0, 1), (49, 50), (99, 100), (150, 100), (-5, 0)])
def test_days_elapsed_count_the_day_itself(day: int, share: int) -> None:
    first = date(2026, 1, 1)
    last = first + timedelta(days=99)
    assert days_elapsed(first + timedelta(days=day), first=first, last=last) == share


def test_a_term_ends_after_it_begins() -> None:
    day = date(2026, 1, 1)
    with pytest.raises(ValueError, match="ends before it begins"):
        days_elapsed(day, first=day, last=date(2025, 12, 31))


def test_progress_is_completion_less_the_share_planned() -> None:
    found = progress(D(90), FLOW, planned=Curve.even().planned(10))
    assert found.share.value == 75
    assert found.difference.rounded(1) == D("-8.3")


def test_more_than_the_target_is_more_than_a_hundred() -> None:
    assert completion(D(150), FLOW).value == 125


def test_nothing_done_is_zero_and_not_unknown() -> None:
    assert progress(D(0), FLOW, planned=D(50)).difference.value == -50


def test_an_unknown_figure_has_unknown_progress_and_not_zero() -> None:
    found = progress(None, FLOW, planned=D(50))
    assert (found.share.reason, found.difference.reason) == (Reason.UNKNOWN_VALUE,) * 2


@pytest.mark.parametrize("target", [0, -4])
def test_completion_of_a_target_of_zero_or_less_has_no_base(target: int) -> None:
    assert completion(D(3), Target(D(target))).reason is Reason.NO_BASE


def test_a_ceiling_used_slower_than_planned_is_ahead() -> None:
    found = progress(D(80), CEILING, planned=D(50))
    assert (found.share.value, found.difference.value) == (40, 10)


def test_a_ceiling_used_faster_than_planned_is_behind() -> None:
    assert progress(D(120), CEILING, planned=D(50)).difference.value == -10


def test_a_level_under_its_ceiling_is_held_against_the_whole_of_it() -> None:
    always = Curve.stepped({1: D(100)})
    assert progress(D(190), CEILING, planned=always.planned(3)).difference.value == 5


@pytest.mark.parametrize(("actual", "complete"), [(200, 100), (210, 95), (190, 105)])
def test_completion_of_a_ceiling_is_mirrored(actual: int, complete: int) -> None:
    assert completion(D(actual), CEILING).value == complete


def test_a_rate_is_held_against_its_target_in_points() -> None:
    found = progress(D("6.1"), Target(D("6.5"), is_rate=True), planned=D(50))
    assert found.difference.value == D("-0.4")
    assert (found.share.reason, found.planned) == (Reason.RATE_TARGET, None)


def test_a_rate_under_its_ceiling_is_ahead_in_points() -> None:
    rate = Target(D(3), Aim.AT_MOST, is_rate=True)
    assert progress(D("2.2"), rate, planned=D(50)).difference.value == D("0.8")


def test_an_unknown_rate_is_neither_ahead_nor_behind() -> None:
    found = progress(None, Target(D(3), is_rate=True), planned=D(50))
    assert found.difference.reason is Reason.UNKNOWN_VALUE


def test_a_rate_of_zero_may_be_a_target() -> None:
    assert progress(D(1), Target(D(0), is_rate=True), planned=D(9)).difference.value == 1


def test_a_rate_has_no_completion() -> None:
    assert completion(D("6.5"), Target(D("6.5"), is_rate=True)).reason is Reason.RATE_TARGET


@pytest.mark.parametrize(("start", "target", "actual"), [(50, 60, 55), (60, 50, 55)])
def test_the_way_gone_counts_upwards_and_downwards(start: int, target: int, actual: int) -> None:
    assert way_gone(D(actual), start=D(start), target=D(target)).value == 50


def test_a_step_back_is_less_than_nothing_of_the_way() -> None:
    assert way_gone(D(49), start=D(50), target=D(60)).value == -10


def test_no_way_to_go_has_no_share() -> None:
    assert way_gone(D(50), start=D(50), target=D(50)).reason is Reason.NO_CHANGE


def test_the_way_to_an_unknown_place_is_unknown() -> None:
    assert way_gone(None, start=D(50), target=D(60)).reason is Reason.UNKNOWN_VALUE


def test_a_fall_that_is_wanted_is_ahead_when_it_is_faster_than_planned() -> None:
    falling = Target(D(50), Aim.AT_MOST, start=D(60))
    assert progress(D(54), falling, planned=D(50)).difference.value == 10
    assert completion(D(54), falling).value == 60


@given(
    st.decimals("0", "300", places=1),
    st.decimals("1", "300", places=1),
    st.decimals("0", "100", places=1),
    st.sampled_from(Aim),
)
def test_just_as_planned_is_no_difference_and_ahead_is_above_zero(
    actual: Decimal, target: Decimal, planned: Decimal, aim: Aim
) -> None:
    found = progress(actual, Target(target, aim), planned=planned)
    assert found.share.value is not None
    assert found.difference.value is not None
    is_ahead = found.share.value > planned if aim is Aim.AT_LEAST else found.share.value < planned
    assert (found.difference.value > 0) == is_ahead
