"""Lists of many words looked up sixteen at a time: a bit of a column for each list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import polars as pl

from tashan.mechanisms.rules import wholes as w

FEWEST_RUNS = 4  # fewer are compared faster than looked up
_BITS = 16


def mask_columns(
    members: Sequence[w.Member],
) -> tuple[list[pl.Expr], dict[w.Truth, pl.Expr]]:
    """The columns to add to a frame, and each list's truth by them."""
    many = sorted(
        {each for each in members if len(each.runs) >= FEWEST_RUNS}, key=lambda each: each.of.key
    )
    columns: list[pl.Expr] = []
    truths: dict[w.Truth, pl.Expr] = {}
    for cell, of_cell in groupby(many, key=lambda each: each.of):
        for group in _groups(list(of_cell)):
            name = f"mask#{len(columns)}"
            places = pl.col(cell.key).cast(pl.UInt32)
            columns.append(pl.lit(_bits(cell, group)).gather(places).alias(name))
            for bit, each in enumerate(group):
                one = pl.lit(1 << bit, dtype=pl.UInt16)
                truths[each] = (pl.col(name) & one) != 0
    return columns, truths


def _groups(members: list[w.Member]) -> Iterator[list[w.Member]]:
    return (members[first : first + _BITS] for first in range(0, len(members), _BITS))


def _bits(cell: w.Cell, members: Sequence[w.Member]) -> pl.Series:
    """For each place of the list, a bit for each member that it is of."""
    bits = [0] * (cell.high + 1)
    for bit, each in enumerate(members):
        for low, high in each.runs:
            for place in range(low, high + 1):
                bits[place] |= 1 << bit
    return pl.Series(bits, dtype=pl.UInt16)
