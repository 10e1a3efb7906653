"""The engine for a register: every condition once over a whole column, programmes from those."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

import polars as pl

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.columnar.nearly import Near, near, near_misses
from tashan.mechanisms.rules.engines.frames.evaluating import truths_of
from tashan.mechanisms.rules.engines.frames.loading import ROW, Loaded, load
from tashan.mechanisms.rules.engines.frames.plans import (
    SLICE,
    Found,
    Plan,
    conditions,
    finished,
    joined,
    plan,
)
from tashan.mechanisms.rules.engines.frames.population import with_populations
from tashan.mechanisms.rules.needs import columns_of
from tashan.mechanisms.rules.tables import Matched, NearMisses, Table

_SHARED = 2  # so many conditions of a programme are often those of others too


class ColumnarEngine:
    """Exact as the reference is, for tables of any length.

    ``calendar`` counts the working days (mechanisms.working_days.calendar()).
    """

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def match(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[Matched]:
        return self.match_frame(load(table, columns_of(programmes)), programmes)

    def match_frame(self, loaded: Loaded, programmes: Sequence[BoundProgramme]) -> list[Matched]:
        """The same for a table that is loaded already."""
        loaded, lowering = with_populations(loaded, programmes, self._calendar)
        plans = [plan(programme, lowering) for programme in programmes]
        slices = [_matched(plans, part) for part in loaded.frame.iter_slices(SLICE)]
        return [joined(plan.programme, each) for plan, *each in zip(plans, *slices, strict=True)]

    def near(self, table: Table, programme: BoundProgramme) -> NearMisses:
        """Who misses exactly one condition, and how all stand under each."""
        return self.near_all(table, [programme])[0]

    def near_all(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[NearMisses]:
        """The same of several programmes, what they share once."""
        loaded = load(table, columns_of(programmes))
        loaded, lowering = with_populations(loaded, programmes, self._calendar)
        truths = [conditions(programme, lowering) for programme in programmes]
        parts = list(loaded.frame.iter_slices(SLICE)) or [loaded.frame]
        slices = [_near(programmes, truths, part) for part in parts]
        return [near_misses(one, each) for one, *each in zip(programmes, *slices, strict=True)]


def _near(
    programmes: Sequence[BoundProgramme], truths: Sequence[list[w.Truth]], frame: pl.DataFrame
) -> list[Near]:
    shared = list(dict.fromkeys(truth for each in truths for truth in each))
    held = dict(zip(shared, truths_of(shared, frame), strict=True))
    return [near(one, each, held, frame) for one, each in zip(programmes, truths, strict=True)]


def _matched(plans: Sequence[Plan], frame: pl.DataFrame) -> list[Found]:
    """Every condition once, whoever asks for it; the programmes shared out to threads."""
    asked = Counter(truth for plan in plans for truth in plan.cheap)
    held = dict(zip(asked, truths_of(list(asked), frame), strict=True))
    masks = Masks(held, asked)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(lambda plan: _one(plan, masks.of(plan), frame), plans))


def _one(plan: Plan, mask: pl.Series | None, frame: pl.DataFrame) -> Found:
    rows = frame[ROW]
    if mask is None:
        return finished(plan, rows, rows.clear(), frame)
    unknown = rows.filter(mask.is_null()) if mask.null_count() else rows.clear()
    return finished(plan, rows.filter(mask), unknown, frame)


@dataclass(slots=True)
class Masks:
    """Who meets all cheap conditions of a programme; what several programmes begin with, once."""

    held: Mapping[w.Truth, pl.Series]
    asked: Mapping[w.Truth, int]
    begun: dict[tuple[w.Truth, ...], pl.Series] = field(default_factory=dict)

    def of(self, plan: Plan) -> pl.Series | None:
        """None where there is no condition."""
        order = sorted(plan.cheap, key=lambda truth: -self.asked[truth])
        if len(order) < _SHARED:
            return reduce(and_, (self.held[truth] for truth in order)) if order else None
        first = tuple(order[:_SHARED])
        if first not in self.begun:
            self.begun[first] = reduce(and_, (self.held[truth] for truth in first))
        return reduce(and_, (self.held[truth] for truth in order[_SHARED:]), self.begun[first])
