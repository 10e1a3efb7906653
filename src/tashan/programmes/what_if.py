"""What other parameters would change: who would gain, who would lose, at what cost.

Nothing is stored: both ways are matched with one table, the register as it held on the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import polars as pl

from tashan.indicators.models import Snapshot
from tashan.indicators.snapshots.stored import load, table_of
from tashan.indicators.snapshots.taking import taken
from tashan.mechanisms.head import ParameterValue
from tashan.mechanisms.rules.bound import Column
from tashan.mechanisms.rules.tables import Table
from tashan.programmes.binding import Settlement, settled
from tashan.programmes.engines import DEFAULT, engine
from tashan.programmes.matching import match
from tashan.programmes.offers import Offer
from tashan.programmes.result_file import Standing, known_sum
from tashan.programmes.running import columns_of
from tashan.programmes.sizes import is_small


class Change(StrEnum):
    """What becomes of a subject under the other parameters."""

    GAINS = "gains"  # would be given something, and is given nothing now
    LOSES = "loses"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Moved:
    """One subject to whom it makes a difference; fen given before and after, None: no money."""

    subject: int
    change: Change
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one set of parameters gives: counts, and the sums in fen, None where nothing is paid.

    ``wanted`` is what all who qualify would get, ``given`` what they get of the budget.
    """

    eligible: int
    near: int
    unknown: int
    given_to: int
    wanted: int | None
    given: int | None
    budget: int | None


@dataclass(frozen=True)
class WhatIf:
    """Both sides, and everybody to whom the change makes a difference, by number."""

    before: Side
    after: Side
    _frame: pl.DataFrame

    @cached_property
    def moved(self) -> list[Moved]:
        return [
            Moved(subject, Change(change), before, after)
            for subject, change, before, after in self._frame.rows()
        ]

    def having(self, *kinds: Change) -> list[Moved]:
        """Those to whom this happens."""
        return [one for one in self.moved if one.change in kinds]

    def count(self, kind: Change) -> int:
        return int((self._frame["change"] == kind.value).sum())


def what_if(offer: Offer, values: Mapping[str, ParameterValue], on: date) -> WhatIf:
    """The programme as it holds, beside the same with other ``values`` of its parameters.

    Raises UserError for a parameter that it has not, or rules that cannot be bound with it.
    """
    sides = [settled(offer, on), settled(offer.changed(values, on), on)]
    table = table_on(offer, columns_of(sides), on)
    by = engine(DEFAULT)
    frames = [match(table, [one], by=by) for one in sides]
    told = [_side(one, frame) for one, frame in zip(sides, frames, strict=True)]
    return WhatIf(told[0], told[1], _differences(*frames))


def table_on(offer: Offer, columns: list[Column], on: date) -> Table:
    """The register with these columns, read anew; of a large one a snapshot of that day will do."""
    subject = offer.programme.subject
    if is_small(subject):
        return table_of(taken(subject, columns, on=on), columns)
    keys = {column.key for column in columns}
    rows = Snapshot.objects.filter(subject=subject.value, on=on)
    for snapshot in rows.order_by("-pk")[:5]:
        if keys <= {told["key"] for told in snapshot.columns}:
            return load(snapshot)
    return table_of(taken(subject, columns, on=on), columns)


def _side(one: Settlement, frame: pl.DataFrame) -> Side:
    counts = dict(frame.group_by("standing").len().rows())
    pays, eligible = one.programme.amount is not None, counts.get(Standing.ELIGIBLE.value, 0)
    return Side(
        eligible=eligible,
        near=counts.get(Standing.NEAR.value, 0),
        unknown=counts.get(Standing.UNKNOWN.value, 0),
        given_to=len(_given(frame)),
        wanted=known_sum(frame["fen"], eligible) if pays else None,
        given=known_sum(frame["given"], eligible) if pays else None,
        budget=one.budget if pays else None,
    )


def _given(frame: pl.DataFrame) -> pl.DataFrame:
    """Who is given something: money above nought, or what is not money."""
    rows = frame.filter(pl.col("outcome").is_in(["given", "part", "reduced"]))
    rows = rows.filter(pl.col("given").is_null() | (pl.col("given") > 0))
    return rows.select("subject", "given", is_given=True)


def _differences(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    both = _given(before).join(
        _given(after), on="subject", how="full", coalesce=True, suffix="_after"
    )
    change = (
        pl.when(pl.col("is_given").is_null())
        .then(pl.lit(Change.GAINS.value))
        .when(pl.col("is_given_after").is_null())
        .then(pl.lit(Change.LOSES.value))
        .when(pl.col("given_after") > pl.col("given"))
        .then(pl.lit(Change.MORE.value))
        .when(pl.col("given_after") < pl.col("given"))
        .then(pl.lit(Change.LESS.value))
    )
    found = both.with_columns(change=change).filter(pl.col("change").is_not_null())
    return found.select("subject", "change", "given", "given_after").sort("subject")
