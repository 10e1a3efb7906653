"""Programmes matched with a table: who qualifies, for how much, who nearly does, who may."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tashan.mechanisms.rules.tables import Engine, Matched, NearMisses, Table
from tashan.programmes.allotting import in_places, out_of_budget
from tashan.programmes.binding import Settlement
from tashan.programmes.engines import near_engine
from tashan.programmes.ordering import claims_of
from tashan.programmes.outcomes import Claim, Outcome, Settled
from tashan.programmes.overlapping import Grouped, overlapped
from tashan.programmes.result_file import SCHEMA, Standing


def match(table: Table, settlements: Sequence[Settlement], *, by: Engine) -> pl.DataFrame:
    """The rows of a result; programmes are told by their position."""
    found = by.match(table, [one.programme for one in settlements])
    near = near_engine().near_all(table, [one.programme for one in settlements])
    lost = _overlapped(table, settlements, found)
    frames = [
        part
        for position, (one, matched) in enumerate(zip(settlements, found, strict=True))
        for part in (
            _eligible(table, one, matched, lost[position], position),
            _unknown(table, matched, position),
            _near(table, near[position], position),
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
    rows = pl.Series(matched.eligible, dtype=pl.UInt32)
    fen = pl.Series(matched.fen, dtype=pl.Int64)
    frame = _frame(table, rows, position, standing=Standing.ELIGIBLE.value, fen=fen)
    if one.first is None and one.budget is None and not lost:
        return _whole(frame, pays=one.programme.amount is not None)
    settled = _settled(one, claims_of(table, one, matched), lost)
    return _told(frame, settled)


def _whole(frame: pl.DataFrame, *, pays: bool) -> pl.DataFrame:
    """Nothing cuts it: each gets what is due."""
    given = pl.lit(Outcome.GIVEN.value)
    outcome = given
    if pays:
        unknown = pl.lit(Outcome.AMOUNT_UNKNOWN.value)
        outcome = pl.when(pl.col("fen").is_null()).then(unknown).otherwise(given)
    return frame.with_columns(given=pl.col("fen"), outcome=outcome.cast(SCHEMA["outcome"]))


def _settled(one: Settlement, claims: Sequence[Claim], lost: set[int]) -> dict[int, Settled]:
    out = [Settled(c, 0, Outcome.OVERLAPPED) for c in claims if c.subject in lost]
    left = [claim for claim in claims if claim.subject not in lost]
    places: dict[int, int] = {}
    if one.offer.programme.places is not None and one.first is not None:
        inside, outside = in_places(left, one.first, one.offer.programme.places.ties)
        places = {claim.subject: place for place, claim in (*inside, *outside)}
        out += [Settled(claim, _nothing(claim), Outcome.NO_PLACE) for _place, claim in outside]
        left = [claim for _place, claim in inside]
    out += _paid(one, left)
    return {
        s.claim.subject: Settled(s.claim, s.given, s.outcome, places.get(s.claim.subject))
        for s in out
    }


def _nothing(claim: Claim) -> int | None:
    return None if claim.fen is None else 0


def _paid(one: Settlement, claims: Sequence[Claim]) -> list[Settled]:
    if one.programme.amount is None:
        return [Settled(claim, None, Outcome.GIVEN) for claim in claims]
    budget = one.offer.programme.budget
    if budget is not None and one.budget is not None:
        return out_of_budget(_by_budget(claims), one.budget, budget.shortage)
    return [
        Settled(c, c.fen, Outcome.AMOUNT_UNKNOWN if c.fen is None else Outcome.GIVEN)
        for c in claims
    ]


def _by_budget(claims: Sequence[Claim]) -> list[Claim]:
    return [Claim(claim.subject, claim.fen, claim.budget_key) for claim in claims]


def _told(frame: pl.DataFrame, settled: dict[int, Settled]) -> pl.DataFrame:
    told = [settled[subject] for subject in frame["subject"]]
    return frame.with_columns(
        pl.Series("given", [s.given for s in told], dtype=SCHEMA["given"]),
        pl.Series("outcome", [s.outcome.value for s in told], dtype=SCHEMA["outcome"]),
        pl.Series("place", [s.place for s in told], dtype=SCHEMA["place"]),
    )


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
