"""Rankings of large populations, in whole numbers by Polars: the same ranks as the exact way.

Amounts are fen. Growth is in hundredths of a per cent, rounded half up; on a base of zero or below
there is none. Ties share the better rank, the next is skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

LARGE = 20_000  # from so many on Polars ranks
A_HUNDREDTH = 10_000  # of a per cent: so many to one


def ranks(scores: Sequence[Decimal]) -> list[int]:
    """As ``scoring.standings.ranks``: 1 for the highest, equals share the better one."""
    places = max(-int(score.as_tuple().exponent) for score in scores) if scores else 0
    scaled = [int(score.scaleb(places)) for score in scores]
    column = pl.Series(scaled, dtype=pl.Int128)
    return column.rank("min", descending=True).to_list()


def standings(rows: pl.LazyFrame, subjects: pl.LazyFrame, *, year: int) -> pl.LazyFrame:
    """Every subject's total and growth with their ranks, within town and industry too.

    ``rows`` are payments (``subject``, ``year``, ``fen``), ``subjects`` the register (``subject``,
    ``town``, ``industry``). ``percentile`` is 10,000 for the first and 0 for the last, half up.
    """
    amount = pl.col("fen")
    totals = rows.group_by("subject").agg(
        now=amount.filter(pl.col("year") == year).sum(),
        base=amount.filter(pl.col("year") == year - 1).sum(),
    )
    known = subjects.join(totals, on="subject", how="inner").with_columns(growth=_growth())
    return known.with_columns(
        rank=_rank("now"),
        growth_rank=_rank("growth"),
        town_rank=_rank("now").over("town"),
        industry_rank=_rank("now").over("industry"),
    ).with_columns(percentile=_percentile())


def first(found: pl.LazyFrame, number: int, *, by: str = "rank") -> pl.LazyFrame:
    """Those up to a rank, all who tie on it, in their order."""
    return found.filter(pl.col(by) <= number).sort(by, "subject")


def _growth() -> pl.Expr:
    now, base = pl.col("now"), pl.col("base")
    return pl.when(base > 0).then(_half_up((now - base) * A_HUNDREDTH, base))


def _rank(column: str) -> pl.Expr:
    return pl.col(column).rank("min", descending=True)


def _percentile() -> pl.Expr:
    number = pl.len().cast(pl.Int64)
    behind, others = number - pl.col("rank").cast(pl.Int64), number - 1
    share = (behind * (2 * A_HUNDREDTH) + others) // (others * 2)  # half up; nobody is below zero
    return pl.when(others > 0).then(share).otherwise(A_HUNDREDTH)


def _half_up(above: pl.Expr, below: pl.Expr) -> pl.Expr:
    """above ÷ below in whole numbers, halves away from zero; ``below`` is above zero."""
    size = (above.abs() * 2 + below) // (below * 2)
    return pl.when(above < 0).then(-size).otherwise(size)
