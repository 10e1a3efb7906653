"""The figures that a chain watches: its enterprises' of last year added up, the place's newest.

A single firm's return for statistics alone is left out, as it is of every match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from tashan.indicators.figures import OF_A_SINGLE_FIRM, counting
from tashan.indicators.models import Holder, Measure, Observation, Vintage
from tashan.indicators.newest import Newest, newest
from tashan.indicators.snapshots.figures import HOLDERS, VINTAGES
from tashan.indicators.snapshots.keys import FigureKey
from tashan.indicators.snapshots.ways import Way, ways
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.programmes.chain_terms import ChainTerms
from tashan.record.perms import Visitor
from tashan.registry.models import EnterpriseFacts, Entity

USUAL = ("output_value", "sales_revenue", "tax_paid")  # where the chain names no indicator
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ChainPart:
    """One enterprise's part in a sum, in the indicator's unit, and its (last) observation."""

    subject: int
    value: Decimal
    observation: int


@dataclass(frozen=True, slots=True)
class ChainSum:
    """A figure of last year added up over the enterprises that are known to have it.

    ``parts`` are the largest first, of ``members`` in all.
    """

    key: FigureKey
    parts: tuple[ChainPart, ...]
    members: int

    @property
    def known(self) -> int:
        return len(self.parts)

    @property
    def value(self) -> Decimal | None:
        """In the indicator's unit; None where nobody's is known."""
        return sum((part.value for part in self.parts), Decimal(0)) if self.parts else None


def watched(terms: ChainTerms) -> list[str]:
    """The indicators that it names, or the usual ones; those that the library has."""
    return [c for c in terms.chain.indicators or USUAL if c in library().indicators]


def _is_of_enterprises(code: str) -> bool:
    found = library().indicators[code]
    return Subject.ENTERPRISE in found.subjects and found.tree is None


def figures_of(terms: ChainTerms, place: Entity, user: Visitor) -> dict[str, Newest]:
    """The newest of our place, of the indicators that single enterprises do not have."""
    codes = [code for code in watched(terms) if not _is_of_enterprises(code)]
    found = newest([place], codes, on=terms.day, user=user) if codes else {}
    return {code: figure for (_place, code), figure in found.items()}


def sums_of(terms: ChainTerms, members: Sequence[EnterpriseFacts]) -> Iterator[ChainSum]:
    """Of the indicators that single enterprises have; one query for all."""
    year = terms.day.year - 1
    codes = [code for code in watched(terms) if _is_of_enterprises(code)]
    keys = [FigureKey(code, date(year, 1, 1), date(year, 12, 31)) for code in codes]
    told = {key: ways(key) for key in keys}
    found = _stored(told, [row.entity_id for row in members])
    for key in keys:
        parts = (
            _part(subject, rows, told[key])
            for (code, subject), rows in found.items()
            if code == key.code
        )
        known = sorted((part for part in parts if part), key=lambda part: -part.value)
        yield ChainSum(key, tuple(known), len(members))


def _stored(
    told: Mapping[FigureKey, Sequence[Way]], members: Sequence[int]
) -> dict[tuple[str, int], list[Observation]]:
    """What counts of the members and of their duplicates, by indicator and member."""
    if not told or not members:
        return {}
    days = {(p.first, p.last) for found in told.values() for way in found for p in way}
    everybody = Entity.objects.filter(Q(pk__in=members) | Q(merged_into__in=members))
    rows = Observation.objects.filter(
        subject__in=everybody,
        measure=Measure.LEVEL, scope="", indicator__code__in=[key.code for key in told],
        first__in={first for first, _last in days}, last__in={last for _first, last in days},
    ).exclude(OF_A_SINGLE_FIRM)  # fmt: skip
    found: dict[tuple[str, int], list[Observation]] = {}
    for row in counting(rows).select_related("indicator", "subject"):
        member = row.subject.merged_into_id or row.subject_id
        found.setdefault((row.indicator.code, member), []).append(row)
    return found


def _part(subject: int, rows: Iterable[Observation], found: Sequence[Way]) -> ChainPart | None:
    """Told the first way that is whole; of several the settled one, then the best holder's."""
    held: dict[str, dict[Days, Observation]] = {}
    for row in sorted(rows, key=lambda row: (row.subject_id == subject, row.number)):
        held.setdefault(row.holder, {})[row.first, row.last] = row
    whole = [
        (
            at,
            max(VINTAGES.index(Vintage(kept[days].vintage)) for days in _days(way)),
            HOLDERS.index(Holder(holder)),
        )
        for at, way in enumerate(found)
        for holder, kept in held.items()
        if all(days in kept for days in _days(way))
    ]
    if not whole:
        return None
    at, _settled, holder = min(whole)
    kept = held[HOLDERS[holder].value]
    value = sum((kept[p.first, p.last].value * p.sign for p in found[at]), Decimal(0))
    return ChainPart(subject, value, kept[_days(found[at])[-1]].pk)


def _days(way: Way) -> list[Days]:
    return [(piece.first, piece.last) for piece in way]
