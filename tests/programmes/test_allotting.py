"""Places and money go by the declared order, those who stand level alike, to the fen."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.mechanisms.programme import Overlap, Shortage, Ties, Together
from tashan.programmes.allotting import out_of_budget, shares_of
from tashan.programmes.outcomes import Claim, Outcome
from tashan.programmes.overlapping import Grouped, overlapped
from tashan.programmes.placing import placed


def claim(subject: int, fen: int | None = None, order: int = 0) -> Claim:
    return Claim(subject, fen, ((False, order),))


def places(ties: Ties, first: int, *keys: int | None) -> list[tuple[int, bool]]:
    return placed(pl.DataFrame({"0": keys}, schema={"0": pl.Int64}), first, ties).rows()


def test_the_first_so_many_are_in() -> None:
    assert places(Ties.ALL, 2, 3, 1, 2) == [(3, False), (1, True), (2, True)]


def test_all_who_stand_level_at_the_last_place_are_in() -> None:
    assert places(Ties.ALL, 2, 1, 2, 2) == [(1, True), (2, True), (2, True)]


def test_or_none_of_them() -> None:
    assert places(Ties.NONE, 2, 1, 2, 2) == [(1, True), (2, False), (2, False)]


def test_after_a_shared_place_the_next_is_skipped() -> None:
    assert [place for place, _ in places(Ties.ALL, 9, 1, 1, 2)] == [1, 1, 3]


def test_who_has_no_known_number_stands_last() -> None:
    assert places(Ties.ALL, 1, None, 7, None) == [(2, False), (1, True), (2, False)]


def test_the_next_key_settles_what_the_first_leaves_level() -> None:
    keys = pl.DataFrame({"0": [1, 1], "1": [5, 4]})
    assert placed(keys, 1, Ties.NONE).rows() == [(2, False), (1, True)]


def test_no_rows_have_no_places() -> None:
    assert places(Ties.ALL, 3) == []


def given_of(
    claims: list[Claim], total: int, shortage: Shortage
) -> dict[int, tuple[int | None, str]]:
    settled = out_of_budget(claims, total, shortage)
    return {s.claim.subject: (s.given, s.outcome.value) for s in settled}


@pytest.mark.parametrize("shortage", list(Shortage))
def test_a_budget_that_reaches_cuts_nobody(shortage: Shortage) -> None:
    assert given_of([claim(1, 30), claim(2, 70)], 100, shortage) == {
        1: (30, "given"), 2: (70, "given"),
    }  # fmt: skip


def test_in_order_ends_at_the_first_that_it_does_not_reach_for() -> None:
    claims = [claim(1, 60, 1), claim(2, 50, 2), claim(3, 10, 3)]
    assert given_of(claims, 100, Shortage.IN_ORDER) == {
        1: (60, "given"), 2: (0, "no_money"), 3: (0, "no_money"),
    }  # fmt: skip


def test_the_one_at_the_border_gets_what_is_left() -> None:
    claims = [claim(1, 60, 1), claim(2, 50, 2), claim(3, 10, 3)]
    assert given_of(claims, 100, Shortage.PART) == {
        1: (60, "given"), 2: (40, "part"), 3: (0, "no_money"),
    }  # fmt: skip


def test_those_level_at_the_border_share_what_is_left() -> None:
    claims = [claim(1, 60, 1), claim(2, 50, 2), claim(3, 50, 2)]
    assert given_of(claims, 101, Shortage.PART) == {
        1: (60, "given"), 2: (21, "part"), 3: (20, "part"),
    }  # fmt: skip


def test_none_is_preferred_among_those_who_stand_level() -> None:
    claims = [claim(1, 60, 1), claim(2, 40, 2), claim(3, 40, 2)]
    given = given_of(claims, 100, Shortage.IN_ORDER)
    assert given[2] == given[3] == (0, "no_money")


def test_evenly_reduces_all_in_proportion_and_sums_exactly() -> None:
    claims = [claim(1, 100), claim(2, 100), claim(3, 100)]
    given = given_of(claims, 100, Shortage.EVENLY)
    assert [given[n][0] for n in (1, 2, 3)] == [34, 33, 33]
    assert given[1][1] == Outcome.REDUCED


def test_an_unknown_amount_is_never_nought() -> None:
    assert given_of([claim(1, None), claim(2, 5)], 100, Shortage.EVENLY)[1] == (
        None, "amount_unknown",
    )  # fmt: skip


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**10), min_size=1, max_size=9))
def test_shares_sum_to_the_total_and_keep_the_order(total: int, weights: list[int]) -> None:
    parts = shares_of(total, weights)
    assert sum(parts) == (total if sum(weights) else 0)
    whole = sum(weights) or 1
    assert all(abs(p * whole - total * w) < whole for p, w in zip(parts, weights, strict=True))


def test_only_the_higher_of_a_group_is_given() -> None:
    higher = Overlap(group="research", rule=Together.HIGHER)
    programmes = [Grouped(higher, [claim(1, 50), claim(2, 50)]), Grouped(higher, [claim(1, 60)])]
    assert overlapped(programmes) == [{1}, set()]


def test_of_equal_amounts_the_first_programme_gives() -> None:
    higher = Overlap(group="research", rule=Together.HIGHER)
    programmes = [Grouped(higher, [claim(1, 50)]), Grouped(higher, [claim(1, 50)])]
    assert overlapped(programmes) == [set(), {1}]


def test_programmes_that_add_up_do_not_touch_each_other() -> None:
    add = Overlap(group="research", rule=Together.ADD)
    assert overlapped([Grouped(add, [claim(1, 50)]), Grouped(add, [claim(1, 60)])]) == [
        set(),
        set(),
    ]


def test_programmes_of_no_group_do_not_touch_each_other() -> None:
    assert overlapped([Grouped(None, [claim(1, 50)]), Grouped(None, [claim(1, 60)])]) == [
        set(),
        set(),
    ]
