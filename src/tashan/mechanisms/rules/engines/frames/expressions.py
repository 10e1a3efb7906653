"""Whole numbers and truths as expressions over a frame; nothing here can overflow or round."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

import polars as pl

from tashan.mechanisms.rules import wholes as w

Kind = type[pl.Int64] | type[pl.Int128]
_MOST_RUNS = 12  # above, a list of truths is looked up


def kind_for(node: w.Whole | w.Truth) -> Kind | None:
    """What holds every step of it; None where nothing does."""
    most = w.widest(node)
    return pl.Int64 if most < 2**63 else pl.Int128 if most < 2**127 else None


def truth(node: w.Truth, kind: Kind) -> pl.Expr:
    """Kleene's three values; null is unknown."""
    match node:
        case w.Known(value):
            return pl.lit(value, dtype=pl.Boolean)
        case w.TruthCell(key):
            return pl.col(key)
        case w.InRange(of, low, high):
            return _in_range(_bare(of, kind), low, high)
        case w.Member():
            return _member(node)
        case w.Negated(of):
            return ~truth(of, kind)
        case w.Every(items):
            return reduce(and_, (truth(item, kind) for item in items))
        case w.Some(items):
            return reduce(or_, (truth(item, kind) for item in items))
        case w.AtLeast(number, items):
            return _at_least(number, [truth(item, kind) for item in items])
        case w.PickedTruth(when, then, otherwise):
            return _picked(truth(when, kind), truth(then, kind), truth(otherwise, kind))


def whole(node: w.Whole, kind: Kind) -> pl.Expr:
    match node:
        case w.Cell(key):
            return pl.col(key).cast(kind)
        case w.Fixed(value):
            return pl.lit(value, dtype=kind)
        case w.Sum(left, right):
            return whole(left, kind) + whole(right, kind)
        case w.Product(left, right):
            return whole(left, kind) * whole(right, kind)
        case w.Divided(left, right):
            return whole(left, kind) // whole(right, kind)
        case w.Foremost(is_greatest, left, w.Fixed(int(end))):
            clipped = whole(left, kind)
            last = pl.lit(end, dtype=kind)
            return clipped.clip(lower_bound=last) if is_greatest else clipped.clip(upper_bound=last)
        case w.Foremost(is_greatest, left, right):
            one, other = whole(left, kind), whole(right, kind)
            is_first = one >= other if is_greatest else one <= other
            return _picked(is_first, one, other)
        case w.Cut(of, by):
            cut = whole(of, kind)
            return _picked(cut >= 0, cut // by, -(-cut // by))
        case w.Looked(of, start, values):
            listed = pl.lit(pl.Series(values.items, dtype=kind))
            return listed.gather(whole(of, pl.Int64) - start)
        case w.Picked(when, then, w.Fixed(None)):
            return pl.when(truth(when, kind)).then(whole(then, kind))
        case w.Picked(when, then, otherwise):
            return _picked(truth(when, kind), whole(then, kind), whole(otherwise, kind))
        case w.AsWhole(of):
            return truth(of, kind).cast(kind)


def _bare(of: w.Whole, kind: Kind) -> pl.Expr:
    """A cell is compared in the width it has."""
    return pl.col(of.key) if isinstance(of, w.Cell) else whole(of, kind)


def _in_range(of: pl.Expr, low: int | None, high: int | None) -> pl.Expr:
    if low is None and high is None:
        return pl.when(of.is_not_null()).then(pl.lit(True))
    if low is None:
        return of <= high
    if high is None:
        return of >= low
    if low > high:
        return pl.when(of.is_not_null()).then(pl.lit(False))
    return of == low if low == high else (of >= low) & (of <= high)


def _member(node: w.Member) -> pl.Expr:
    cell = pl.col(node.of.key)
    if len(node.runs) <= _MOST_RUNS:
        return reduce(or_, (_in_range(cell, *run) for run in node.runs))
    places = {place for low, high in node.runs for place in range(low, high + 1)}
    held = pl.Series([place in places for place in range(node.of.high + 1)])
    return pl.lit(held).gather(cell.cast(pl.UInt32))


def _at_least(number: int, items: list[pl.Expr]) -> pl.Expr:
    sure, possible = (
        reduce(lambda a, b: a + b, (item.fill_null(value).cast(pl.Int64) for item in items))
        for value in (False, True)
    )
    return pl.when(sure >= number).then(True).when(possible < number).then(False)


def _picked(when: pl.Expr, then: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(when).then(then).when(~when).then(otherwise)
