"""What parts did for the growth of their total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.contribution import Change, contribution, contributions
from tashan.indicators.derived import Reason
from tashan.indicators.growth import growth

D = Decimal
TOTAL = Change(D(110), D(100))


def test_the_share_is_of_the_totals_change() -> None:
    assert contribution(TOTAL, Change(D(46), D(40))).share.value == 60


def test_the_pull_is_in_points_of_the_totals_growth() -> None:
    assert contribution(TOTAL, Change(D(46), D(40))).pull.value == 6


def test_a_part_that_falls_pulls_down() -> None:
    found = contribution(TOTAL, Change(D(38), D(40)))
    assert (found.share.value, found.pull.value) == (-20, -2)


def test_of_a_falling_total_the_share_is_a_share_in_the_fall() -> None:
    found = contribution(Change(D(90), D(100)), Change(D(36), D(40)))
    assert (found.share.value, found.pull.value) == (40, -4)


def test_a_total_that_stands_still_has_no_shares_but_pulls() -> None:
    found = contribution(Change(D(100), D(100)), Change(D(46), D(40)))
    assert (found.share.reason, found.pull.value) == (Reason.NO_CHANGE, 6)


def test_a_total_with_a_zero_base_has_no_pull() -> None:
    found = contribution(Change(D(10), D(0)), Change(D(6), D(0)))
    assert (found.share.value, found.pull.reason) == (60, Reason.NO_BASE)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (Change(None, D(1)), Reason.UNKNOWN_VALUE),
        (Change(D(1), None), Reason.UNKNOWN_BASE),
    ],
)
def test_an_unknown_part_contributes_nothing_known(part: Change, reason: Reason) -> None:
    found = contribution(TOTAL, part)
    assert (found.share.reason, found.pull.reason) == (reason, reason)


def test_an_unknown_total_leaves_the_pull_where_its_base_is_known() -> None:
    found = contribution(Change(None, D(100)), Change(D(46), D(40)))
    assert (found.share.reason, found.pull.value) == (Reason.UNKNOWN_VALUE, 6)


def test_an_unknown_base_of_the_total_leaves_neither() -> None:
    found = contribution(Change(D(110), None), Change(D(46), D(40)))
    assert (found.share.reason, found.pull.reason) == (Reason.UNKNOWN_BASE, Reason.UNKNOWN_BASE)


def test_an_unknown_part_spoils_no_other() -> None:
    found = contributions(TOTAL, {"a": Change(None, D(1)), "b": Change(D(46), D(40))})
    assert (found["a"].share.is_known, found["b"].share.value) == (False, 60)


@given(
    st.lists(
        st.tuples(st.decimals("1", "1000", places=1), st.decimals("1", "1000", places=1)),
        min_size=1,
        max_size=8,
    )
)
def test_pulls_add_up_to_the_growth_of_the_total(parts: list[tuple[Decimal, Decimal]]) -> None:
    changes = {str(i): Change(now, before) for i, (now, before) in enumerate(parts)}
    total = Change(sum((p[0] for p in parts), D(0)), sum((p[1] for p in parts), D(0)))
    pulls = [found.pull.value or D(0) for found in contributions(total, changes).values()]
    grown = growth(total.now, total.before).value
    assert grown is not None
    assert abs(sum(pulls) - grown) < D("1e-18")
