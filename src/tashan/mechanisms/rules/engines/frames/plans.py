"""Programmes in whole numbers, and what is left to do once the cheap conditions are settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.frames.evaluating import is_dear, truths_of, wholes_of
from tashan.mechanisms.rules.engines.frames.loading import ROW
from tashan.mechanisms.rules.lowering import Lowering
from tashan.mechanisms.rules.tables import Matched

SLICE = 1_000_000  # rows at a time: what bounds the memory that conditions take


@dataclass(frozen=True, slots=True)
class Plan:
    """All of these must hold, and then so many fen are due.

    ``dear`` are asked of those rows alone that ``cheap`` leaves.
    """

    programme: str
    cheap: tuple[w.Truth, ...]
    dear: tuple[w.Truth, ...]
    fen: w.Whole | None


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a slice that qualify, their fen, and the rows that are unknown."""

    eligible: pl.Series
    fen: pl.Series
    unknown: pl.Series


def conditions(programme: BoundProgramme, lowering: Lowering) -> list[w.Truth]:
    """Each from the subject's point of view: an exclusion is met where it does not hold."""
    met = [lowering.truth(condition.rule) for condition in programme.eligible]
    return met + [w.negated(lowering.truth(each.rule)) for each in programme.excluded]


def plan(programme: BoundProgramme, lowering: Lowering) -> Plan:
    whole = w.every(conditions(programme, lowering))
    items = whole.items if isinstance(whole, w.Every) else (whole,)
    dear = tuple(item for item in items if is_dear(item))
    fen = lowering.fen(programme.amount) if programme.amount is not None else None
    cheap = tuple(item for item in items if item not in dear)
    return Plan(programme.code, cheap, dear, fen)


def finished(plan: Plan, eligible: pl.Series, unknown: pl.Series, frame: pl.DataFrame) -> Found:
    """From the rows that the cheap conditions leave."""
    for truth in plan.dear:
        eligible, unknown = _narrowed(truth, eligible, unknown, frame)
    return Found(eligible, _fen(plan.fen, eligible, frame), unknown)


def joined(programme: str, found: Sequence[Found]) -> Matched:
    """The slices behind one another."""
    if not found:
        return Matched(programme, [], [], [])
    eligible, fen, unknown = (
        pl.concat([getattr(each, name) for each in found])
        for name in ("eligible", "fen", "unknown")
    )
    return Matched(programme, eligible, fen, unknown)


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
    if fen is None or isinstance(fen, w.Fixed):
        value = None if fen is None else fen.value
        return pl.repeat(value, len(rows), dtype=pl.Int64, eager=True)
    return wholes_of(fen, _at(frame, rows, w.keys(fen)))
