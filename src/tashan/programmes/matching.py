"""Programmes matched with a table: who qualifies, for how much, who nearly does, who may."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tashan.mechanisms.rules.tables import Engine, Matched, NearMisses, Table
from tashan.programmes.allotting import out_of_budget
from tashan.programmes.binding import Settlement
from tashan.programmes.engines import near_engine
from tashan.programmes.ordering import keys_of
from tashan.programmes.outcomes import Claim, Outcome
from tashan.programmes.overlapping import Grouped, overlapped
from tashan.programmes.placing import placed
from tashan.programmes.result_file import SCHEMA, Standing


def match(table: Table, settlements: Sequence[Settlement], *, by: Engine) -> pl.DataFrame:
    """The rows of a result; programmes are told by their position."""
    bound = [one.programme for one in settlements]
    found, near = by.match(table, bound), near_engine().near_all(table, bound)
    lost = _overlapped(table, settlements, found)
    frames = [
        part
        for position, (one, matched, missed) in enumerate(
            zip(settlements, found, near, strict=True)
        )
        for part in (
            _eligible(table, one, matched, lost[position], position),
            _unknown(table, matched, position),
            _near(table, missed, position),
        )
    ]
    return pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMA)


def _frame(table: Table, rows: pl.Series, position: int, **columns: object) -> pl.DataFrame:
    subjects = pl.Series("subject", table.subjects, dtype=pl.Int64)
    told = {name: columns.get(name) for name in SCHEMA}
    fixed = {"programme": position, "row": rows, "subject": subjects.gather(rows)}
    return pl.DataFrame([_column(name, value, len(rows)) for name, value in (told | fixed).items()])


def _column(name: str, value: object, length: int) -> pl.Series:
    if isinstance(value, pl.Series):
        return value.alias(name).cast(SCHEMA[name])
    return pl.Series(name, [value], dtype=SCHEMA[name]).new_from_index(0, length)


def _unknown(table: Table, matched: Matched, position: int) -> pl.DataFrame:
    rows = pl.Series(matched.unknown, dtype=pl.UInt32)
    return _frame(table, rows, position, standing=Standing.UNKNOWN.value)


def _near(table: Table, found: NearMisses, position: int) -> pl.DataFrame:
    missed = pl.Series(found.missed, dtype=pl.String)
    rows = pl.Series(found.rows, dtype=pl.UInt32)
    return _frame(table, rows, position, standing=Standing.NEAR.value, missed=missed)


def _eligible(
    table: Table, one: Settlement, matched: Matched, lost: set[int], position: int
) -> pl.DataFrame:
    """Overlaps first, then places, then the budget."""
    rows = pl.Series(matched.eligible, dtype=pl.UInt32)
    fen = pl.Series(matched.fen, dtype=pl.Int64)
    frame = _frame(table, rows, position, standing=Standing.ELIGIBLE.value, fen=fen)
    frame = _whole(frame, pays=one.programme.amount is not None)
    if lost:
        frame = _cut(frame, pl.col("subject").is_in(list(lost)), Outcome.OVERLAPPED)
    if one.first is not None:
        frame = _in_places(table, one, frame)
    if one.budget is not None and one.programme.amount is not None:
        frame = _in_budget(table, one, frame)
    return frame


def _whole(frame: pl.DataFrame, *, pays: bool) -> pl.DataFrame:
    """Nothing cuts it: each gets what is due."""
    given = pl.lit(Outcome.GIVEN.value)
    outcome = given
    if pays:
        unknown = pl.lit(Outcome.AMOUNT_UNKNOWN.value)
        outcome = pl.when(pl.col("fen").is_null()).then(unknown).otherwise(given)
    return frame.with_columns(given=pl.col("fen"), outcome=outcome.cast(SCHEMA["outcome"]))


def _cut(frame: pl.DataFrame, where: pl.Expr, outcome: Outcome) -> pl.DataFrame:
    """These get nothing, for this reason; where nothing is paid there is no nought either."""
    told = pl.lit(outcome.value).cast(SCHEMA["outcome"])
    nothing = pl.when(pl.col("fen").is_null()).then(None).otherwise(pl.lit(0))
    return frame.with_columns(
        given=pl.when(where).then(nothing).otherwise("given"),
        outcome=pl.when(where).then(told).otherwise("outcome"),
    )


def _open(frame: pl.DataFrame) -> pl.DataFrame:
    """Those whom nothing has cut yet."""
    still = [Outcome.GIVEN.value, Outcome.AMOUNT_UNKNOWN.value]
    return frame.filter(pl.col("outcome").is_in(still))


def _in_places(table: Table, one: Settlement, frame: pl.DataFrame) -> pl.DataFrame:
    places = one.offer.programme.places
    assert places is not None, "places have their number"
    assert one.first is not None, "places have their number"
    rows = _open(frame)["row"]
    found = placed(keys_of(table, rows, one.place_order), one.first, places.ties)
    frame = frame.drop("place").join(
        found.with_columns(rows), on="row", how="left", maintain_order="left"
    )
    return _cut(frame, ~pl.col("is_in"), Outcome.NO_PLACE).select(list(SCHEMA))


def _in_budget(table: Table, one: Settlement, frame: pl.DataFrame) -> pl.DataFrame:
    """Claims are looked at one by one only where the money does not reach."""
    budget, left = one.offer.programme.budget, _open(frame)
    assert budget is not None, "a budget has its sum"
    assert one.budget is not None, "a budget has its sum"
    if left["fen"].sum() <= one.budget:
        return frame
    settled = out_of_budget(_claims(table, one, left), one.budget, budget.shortage)
    told = pl.DataFrame(
        [(s.claim.subject, s.given, s.outcome.value) for s in settled],
        schema={name: SCHEMA[name] for name in ("subject", "given", "outcome")},
        orient="row",
    )
    return frame.update(told, on="subject", how="left", include_nulls=False)


def _claims(table: Table, one: Settlement, left: pl.DataFrame) -> list[Claim]:
    keys = keys_of(table, left["row"], one.budget_order).rows()
    orders = keys or [()] * len(left)
    return [
        Claim(subject, fen, tuple((value is None, value or 0) for value in key))
        for subject, fen, key in zip(left["subject"], left["fen"], orders, strict=True)
    ]


def _overlapped(
    table: Table, settlements: Sequence[Settlement], found: Sequence[Matched]
) -> list[set[int]]:
    """Only programmes of a group have their claims looked at one by one."""
    return overlapped(
        [
            Grouped(one.offer.programme.overlap, _plain_claims(table, matched))
            if one.offer.programme.overlap is not None
            else Grouped(None, ())
            for one, matched in zip(settlements, found, strict=True)
        ]
    )


def _plain_claims(table: Table, matched: Matched) -> list[Claim]:
    pairs = zip(matched.eligible, matched.fen, strict=True)
    return [Claim(table.subjects[row], fen) for row, fen in pairs]
