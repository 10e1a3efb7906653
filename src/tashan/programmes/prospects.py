"""What one enterprise, or one project, can get: qualifies, nearly, not known, no; with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tashan.indicators.snapshots.stored import table_of, withheld
from tashan.indicators.snapshots.taking import taken
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.rules.answers import Answer, Verdict
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.rules.walking import populations
from tashan.programmes.binding import Settlement, settled
from tashan.programmes.offers import Offer, offers
from tashan.programmes.opportunities import superior
from tashan.programmes.results import Results, newest
from tashan.programmes.running import columns_of
from tashan.programmes.sizes import is_small
from tashan.programmes.values import answer
from tashan.registry.following import same, survivor
from tashan.registry.models import Entity


class Chance(StrEnum):
    """How near it is; in the order in which they are shown."""

    QUALIFIES = "qualifies"
    NEARLY = "nearly"
    UNKNOWN = "unknown"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Prospect:
    """One programme for one subject. ``as_of`` is the day of the run that ranked it, if one did.

    ``withheld`` are columns whose figure was reported for statistics alone.
    """

    settlement: Settlement
    chance: Chance
    answer: Answer
    withheld: frozenset[str] = frozenset()
    as_of: date | None = None

    @property
    def offer(self) -> Offer:
        return self.settlement.offer

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns that are empty and decide."""
        keys = (key for reason in self.answer.reasons for key in reason.missing)
        return tuple(dict.fromkeys(keys))


def for_enterprise(entity: Entity, on: date) -> list[Prospect]:
    """Every programme in force here and every policy from above, the likeliest first.

    Read from the register as it is now; a rank among all comes from a large register's last run.
    """
    return prospects(entity, [*offers(on), *superior()], on)


def prospects(entity: Entity, known: Sequence[Offer], on: date) -> list[Prospect]:
    """How these programmes stand for a subject; those for another kind are left out."""
    entity = survivor(entity)
    subject = Subject(entity.kind)
    mine = [settled(offer, on) for offer in known if offer.programme.subject is subject]
    ranked = [one for one in mine if populations(one.programme)]
    alone = [one for one in mine if not populations(one.programme)]
    found = [*_read(entity, subject, alone, on), *_ranked(entity, subject, ranked, on)]
    order = list(Chance)
    return sorted(found, key=lambda one: (order.index(one.chance), mine.index(one.settlement)))


def _read(entity: Entity, subject: Subject, mine: Sequence[Settlement], on: date) -> list[Prospect]:
    """From the subject's own row."""
    columns = sorted(columns_of(mine), key=lambda column: column.key)
    frame = taken(subject, columns, on=on, only=sorted(same(entity)))
    if frame.is_empty():
        return []
    table, held = table_of(frame, columns), frozenset(withheld(frame.row(0, named=True)))
    return [_prospect(one, table, 0, held) for one in mine]


def _ranked(
    entity: Entity, subject: Subject, mine: Sequence[Settlement], on: date
) -> list[Prospect]:
    """A rank needs everybody: a small register is read as a whole, of a large one the last run."""
    if not mine:
        return []
    if not is_small(subject):
        return [p for one in mine if (p := _of_last_run(entity, one, on)) is not None]
    columns = sorted(columns_of(mine), key=lambda column: column.key)
    frame = taken(subject, columns, on=on)
    row = frame["subject"].index_of(entity.pk)
    if row is None:
        return []
    table, held = table_of(frame, columns), frozenset(withheld(frame.row(row, named=True)))
    return [_prospect(one, table, row, held) for one in mine]


def _prospect(one: Settlement, table: Table, row: int, held: frozenset[str]) -> Prospect:
    told = answer(table, row, one.programme)
    return Prospect(one, _chance(told), told, held & one.columns.keys())


def _of_last_run(entity: Entity, one: Settlement, on: date) -> Prospect | None:
    if one.offer.held is None:
        return None
    row = newest(one.offer.held.adoption.pk, one.offer.part, on=on)
    results = None if row is None else Results(row)
    told = None if results is None else results.of(entity.pk)
    if results is None or told is None:
        return None
    held = frozenset(results.withheld(entity.pk)) & one.columns.keys()
    return Prospect(one, _chance(told.answer), told.answer, held, results.run.on)


def _chance(told: Answer) -> Chance:
    if told.verdict is Verdict.YES:
        return Chance.QUALIFIES
    if told.verdict is Verdict.UNKNOWN:
        return Chance.UNKNOWN
    return Chance.NEARLY if told.is_near_miss else Chance.NO
