"""Single months out of the year to date, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.errors import UserError
from tashan.indicators.cumulative import falls, month_figure, month_figures, year_to_date
from tashan.indicators.derived import Reason

D = Decimal
FIGURES = st.decimals("-1000000", "1000000", places=2)
# 1–2月 8, then 13, 20
JOINT = {2: D(8), 3: D(13), 4: D(20)}


def test_a_month_is_the_year_to_date_less_the_year_to_the_month_before() -> None:
    assert month_figure(JOINT, 4).value == 7


def test_march_is_the_year_to_march_less_january_and_february_together() -> None:
    assert month_figure(JOINT, 3).value == 5


@pytest.mark.parametrize("month", [1, 2])
def test_january_and_february_published_together_are_unknown_alone(month: int) -> None:
    assert month_figure(JOINT, month).reason is Reason.JOINT_MONTHS


def test_january_published_alone_is_a_month() -> None:
    alone = {1: D(3), 2: D(8)}
    assert [month_figure(alone, month).value for month in (1, 2)] == [3, 5]


def test_january_is_unknown_where_nothing_is_published() -> None:
    assert month_figure({}, 1).reason is Reason.UNKNOWN_VALUE


def test_a_month_after_a_missing_one_has_an_unknown_base() -> None:
    assert month_figure({2: D(8), 4: D(20)}, 4).reason is Reason.UNKNOWN_BASE


def test_a_month_that_is_not_out_yet_is_unknown_and_not_zero() -> None:
    assert month_figure(JOINT, 5).reason is Reason.UNKNOWN_VALUE


def test_a_month_entered_as_unknown_is_as_good_as_absent() -> None:
    assert month_figure({**JOINT, 5: None}, 5).reason is Reason.UNKNOWN_VALUE


@pytest.mark.parametrize("month", [0, 13])
def test_a_year_has_twelve_months(month: int) -> None:
    with pytest.raises(ValueError, match="not a month"):
        month_figure(JOINT, month)
    with pytest.raises(ValueError, match="not months of a year"):
        month_figure({month: D(1)}, 3)


def test_all_twelve_months_are_answered() -> None:
    assert list(month_figures(JOINT)) == list(range(1, 13))


def test_the_year_to_date_is_the_running_sum() -> None:
    found = year_to_date({1: D(3), 2: D(5), 3: D(5)})
    assert [found[month].value for month in (1, 2, 3)] == [3, 8, 13]


def test_the_year_to_date_is_unknown_from_the_first_unknown_month_on() -> None:
    found = year_to_date({1: D(3), 3: D(5)})
    assert [found[month].reason for month in (2, 3, 12)] == [Reason.UNKNOWN_PART] * 3


def test_the_year_to_date_may_begin_with_january_and_february_together() -> None:
    found = year_to_date({3: D(5), 4: D(7)}, first_two=D(8))
    assert [found[month].value for month in (2, 3, 4)] == [8, 13, 20]
    assert found[1].reason is Reason.JOINT_MONTHS


def test_a_joint_figure_completes_a_known_january() -> None:
    found = year_to_date({1: D(3), 3: D(5)}, first_two=D(8))
    assert [found[month].value for month in (1, 2, 3)] == [3, 8, 13]


def test_months_that_contradict_their_joint_figure_are_refused() -> None:
    with pytest.raises(UserError, match="do not add up to 9"):
        year_to_date({1: D(3), 2: D(5)}, first_two=D(9))


def test_months_that_agree_with_their_joint_figure_are_taken() -> None:
    assert year_to_date({1: D(3), 2: D(5)}, first_two=D(8))[2].value == 8


@given(st.lists(FIGURES, min_size=12, max_size=12))
def test_month_and_year_to_date_are_each_others_inverse(figures: list[Decimal]) -> None:
    months = dict(enumerate(figures, start=1))
    to_date = {month: found.value for month, found in year_to_date(months).items()}
    assert {month: found.value for month, found in month_figures(to_date).items()} == months


@given(st.lists(FIGURES, min_size=11, max_size=11))
def test_the_inverse_holds_without_a_january_of_its_own(figures: list[Decimal]) -> None:
    joint, later = figures[0], dict(enumerate(figures[1:], start=3))
    to_date = {month: f.value for month, f in year_to_date(later, first_two=joint).items()}
    found = month_figures(to_date)
    assert to_date[2] == joint
    assert {month: found[month].value for month in later} == later


@given(st.dictionaries(st.integers(1, 12), FIGURES))
def test_a_month_is_never_known_without_both_of_its_ends(to_date: dict[int, Decimal]) -> None:
    for month, found in month_figures(to_date).items():
        ends = {month, month - 1} - {0}
        assert found.is_known == (ends <= to_date.keys())


def test_a_flow_that_falls_within_the_year_is_found() -> None:
    fall = falls({2: D(8), 3: D(7), 4: D(20)})[0]
    assert (fall.month, fall.value, fall.earlier_month, fall.earlier_value) == (3, 7, 2, 8)


def test_a_fall_is_found_across_an_unknown_month() -> None:
    assert [(f.earlier_month, f.month) for f in falls({3: D(9), 4: None, 5: D(8)})] == [(3, 5)]


def test_a_flow_that_stands_still_does_not_fall() -> None:
    assert falls({2: D(8), 3: D(8)}) == []


@given(st.lists(st.decimals("0", "1000", places=1), min_size=12, max_size=12))
def test_sums_of_flows_never_fall(figures: list[Decimal]) -> None:
    found = year_to_date(dict(enumerate(figures, start=1)))
    assert falls({month: f.value for month, f in found.items()}) == []
