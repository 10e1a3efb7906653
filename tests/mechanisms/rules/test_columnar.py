"""The columnar engine: exact to the fen, three values, near misses, frames as they come."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from tashan.mechanisms.rules import bound as b
from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.mechanisms.rules.engines.frames.expressions import kind_for
from tashan.mechanisms.rules.engines.frames.loading import load, load_frame
from tashan.mechanisms.rules.lowering import Lowering
from tashan.mechanisms.rules.tables import Cell, Matched, Standing, Table
from tashan.mechanisms.working_days import calendar

TAX = b.Column("tax", b.Sort.NUMBER, "yuan", Fraction(1, 100))
BASE = b.Column("base", b.Sort.NUMBER, "yuan", Fraction(1, 100))
INDUSTRY = b.Column("industry", b.Sort.CODE)
IN_PARK = b.Column("in_park", b.Sort.TRUTH)
BORN = b.Column("born", b.Sort.DATE)


def number(value: str) -> b.Constant:
    return b.Constant(Fraction(value))


def table(**cells: list[Cell]) -> Table:
    columns = {c.key: c for c in (TAX, BASE, INDUSTRY, IN_PARK, BORN)}
    size = len(next(iter(cells.values())))
    return Table(range(size), {key: columns[key] for key in cells}, cells)


def programme(
    *rules: b.Bound, excluded: tuple[b.Bound, ...] = (), amount: b.Bound | None = None
) -> b.BoundProgramme:
    eligible = tuple(b.BoundCondition(f"c{n}", "", rule) for n, rule in enumerate(rules))
    out = tuple(b.BoundCondition(f"x{n}", "", rule) for n, rule in enumerate(excluded))
    return b.BoundProgramme("p", eligible, out, amount)


def matched(over: Table, asked: b.BoundProgramme) -> Matched:
    return ColumnarEngine(calendar()).match(over, [asked])[0]


EVERYBODY = b.Constant(True)


def test_a_threshold_between_two_fen_is_met_from_the_next_fen_on() -> None:
    over = b.Compared(">=", TAX, number("0.014999"))
    assert list(matched(table(tax=[1, 2]), programme(over)).eligible) == [1]


def test_an_empty_cell_is_unknown_and_no_miss() -> None:
    found = matched(table(tax=[None, 0, 100]), programme(b.Compared(">", TAX, number("0"))))
    assert (list(found.eligible), list(found.unknown)) == ([2], [0])


def test_one_condition_that_fails_settles_it_whatever_is_unknown() -> None:
    over = table(tax=[None, None], in_park=[False, True])
    found = matched(over, programme(b.Compared(">", TAX, number("0")), IN_PARK))
    assert list(found.unknown) == [1]


def test_an_exclusion_that_is_unknown_leaves_it_open() -> None:
    found = matched(table(in_park=[None, True, False]), programme(EVERYBODY, excluded=(IN_PARK,)))
    assert (list(found.eligible), list(found.unknown)) == ([2], [0])


@pytest.mark.parametrize(
    ("tax", "fen"), [(10, 1), (9, 0), (30, 2), (-10, -1), (-9, 0), (10**16, 5 * 10**14)]
)
def test_an_amount_is_whole_fen_half_up(tax: int, fen: int) -> None:
    share = b.Arithmetic("*", TAX, number("0.05"))
    assert list(matched(table(tax=[tax]), programme(EVERYBODY, amount=share)).fen) == [fen]


def test_an_unknown_amount_is_none_and_no_nought() -> None:
    found = matched(table(tax=[None]), programme(EVERYBODY, amount=TAX))
    assert (list(found.eligible), list(found.fen)) == ([0], [None])


def test_a_growth_is_compared_exactly_at_its_border() -> None:
    growth = b.Compared(">=", b.Growing(TAX, BASE), number("0.1"))
    over = table(tax=[11 * 10**14, 11 * 10**14 - 1, 1, 1], base=[10**15, 10**15, 0, None])
    found = matched(over, programme(growth))
    assert (list(found.eligible), list(found.unknown)) == ([0], [2, 3])


def test_a_code_lies_in_the_trees_that_it_begins_with() -> None:
    within = b.Within(INDUSTRY, frozenset({"C39", "I65"}), is_tree=True)
    over = table(industry=["C3981", "C38", "I6510", None, "C39"])
    found = matched(over, programme(within))
    assert (list(found.eligible), list(found.unknown)) == ([0, 2, 4], [3])


def test_a_code_of_many_trees_is_looked_up() -> None:
    codes = [f"C{n}" for n in range(100)]
    within = b.Within(INDUSTRY, frozenset(codes[::2]), is_tree=False)
    found = matched(table(industry=[*codes, None]), programme(within))
    assert (list(found.eligible), list(found.unknown)) == (list(range(0, 100, 2)), [100])


def test_days_are_counted_by_the_calendar() -> None:
    years = b.Between(b.Span.YEARS, BORN, b.Constant(date(2026, 3, 1)))
    found = matched(
        table(born=[date(2023, 3, 1), date(2023, 3, 2)]),
        programme(b.Compared(">=", years, number("3"))),
    )
    assert list(found.eligible) == [0]


def test_ties_share_the_better_rank_and_unknowns_have_none() -> None:
    rank = b.OverPopulation(b.Population.RANK, TAX)
    found = matched(
        table(tax=[5, 7, None, 7, 5, 1]), programme(b.Compared("<=", rank, number("3")))
    )
    assert (list(found.eligible), list(found.unknown)) == ([0, 1, 3, 4], [2])


def test_what_is_too_wide_for_128_bits_is_exact_all_the_same() -> None:
    cube = b.Arithmetic("*", b.Arithmetic("*", TAX, TAX), TAX)
    over = table(tax=[10**17, 10**17 - 1], base=[1, 1])
    asked = programme(b.Compared(">=", cube, number(str(10**45))))
    truth = Lowering(over.columns, load(over, ["tax"]).extents, calendar()).truth(
        asked.eligible[0].rule
    )
    assert kind_for(truth) is None
    assert list(matched(over, asked).eligible) == [0]


def test_a_column_that_the_table_lacks_is_unknown() -> None:
    found = matched(table(base=[1, 2]), programme(b.Compared(">", TAX, number("0"))))
    assert list(found.unknown) == [0, 1]


def test_a_table_without_rows_matches_nobody() -> None:
    assert matched(table(tax=[]), programme(EVERYBODY)).plain() == ("p", [], [], [])


def test_a_frame_is_taken_as_it_comes() -> None:
    frame = pl.DataFrame({"tax": [1, 500], "industry": ["C39", "C40"]})
    loaded = load_frame(frame, {"tax": TAX, "industry": INDUSTRY})
    asked = programme(b.Within(INDUSTRY, frozenset({"C4"}), is_tree=True), amount=TAX)
    (found,) = ColumnarEngine(calendar()).match_frame(loaded, [asked])
    assert found.plain() == ("p", [1], [500], [])


def test_a_table_may_hold_columns_of_polars() -> None:
    cells = {"tax": pl.Series([1, None, 3]), "in_park": pl.Series([True, True, False])}
    over = Table(pl.Series([7, 8, 9]), {"tax": TAX, "in_park": IN_PARK}, cells)
    assert matched(over, programme(IN_PARK, amount=TAX)).plain() == ("p", [0, 1], [1, None], [])


def test_equal_conditions_of_two_programmes_are_one_node() -> None:
    over = table(tax=[1, 2])
    lowering = Lowering(over.columns, load(over, ["tax"]).extents, calendar())
    first = b.Compared(">=", TAX, number("0.015"), offset=3)
    second = b.Compared("<", number("0.011"), TAX, offset=8)
    assert lowering.truth(first) == lowering.truth(second)


def test_an_opposite_is_a_range_too() -> None:
    cell = w.Cell("tax", 0, 10)
    assert w.negated(w.in_range(cell, 3, None)) == w.in_range(cell, None, 2)


def test_a_near_miss_lacks_one_condition_and_says_which() -> None:
    over = table(tax=[500, 0, 0, None], in_park=[True, True, False, False])
    asked = programme(b.Compared(">", TAX, number("1")), IN_PARK)
    near = ColumnarEngine(calendar()).near(over, asked)
    assert (list(near.rows), list(near.missed)) == ([1], ["c0"])


def test_near_misses_count_how_all_stand_under_each_condition() -> None:
    over = table(tax=[500, 0, 0, None], in_park=[True, True, False, False])
    asked = programme(b.Compared(">", TAX, number("1")), excluded=(IN_PARK,))
    assert ColumnarEngine(calendar()).near(over, asked).standings == (
        Standing("c0", is_exclusion=False, met=1, missed=2, unknown=1),
        Standing("x0", is_exclusion=True, met=2, missed=2, unknown=0),
    )
