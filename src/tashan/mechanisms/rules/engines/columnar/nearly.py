"""Who would qualify with one condition more, and how all stand under each condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

import polars as pl

from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.frames.loading import ROW
from tashan.mechanisms.rules.tables import NearMisses, Standing


@dataclass(frozen=True, slots=True)
class Near:
    """Of a slice: the rows, which condition each misses, and the counts by condition."""

    rows: pl.Series
    missed: pl.Series
    counts: list[tuple[int, int, int]]  # met, missed, unknown


def codes(programme: BoundProgramme) -> list[str]:
    return [each.code for each in (*programme.eligible, *programme.excluded)]


def near(
    programme: BoundProgramme,
    truths: Sequence[w.Truth],
    held: Mapping[w.Truth, pl.Series],
    frame: pl.DataFrame,
) -> Near:
    """``truths`` are the conditions and then the exclusions, each from the subject's view."""
    columns = [held[truth] for truth in truths]
    is_near = _misses_one(columns)
    rows = frame[ROW].filter(is_near)
    missed = pl.DataFrame(
        [column.filter(is_near).alias(str(n)) for n, column in enumerate(columns)]
    ).select(
        pl.coalesce(
            pl.when(~pl.col(str(n))).then(pl.lit(code)) for n, code in enumerate(codes(programme))
        ).alias("missed")
    )["missed"]
    return Near(rows, missed, [_counts(column) for column in columns])


def _misses_one(columns: Sequence[pl.Series]) -> pl.Series:
    """Exactly one is false and none is unknown."""
    once = twice = pl.repeat(False, len(columns[0]), eager=True)
    for column in columns:
        misses = ~column
        twice = twice | (once & misses)
        once = once | misses
    gaps = [column.is_not_null() for column in columns if column.null_count()]
    return reduce(and_, gaps, (once & ~twice).fill_null(value=False))


def _counts(column: pl.Series) -> tuple[int, int, int]:
    met, unknown = int(column.sum() or 0), column.null_count()
    return met, len(column) - met - unknown, unknown


def near_misses(programme: BoundProgramme, slices: Sequence[Near]) -> NearMisses:
    """The slices behind one another."""
    standings = tuple(
        Standing(code, number >= len(programme.eligible), *map(sum, zip(*counts, strict=True)))
        for number, (code, *counts) in enumerate(
            zip(codes(programme), *(each.counts for each in slices), strict=True)
        )
    )
    rows, missed = (pl.concat([getattr(s, name) for s in slices]) for name in ("rows", "missed"))
    return NearMisses(programme.code, rows, missed, standings)
