"""In which order those who qualify stand: by the numbers that the file names, unknown ones last."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tashan.mechanisms.rules.bound import Bound, Column
from tashan.mechanisms.rules.tables import Table
from tashan.programmes.binding import OrderKey
from tashan.programmes.values import values_of


def keys_of(table: Table, rows: pl.Series, order: Sequence[OrderKey]) -> pl.DataFrame:
    """For each row what it is sorted by, the lowest first; who has no known number has none."""
    columns = []
    for at, key in enumerate(order):
        found = _numbers(table, rows, key.by).alias(str(at))
        columns.append(-found if key.highest_first else found)
    return pl.DataFrame(columns)


def _numbers(table: Table, rows: pl.Series, by: Bound) -> pl.Series:
    """Whole numbers in the order of the values: of a plain column its cells as they are."""
    if isinstance(by, Column):
        return pl.Series(table.cells[by.key], dtype=pl.Int64).gather(rows)
    values = values_of(table, rows.to_list(), by)
    known = sorted({value for value in values if value is not None})
    steps = {value: at for at, value in enumerate(known)}
    told = [None if value is None else steps[value] for value in values]
    return pl.Series(told, dtype=pl.Int64)
