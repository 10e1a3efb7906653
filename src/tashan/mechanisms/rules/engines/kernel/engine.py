"""The compiled engine, where numba is installed (``pip install tashan[kernel]``)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from numba.typed import List
from numpy.typing import NDArray

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.frames.loading import Loaded, load
from tashan.mechanisms.rules.engines.frames.plans import Found, Plan, finished, joined, plan
from tashan.mechanisms.rules.engines.frames.population import with_populations
from tashan.mechanisms.rules.engines.kernel.blocks import matched, spread
from tashan.mechanisms.rules.engines.kernel.cells import Array, Width, array
from tashan.mechanisms.rules.engines.kernel.compiled import BLOCK, EMPTY, Rows, Wholes
from tashan.mechanisms.rules.engines.kernel.rules import Rules
from tashan.mechanisms.rules.engines.kernel.steps import Arrays
from tashan.mechanisms.rules.needs import columns_of
from tashan.mechanisms.rules.tables import Matched, Table

_THREADS = os.cpu_count() or 1
_KINDS = {Width.WIDE: np.int64, Width.MIDDLE: np.int32, Width.NARROW: np.uint16}


@dataclass(slots=True)
class Prepared:
    """A loaded table; its columns become arrays when they are first asked for."""

    loaded: Loaded
    arrays: dict[str, Array] = field(default_factory=dict)

    def array(self, key: str, frame: pl.DataFrame) -> Array:
        if key not in self.arrays:
            self.arrays[key] = array(frame[key].rechunk())
        return self.arrays[key]


class KernelEngine:
    """Exact as the reference is. ``calendar`` counts the working days."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def match(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[Matched]:
        loaded = load(table, columns_of(programmes))
        return self.match_prepared(Prepared(loaded), programmes)

    def match_prepared(
        self, prepared: Prepared, programmes: Sequence[BoundProgramme]
    ) -> list[Matched]:
        """The same for a table that is loaded already, its arrays kept for the next time."""
        loaded, lowering = with_populations(prepared.loaded, programmes, self._calendar)
        arrays = {key: prepared.array(key, loaded.frame) for key in _narrow(loaded)}
        rules = Rules(_placed(arrays))
        for programme in programmes:
            rules.add(plan(programme, lowering))
        found = _found(rules, loaded.frame.height, _columns(arrays))
        return [
            joined(left.programme, [_finished(left, each, loaded.frame, is_paid=end > begin)])
            for left, each, (begin, end) in zip(rules.left, found, rules.amounts, strict=True)
        ]


def _narrow(loaded: Loaded) -> list[str]:
    """The columns that 64 bits hold; rules over wider ones are left for the frames."""
    return [key for key in loaded.extents if loaded.frame.schema[key] != pl.Int128]


def _placed(arrays: dict[str, Array]) -> Arrays:
    counts = dict.fromkeys(Width, 0)
    placed = {}
    for key, each in arrays.items():
        placed[key] = (each, counts[each.width])
        counts[each.width] += 1
    return Arrays(placed)


def _columns(arrays: dict[str, Array]) -> tuple[List[NDArray[Any]], ...]:
    """The three lists; an empty one holds an array of no use, which gives it its type."""
    lists = []
    for width, kind in _KINDS.items():
        cells = [each.cells for each in arrays.values() if each.width is width]
        listed: List[NDArray[Any]] = List()
        for each in cells or [np.zeros(1, kind)]:
            view = each.view()
            view.setflags(write=False)
            listed.append(view)
        lists.append(listed)
    return tuple(lists)


def _found(rules: Rules, height: int, columns: tuple[List[NDArray[Any]], ...]) -> list[Found]:
    """By programme, the blocks shared out to threads."""
    numbers, blocks = rules.numbers(), -(-height // BLOCK)
    counts = np.zeros((2, len(rules.left), blocks), np.int64)
    runs = [(first, last) for first, last in pairwise(_borders(blocks)) if first < last]

    def of_run(run: tuple[int, int]) -> tuple[Rows, Wholes, Rows]:
        return matched(run[0], run[1], height, columns, numbers, counts)

    with ThreadPoolExecutor(_THREADS) as threads:
        found = list(threads.map(of_run, runs))
    eligible = _gathered([each[0] for each in found], counts[0], runs, np.uint32)
    fen = _gathered([each[1] for each in found], counts[0], runs, np.int64)
    unknown = _gathered([each[2] for each in found], counts[1], runs, np.uint32)
    known = fen.to_frame("fen").select(pl.when(pl.col("fen") != EMPTY).then(pl.col("fen")))["fen"]
    return [
        Found(eligible[a:b], known[a:b], unknown[c:d])
        for (a, b), (c, d) in zip(_ends(counts[0]), _ends(counts[1]), strict=True)
    ]


def _borders(blocks: int) -> list[int]:
    return [blocks * part // (2 * _THREADS) for part in range(2 * _THREADS + 1)]


def _ends(counts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Where each programme's rows begin and end."""
    totals = counts.sum(axis=1).cumsum().tolist()
    return pairwise([0, *totals])


def _gathered(
    found: list[NDArray[Any]],
    counts: NDArray[np.int64],
    runs: list[tuple[int, int]],
    kind: type[np.uint32] | type[np.int64],
) -> pl.Series:
    """All rows, programme by programme."""
    places = counts.cumsum().reshape(counts.shape) - counts
    out = np.empty(int(counts.sum()), kind)
    for values, (first, last) in zip(found, runs, strict=True):
        spread(values, counts, first, last, places, out)
    return pl.Series(out)


def _finished(left: Plan, found: Found, frame: pl.DataFrame, *, is_paid: bool) -> Found:
    """With what the compiled part could not express."""
    if is_paid:
        return found
    return finished(left, found.eligible, found.unknown, frame)
