"""What a mechanism would do here: its programmes tried on our own register, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.snapshots.keys import FigureKey
from tashan.learning.fitness import Lack
from tashan.mechanisms.definitions import origin_of
from tashan.mechanisms.fields import Text
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.problems import Mark
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.schema import Mechanism
from tashan.programmes.binding import Settlement, settled
from tashan.programmes.engines import DEFAULT, engine
from tashan.programmes.matching import match
from tashan.programmes.offers import Offer
from tashan.programmes.result_file import Standing
from tashan.programmes.running import columns_of
from tashan.programmes.sizes import is_small
from tashan.programmes.what_if import table_on

MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Tried:
    """One programme tried: how many qualify, nearly do or may, and the cost in fen.

    ``subjects`` are the first of those who qualify; ``fen`` is None where nothing is paid.
    """

    part: str
    title: Text
    of: int
    eligible: int
    near: int
    unknown: int
    fen: int | None
    subjects: Sequence[int]


@dataclass(frozen=True, slots=True)
class Preview:
    """``lacks`` is None where nothing could be tried; ``problem`` says why."""

    tried: Sequence[Tried] = ()
    lacks: Sequence[Lack] | None = None
    problem: str = ""


def preview(mechanism: Mechanism, parameters: Mapping[str, Parameter], *, on: date) -> Preview:
    """The mechanism's programmes with these parameters, on the register of a day."""
    offers = _offers(mechanism, parameters)
    if not offers:
        return Preview()
    if not all(is_small(offer.programme.subject) for offer in offers):
        return Preview(
            problem=_("The register is too large to try it while you wait: adopt it, then match.")
        )
    try:
        found = [_tried(offer, on) for offer in offers]
    except UserError as error:
        return Preview(problem=str(error))
    lacks = {lack.key: lack for _one, told in found for lack in told}
    return Preview([one for one, _told in found], list(lacks.values()))


def _offers(mechanism: Mechanism, parameters: Mapping[str, Parameter]) -> list[Offer]:
    set_so = mechanism.model_copy(update={"parameters": dict(parameters)})
    return [
        Offer(part, origin_of(set_so, name, Mark(mechanism.mechanism)))
        for name, part in mechanism.parts.items()
        if isinstance(part, Programme)
    ]


def _tried(offer: Offer, on: date) -> tuple[Tried, list[Lack]]:
    one = settled(offer, on)
    columns = columns_of([one])
    table = table_on(offer, columns, on)
    frame = match(table, [one], by=engine(DEFAULT))
    return _counted(one, table, frame), _lacks(table, frame)


def _counted(one: Settlement, table: Table, frame: pl.DataFrame) -> Tried:
    counts = dict(frame.group_by("standing").len().rows())
    held = frame.filter(pl.col("standing") == Standing.ELIGIBLE.value)
    given = held.filter(pl.col("outcome").is_in(["given", "part", "reduced", "amount_unknown"]))
    pays = one.programme.amount is not None
    return Tried(
        part=one.offer.part,
        title=one.offer.programme.title,
        of=len(table),
        eligible=len(given) if one.offer.programme.places else len(held),
        near=counts.get(Standing.NEAR.value, 0),
        unknown=counts.get(Standing.UNKNOWN.value, 0),
        fen=int(held["given"].sum()) if pays else None,
        subjects=given.sort("place", nulls_last=True)["subject"].head(MOST_NAMES).to_list(),
    )


def _lacks(table: Table, frame: pl.DataFrame) -> list[Lack]:
    """Of each figure, how many of those who may qualify have none."""
    rows = frame.filter(pl.col("standing") == Standing.UNKNOWN.value)["row"].to_list()
    return [
        Lack(key, sum(cells[row] is None for row in rows), len(table))
        for key, cells in table.cells.items()
        if FigureKey.parse(key)
    ]
