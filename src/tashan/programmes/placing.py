"""Places: the first so many in the declared order, those who stand level treated alike."""

from __future__ import annotations

import polars as pl

from tashan.mechanisms.programme import Ties


def placed(keys: pl.DataFrame, first: int, ties: Ties) -> pl.DataFrame:
    """For each row of ``keys`` its ``place`` and whether it ``is_in``, in the order of the rows.

    Every column sorts, the lowest first, the unknown last. Places are shared and the next one is
    skipped: 1, 2, 2, 4. Who stands level at the last place is in or out by ``ties``.
    """
    ordered = keys.with_row_index("_row").sort(keys.columns, nulls_last=True, maintain_order=True)
    differs = [pl.col(name).ne_missing(pl.col(name).shift(1)) for name in keys.columns]
    number = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    begins = pl.any_horizontal(*differs) | (number == 1)
    found = ordered.select("_row", place=pl.when(begins).then(number).forward_fill()).with_columns(
        last=pl.col("place") + pl.len().over("place") - 1
    )
    is_in = pl.col("last") <= first
    if ties is Ties.ALL:
        is_in = is_in | (pl.col("place") <= first)
    return found.with_columns(is_in=is_in).sort("_row").select("place", "is_in")
