"""Numbers of single rows by the reference engine: exact, and fast enough for those who qualify."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

import polars as pl

from tashan.mechanisms.rules.answers import Answer
from tashan.mechanisms.rules.bound import (
    Bound,
    BoundProgramme,
    Column,
    OverPopulation,
    Population,
)
from tashan.mechanisms.rules.engines.reference.engine import ReferenceEngine
from tashan.mechanisms.rules.engines.reference.populations import of_row, over_all
from tashan.mechanisms.rules.engines.reference.values import Row
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.rules.walking import populations
from tashan.mechanisms.working_days import calendar


def values_of(table: Table, rows: Sequence[int], by: Bound) -> list[Fraction | None]:
    """The number of each row; None where it is unknown."""
    days, whole = calendar(), populations(by)
    places = over_all(table, whole, calendar()) if whole else {}
    return [Row(table.row(row), days, of_row(places, row)).number(by) for row in rows]


def answer(table: Table, row: int, programme: BoundProgramme) -> Answer:
    """One row's verdict, amount and reasons, its ranks among all rows of the table."""
    over = over_of(table, row, programme)
    return _engine().answer(table.row(row), programme, over=over)


@cache  # it keeps programmes ready
def _engine() -> ReferenceEngine:
    return ReferenceEngine(calendar())


def over_of(
    table: Table, row: int, programme: BoundProgramme
) -> Mapping[OverPopulation, Fraction | None]:
    """What the row's answer needs of the other rows; plain columns are counted as a whole."""
    nodes = set(populations(programme))
    if all(isinstance(node.of, Column) for node in nodes):
        return {node: _over(table, row, node) for node in nodes}
    return _engine().over(table, [programme], row)


def _over(table: Table, row: int, node: OverPopulation) -> Fraction | None:
    assert isinstance(node.of, Column)
    cells = pl.Series(table.cells[node.of.key], dtype=pl.Int64)
    factor = table.columns[node.of.key].factor
    if node.what is Population.TOTAL:
        known = cells.drop_nulls()
        return sum(known.to_list()) * factor if len(known) else None
    own = cells[row]
    if own is None:
        return None
    ahead = cells > own if node.what is Population.RANK else cells < own
    return Fraction(int(ahead.sum()) + 1)
