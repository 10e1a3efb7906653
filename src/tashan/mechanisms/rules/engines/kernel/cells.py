"""Columns as plain arrays, in which one number of each column says that a cell is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import polars as pl

from tashan.mechanisms.rules import wholes as w

_NARROWEST, _LEAST_32, _LEAST_64 = 2**16 - 1, -(2**31), -(2**63)
NO, YES = 0, 3  # as the compiled part has them
Cells = npt.NDArray[np.int64] | npt.NDArray[np.int32] | npt.NDArray[np.uint16]


class Width(IntEnum):
    """Which of the three lists of arrays a column stands in."""

    WIDE = 0  # int64: figures
    MIDDLE = 1  # int32: days
    NARROW = 2  # uint16: places in a list of words, truths


@dataclass(frozen=True, slots=True)
class Array:
    width: Width
    cells: Cells
    empty: int  # stands for an empty cell


def array(cells: pl.Series) -> Array:
    """Without a copy where the column has no gaps and the width it needs already."""
    if cells.dtype in (pl.Boolean, pl.UInt8, pl.UInt16):
        filled = cells.cast(pl.UInt16).fill_null(_NARROWEST)
        return Array(Width.NARROW, filled.to_numpy(), _NARROWEST)
    if cells.dtype == pl.Int32:
        return Array(Width.MIDDLE, cells.fill_null(_LEAST_32).to_numpy(), _LEAST_32)
    filled = cells.cast(pl.Int64).fill_null(_LEAST_64)
    return Array(Width.WIDE, filled.to_numpy(), _LEAST_64)


@dataclass(frozen=True, slots=True)
class Literal:
    """What the kernel can ask of one cell: a range, or a place in a list of answers."""

    key: str
    low: int
    high: int
    runs: tuple[tuple[int, int], ...] = ()
    is_opposite: bool = False


def literal(truth: w.Truth) -> Literal | None:
    """None for what is more than a question to one cell."""
    match truth:
        case w.TruthCell(key):
            return Literal(key, 1, 1)
        case w.Negated(w.TruthCell(key)):
            return Literal(key, 0, 0)
        case w.InRange(w.Cell(key) as cell, low, high):
            return Literal(
                key, cell.low if low is None else low, cell.high if high is None else high
            )
        case w.Member(cell, runs) if cell.high < _NARROWEST:
            return Literal(cell.key, 0, cell.high, runs)
        case w.Negated(w.Member(cell, runs)) if cell.high < _NARROWEST:
            return Literal(cell.key, 0, cell.high, runs, is_opposite=True)
    return None


def clause(truth: w.Truth) -> tuple[Literal, ...] | None:
    """Of which one must hold; None where one is no literal."""
    items = truth.items if isinstance(truth, w.Some) else (truth,)
    literals = [literal(item) for item in items]
    found = tuple(each for each in literals if each is not None)
    return found if len(found) == len(literals) else None


def answers(asked: Sequence[Literal]) -> npt.NDArray[np.uint8]:
    """A row for each literal that looks up: what each place of the list is answered."""
    length = max((each.high for each in asked if each.runs), default=0) + 1
    table = np.zeros((max(1, len(asked)), length), dtype=np.uint8)
    for row, each in zip(table, asked, strict=False):
        row[:] = YES if each.is_opposite else NO
        for low, high in each.runs:
            row[low : high + 1] = NO if each.is_opposite else YES
    return table
