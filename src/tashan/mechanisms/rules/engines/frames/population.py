"""Ranks and totals over all rows of a table, worked out once and then columns of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.bound import BoundProgramme, Column, OverPopulation, Population, Sort
from tashan.mechanisms.rules.engines.frames.evaluating import wholes_of
from tashan.mechanisms.rules.engines.frames.loading import Loaded
from tashan.mechanisms.rules.lowering import Lowering, Quotient, lowered_constant
from tashan.mechanisms.rules.needs import populations_of


def with_populations(
    loaded: Loaded, programmes: Sequence[BoundProgramme], calendar: Calendar
) -> tuple[Loaded, Lowering]:
    """The table with a column for each rank, and the lowering that knows them and the totals."""
    lowering = Lowering(loaded.columns, loaded.extents, calendar)
    for number, node in enumerate(populations_of(programmes)):
        of = lowering.number(node.of)
        if node.what is Population.TOTAL:
            found = lowered_constant(_total(loaded, of))
        else:
            column = Column(f"{node.what}#{number}", Sort.NUMBER)
            loaded = loaded.with_figure(column, _ranks(loaded, of, node))
            lowering = Lowering(loaded.columns, loaded.extents, calendar, lowering.population)
            found = lowering.number(column)
        lowering.population[node] = found
    return loaded, lowering


def _total(loaded: Loaded, of: Quotient) -> Fraction | None:
    """Of the known values; unknown where there is none."""
    if of.den is None:
        known: list[int] = wholes_of(of.num, loaded.frame).drop_nulls().to_list()
        return sum(known) * of.factor if known else None
    values = [value for value in _exact(loaded, of) if value is not None]
    return sum(values, Fraction(0)) if values else None


def _exact(loaded: Loaded, of: Quotient) -> list[Fraction | None]:
    nums, dens = (wholes_of(each, loaded.frame) for each in (of.num, of.den or w.Fixed(1)))
    return [
        None if num is None or den is None else Fraction(num, den) * of.factor
        for num, den in zip(nums, dens, strict=True)
    ]


def _ranks(loaded: Loaded, of: Quotient, node: OverPopulation) -> pl.Series:
    """1, 2, 2, 4: ties share the better rank."""
    is_falling = node.what is Population.RANK
    if of.den is None:
        nums = wholes_of(of.num, loaded.frame)
        if nums.dtype != pl.Object:
            return nums.rank("min", descending=is_falling).cast(pl.Int64)
    values = _exact(loaded, of)
    counts = Counter(value for value in values if value is not None)
    ranks, before = {}, 0
    for value in sorted(counts, reverse=is_falling):
        ranks[value] = before + 1
        before += counts[value]
    return pl.Series([None if v is None else ranks[v] for v in values], dtype=pl.Int64)
