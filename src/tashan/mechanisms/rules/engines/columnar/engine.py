"""The engine for a register: every condition once over a whole column, programmes from those."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.columnar.evaluating import is_dear, truths_of, wholes_of
from tashan.mechanisms.rules.engines.columnar.frames import ROW, Loaded, load
from tashan.mechanisms.rules.engines.columnar.population import with_populations
from tashan.mechanisms.rules.lowering import Lowering
from tashan.mechanisms.rules.needs import columns_of
from tashan.mechanisms.rules.tables import Matched, NearMisses, Standing, Table

SLICE = 1_000_000  # rows at a time: what bounds the memory that conditions take


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme in whole numbers: all of these must hold, and then so many fen."""

    programme: str
    cheap: tuple[w.Truth, ...]
    dear: tuple[w.Truth, ...]
    fen: w.Whole | None


class ColumnarEngine:
    """Exact as the reference is, for tables of any length.

    ``calendar`` counts the working days (mechanisms.working_days.calendar()).
    """

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def match(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[Matched]:
        return self.match_frame(load(table, columns_of(tuple(programmes))), programmes)

    def match_frame(self, loaded: Loaded, programmes: Sequence[BoundProgramme]) -> list[Matched]:
        """The same for a table that is loaded already."""
        loaded, lowering = with_populations(loaded, programmes, self._calendar)
        plans = [_plan(programme, lowering) for programme in programmes]
        slices = [_matched(plans, part) for part in loaded.frame.iter_slices(SLICE)]
        return [_joined(plan.programme, each) for plan, *each in zip(plans, *slices, strict=True)]

    def near(self, table: Table, programme: BoundProgramme) -> NearMisses:
        """Who misses exactly one condition, and how all stand under each."""
        loaded = load(table, columns_of((programme,)))
        loaded, lowering = with_populations(loaded, [programme], self._calendar)
        truths = truths_of(_conditions(programme, lowering), loaded.frame)
        codes = [each.code for each in (*programme.eligible, *programme.excluded)]
        standings = tuple(
            _standing(code, truth, is_exclusion=number >= len(programme.eligible))
            for number, (code, truth) in enumerate(zip(codes, truths, strict=True))
        )
        return _near(programme.code, loaded.frame[ROW], codes, truths, standings)


def _conditions(programme: BoundProgramme, lowering: Lowering) -> list[w.Truth]:
    met = [lowering.truth(condition.rule) for condition in programme.eligible]
    return met + [w.negated(lowering.truth(each.rule)) for each in programme.excluded]


def _plan(programme: BoundProgramme, lowering: Lowering) -> Plan:
    whole = w.every(_conditions(programme, lowering))
    items = whole.items if isinstance(whole, w.Every) else (whole,)
    dear = tuple(item for item in items if is_dear(item))
    fen = lowering.fen(programme.amount) if programme.amount is not None else None
    cheap = tuple(item for item in items if item not in dear)
    return Plan(programme.code, cheap, dear, fen)


@dataclass(frozen=True, slots=True)
class _Found:
    eligible: pl.Series
    fen: pl.Series
    unknown: pl.Series


def _matched(plans: Sequence[Plan], frame: pl.DataFrame) -> list[_Found]:
    """Every condition once, whoever asks for it."""
    shared = list(dict.fromkeys(truth for plan in plans for truth in plan.cheap))
    held = dict(zip(shared, truths_of(shared, frame), strict=True))
    return [_one(plan, [held[truth] for truth in plan.cheap], frame) for plan in plans]


def _one(plan: Plan, truths: list[pl.Series], frame: pl.DataFrame) -> _Found:
    rows = frame[ROW]
    eligible, unknown = rows, rows.clear()
    if truths:
        mask = reduce(lambda one, other: one & other, truths)
        eligible = rows.filter(mask)
        unknown = rows.filter(mask.is_null()) if mask.null_count() else unknown
    for truth in plan.dear:
        eligible, unknown = _narrowed(truth, eligible, unknown, frame)
    return _Found(eligible, _fen(plan.fen, eligible, frame), unknown)


def _narrowed(
    truth: w.Truth, eligible: pl.Series, unknown: pl.Series, frame: pl.DataFrame
) -> tuple[pl.Series, pl.Series]:
    (first,) = truths_of([truth], _at(frame, eligible, w.keys(truth)))
    (second,) = truths_of([truth], _at(frame, unknown, w.keys(truth)))
    lost = pl.concat([eligible.filter(first.is_null()), unknown.filter(second.fill_null(True))])
    return eligible.filter(first), lost.sort()


def _at(frame: pl.DataFrame, rows: pl.Series, keys: Iterable[str]) -> pl.DataFrame:
    if not len(frame):
        return frame
    return frame.select(pl.col(ROW, *sorted(keys)).gather(rows - frame[ROW][0]))


def _fen(fen: w.Whole | None, rows: pl.Series, frame: pl.DataFrame) -> pl.Series:
    if fen is None:
        return pl.repeat(None, len(rows), dtype=pl.Int64, eager=True)
    return wholes_of(fen, _at(frame, rows, w.keys(fen)))


def _joined(programme: str, found: Sequence[_Found]) -> Matched:
    if not found:
        return Matched(programme, [], [], [])
    eligible, fen, unknown = (
        pl.concat([getattr(each, name) for each in found])
        for name in ("eligible", "fen", "unknown")
    )
    return Matched(programme, eligible, fen, unknown)


def _standing(code: str, truth: pl.Series, *, is_exclusion: bool) -> Standing:
    met, unknown = int(truth.sum()), truth.null_count()
    return Standing(code, is_exclusion, met, len(truth) - met - unknown, unknown)


def _near(
    programme: str,
    rows: pl.Series,
    codes: list[str],
    truths: list[pl.Series],
    standings: tuple[Standing, ...],
) -> NearMisses:
    frame = pl.DataFrame([truth.alias(str(n)) for n, truth in enumerate(truths)])
    missed = pl.sum_horizontal(~pl.all())
    known = pl.all_horizontal(pl.all().is_not_null())
    which = pl.coalesce(
        *(pl.when(~pl.col(str(n))).then(pl.lit(code)) for n, code in enumerate(codes))
    )
    found = frame.with_columns(rows).filter(
        frame.select(((missed == 1) & known).alias("near"))["near"]
    )
    return NearMisses(
        programme, found[ROW], found.select(which.alias("missed"))["missed"], standings
    )
