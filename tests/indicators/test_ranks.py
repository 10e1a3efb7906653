"""Ranks: ties share the better one, the unknown have none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.ranks import Direction, Ranking, rank_among, ranking

D = Decimal
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
VALUES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.none() | st.decimals("-5", "5", places=1),
    max_size=12,
)


def ranks(found: Ranking) -> list[tuple[str, int]]:
    return [(standing.code, standing.rank) for standing in found.standings]


def test_ties_share_the_better_rank_and_the_next_is_skipped() -> None:
    found = ranking({"a": D(9), "b": D(7), "c": D(7), "d": D(1)}, HIGHER)
    assert ranks(found) == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


def test_where_lower_is_better_the_lowest_is_first() -> None:
    found = ranking({"a": D(9), "b": D(7), "c": D(7), "d": D(1)}, LOWER)
    assert ranks(found) == [("d", 1), ("b", 2), ("c", 2), ("a", 4)]


def test_a_shared_rank_says_that_it_is_shared() -> None:
    found = ranking({"a": D(9), "b": D(7), "c": D(7)}, HIGHER)
    assert [standing.is_shared for standing in found.standings] == [False, True, True]


def test_equal_figures_of_other_spelling_tie() -> None:
    assert ranks(ranking({"a": D("7.0"), "b": D("7.00")}, HIGHER)) == [("a", 1), ("b", 1)]


def test_figures_that_differ_in_the_last_of_many_digits_do_not_tie() -> None:
    low, high = D("1." + "0" * 39 + "1"), D("1." + "0" * 39 + "2")
    assert ranks(ranking({"a": low, "b": high}, HIGHER)) == [("b", 1), ("a", 2)]


def test_the_unknown_are_listed_and_not_ranked() -> None:
    found = ranking({"b": None, "a": None, "c": D(0)}, HIGHER)
    assert (ranks(found), found.unranked) == ([("c", 1)], ("a", "b"))


def test_zero_is_known_and_ranked() -> None:
    assert ranks(ranking({"a": D(0), "b": D(-1)}, HIGHER)) == [("a", 1), ("b", 2)]


def test_figures_can_be_ranked_as_printed() -> None:
    values: dict[str, Decimal | None] = {"a": D("6.54"), "b": D("6.46"), "c": D("6.45")}
    assert ranks(ranking(values, HIGHER, places=1)) == [("a", 1), ("b", 1), ("c", 1)]


def test_nobody_makes_an_empty_ranking() -> None:
    assert ranking({}, HIGHER) == Ranking((), ())


def test_the_standing_of_one_place_can_be_asked_for() -> None:
    found = ranking({"a": D(9), "b": D(7), "c": None}, HIGHER)
    standing = found.standing_of("b")
    assert standing is not None
    assert standing.rank == 2
    assert found.standing_of("c") is None


@given(VALUES, st.sampled_from(Direction))
def test_ranks_are_a_total_order_with_ties(
    values: dict[str, Decimal | None], direction: Direction
) -> None:
    standings = ranking(values, direction).standings
    for one in standings:
        for other in standings:
            assert (one.rank < other.rank) == direction.is_better(one.value, other.value)
            assert (one.rank == other.rank) == (one.value == other.value)


@given(VALUES, st.sampled_from(Direction))
def test_a_rank_is_one_more_than_the_number_of_the_better(
    values: dict[str, Decimal | None], direction: Direction
) -> None:
    standings = ranking(values, direction).standings
    for one in standings:
        assert one.rank == 1 + sum(direction.is_better(o.value, one.value) for o in standings)


@given(VALUES, st.sampled_from(Direction))
def test_everyone_is_either_ranked_or_listed_as_unknown(
    values: dict[str, Decimal | None], direction: Direction
) -> None:
    found = ranking(values, direction)
    assert sorted([*(s.code for s in found.standings), *found.unranked]) == sorted(values)


@given(VALUES, st.sampled_from(Direction))
def test_the_order_of_entry_changes_nothing(
    values: dict[str, Decimal | None], direction: Direction
) -> None:
    assert ranking(dict(reversed(values.items())), direction) == ranking(values, direction)


@pytest.mark.parametrize(("direction", "rank"), [(HIGHER, 2), (LOWER, 3)])
def test_our_rank_among_peers_counts_us_and_the_known(direction: Direction, rank: int) -> None:
    peers: dict[str, Decimal | None] = {"a": D(9), "b": D(5), "c": None, "d": D(4)}
    assert rank_among(D(6), peers, direction) == (rank, 4)


def test_our_rank_is_shared_with_an_equal_peer() -> None:
    assert rank_among(D(6), {"a": D(6), "b": D(5)}, HIGHER) == (1, 3)


def test_an_unknown_figure_has_no_rank_among_peers() -> None:
    assert rank_among(None, {"a": D(6)}, HIGHER) is None
