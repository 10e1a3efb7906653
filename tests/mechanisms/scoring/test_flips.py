"""The figure that swaps two ranks: found by halves, held against trying every cell."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mechanisms.scoring.table import LAND, PER_LAND, TAX, entering, ranking

from tashan.mechanisms.ranking import Method, Missing
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.scoring.flips import Flip, flips
from tashan.mechanisms.scoring.settled import BoundRanking
from tashan.mechanisms.scoring.totals import outcomes

Rows = dict[int, dict[str, Cell]]
MOST = 60


def found_in(of: BoundRanking, rows: Rows) -> list[Flip]:
    looking = entering(of)
    entries = looking.entries(rows.items())
    placed = outcomes(of.scheme, entries.contenders)
    return flips(looking, entries.contenders, placed, rows, first=10)


def is_above(of: BoundRanking, rows: Rows, lower: int, upper: int) -> bool:
    entries = entering(of).entries(rows.items())
    scores = {o.subject: o.score for o in outcomes(of.scheme, entries.contenders)}
    one, other = scores[lower], scores[upper]
    return one is not None and other is not None and one > other


def changed(rows: Rows, flip: Flip, cell: int) -> Rows:
    return {**rows, flip.subject: {**rows[flip.subject], flip.key: cell}}


def test_the_least_change_of_a_sum_is_one_fen_beyond_the_other() -> None:
    (flip,) = found_in(ranking((Method.VALUE, TAX)), {1: {"tax": 1000}, 2: {"tax": 900}})
    assert (flip.subject, flip.key, flip.before, flip.after) == (1, "tax", 1000, 899)


def test_who_ties_is_parted_by_the_least_change() -> None:
    (flip,) = found_in(ranking((Method.VALUE, TAX)), {1: {"tax": 1000}, 2: {"tax": 1000}})
    assert abs(flip.change) == 1


def test_a_figure_of_two_columns_is_changed_by_one_of_them() -> None:
    rows: Rows = {1: {"tax": 10_000, "land": 10}, 2: {"tax": 9_000, "land": 10}}
    (flip,) = found_in(ranking((Method.VALUE, PER_LAND)), rows)
    assert is_above(ranking((Method.VALUE, PER_LAND)), changed(rows, flip, flip.after), 2, 1)


def test_where_no_figure_swaps_them_none_is_named() -> None:
    of = ranking((Method.RANK_POINTS, TAX), (Method.VALUE, LAND))
    rows: Rows = {1: {"tax": 5, "land": None}, 2: {"tax": 4, "land": None}}
    assert found_in(of, rows) == []


METHODS = st.sampled_from([Method.VALUE, Method.MIN_MAX, Method.RANK_POINTS, Method.BASELINE])
CELLS = st.lists(st.integers(1, MOST), min_size=2, max_size=5)


@settings(max_examples=50)
@given(METHODS, METHODS, CELLS, st.data())
def test_no_smaller_change_of_that_figure_swaps_them(
    one: Method, other: Method, taxes: Sequence[int], data: st.DataObject
) -> None:
    lands = data.draw(st.lists(st.integers(1, 9), min_size=len(taxes), max_size=len(taxes)))
    of = ranking((one, TAX), (other, LAND), missing=Missing.MEAN)
    rows: Rows = {
        n: {"tax": tax, "land": land}
        for n, (tax, land) in enumerate(zip(taxes, lands, strict=True))
    }
    for flip in found_in(of, rows):
        if not flip.key:
            continue
        assert is_above(of, changed(rows, flip, flip.after), flip.lower, flip.upper)
        way = 1 if flip.change > 0 else -1
        for cell in range(flip.before, flip.after, way):
            assert not is_above(of, changed(rows, flip, cell), flip.lower, flip.upper)
