"""Truths and whole numbers over a frame, in the narrowest width that holds every step."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tashan.mechanisms.rules import stepping
from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.engines.frames import expressions
from tashan.mechanisms.rules.engines.frames.loading import ROW
from tashan.mechanisms.rules.engines.frames.masks import mask_columns


def is_dear(node: w.Truth) -> bool:
    """Needs more than 64 bits: worth it only for the rows that other conditions leave."""
    return expressions.kind_for(node) is not pl.Int64


def truths_of(nodes: Sequence[w.Truth], frame: pl.DataFrame) -> list[pl.Series]:
    """All at once, those that fit; steps that they share are taken once."""
    kinds = [expressions.kind_for(node) for node in nodes]
    masks, masked = mask_columns([node for node in nodes if isinstance(node, w.Member)])
    made = [
        masked.get(node, expressions.truth(node, kind)).alias(str(number))
        for number, (node, kind) in enumerate(zip(nodes, kinds, strict=True))
        if kind is not None
    ]
    done = frame.lazy().with_columns(masks).select(ROW, *made).collect()
    return [
        done[str(number)] if kind is not None else _by_hand(node, frame, pl.Boolean)
        for number, (node, kind) in enumerate(zip(nodes, kinds, strict=True))
    ]


def wholes_of(node: w.Whole, frame: pl.DataFrame) -> pl.Series:
    """Python's own whole numbers (of type Object) where 128 bits are too few."""
    kind = expressions.kind_for(node)
    if kind is None:
        return _by_hand(node, frame, pl.Object)
    return frame.select(ROW, expressions.whole(node, kind).alias("whole"))["whole"]


def _by_hand(node: w.Whole | w.Truth, frame: pl.DataFrame, kind: type[pl.DataType]) -> pl.Series:
    keys = sorted(w.keys(node))
    rows = frame.select(ROW, *keys).iter_rows(named=True)
    return pl.Series([stepping.step(node, row) for row in rows], dtype=kind)
