"""The figures of one indicator of one place, by the month that each runs to; one kind only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q

from tashan.base.dates import Period
from tashan.base.periods import FigurePeriod
from tashan.indicators.analysis.ends import End
from tashan.indicators.figures import counting
from tashan.indicators.models import Holder, Measure, Observation
from tashan.indicators.naming import published_period
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Nature

ONE_DAY = timedelta(days=1)


class Basis(StrEnum):
    """What the figures of a series are of; a series never mixes two."""

    RUN = "run"  # from January on
    POINT = "point"  # the stock on the last day
    ALONE = "alone"  # a month or quarter by itself


class Cell(NamedTuple):
    """One counting figure: its id, exact value and vintage."""

    id: int
    value: Decimal
    vintage: str


class Track(NamedTuple):
    """Whose figures of what: one place, one indicator, one holder, one scope."""

    subject: int
    code: str
    holder: str
    scope: str


@dataclass(frozen=True, slots=True)
class Series:
    """Levels and published growth of one track on one basis, by end."""

    track: Track
    basis: Basis
    levels: Mapping[End, Cell] = field(default_factory=dict)
    growths: Mapping[End, Cell] = field(default_factory=dict)

    @property
    def ends(self) -> list[End]:
        return sorted({*self.levels, *self.growths})

    def latest(self, until: End) -> End | None:
        return max((end for end in self.ends if end <= until), default=None)

    def level(self, end: End) -> Decimal | None:
        return self.levels[end].value if end in self.levels else None

    def growth(self, end: End) -> Decimal | None:
        return self.growths[end].value if end in self.growths else None

    def period(self, end: End, of: IndicatorDefinition) -> FigurePeriod | Period:
        return period_of(self.basis, end, of)


def period_of(basis: Basis, end: End, of: IndicatorDefinition) -> FigurePeriod | Period:
    """The published period that ends there."""
    return published_period(_first(basis, end, of), end.last, of)


def usual_basis(of: IndicatorDefinition) -> Basis:
    """Of which kind an indicator's figures are as a rule."""
    return Basis.POINT if of.nature is Nature.STOCK else Basis.RUN


class _Found(NamedTuple):
    measure: str
    first: date
    last: date
    cell: Cell


def load(
    subjects: Collection[int],
    where: Q,
    definitions: Mapping[str, IndicatorDefinition],
) -> list[Series]:
    """The counting figures of these subjects as series, in one query."""
    rows = counting(Observation.objects.filter(where, subject__in=subjects)).values_list(
        "subject_id", "indicator__code", "holder", "scope",
        "measure", "first", "last", "id", "value", "vintage",
    )  # fmt: skip
    found: defaultdict[Track, list[_Found]] = defaultdict(list)
    for subject, code, holder, scope, measure, first, last, pk, value, vintage in rows:
        track = Track(subject, code, holder, scope)
        found[track].append(_Found(measure, first, last, Cell(pk, value, vintage)))
    return [_series(track, rows, definitions[track.code]) for track, rows in found.items()]


def own(series: Iterable[Series], of: IndicatorDefinition) -> Series | None:
    """The series that the sheet shows: the statistics office's, never another's in its place.

    Only of what an office keeps in its own books, and the statistics office does not count, it is
    the responsible office's.
    """
    held = sorted(series, key=lambda one: (one.track.scope != "", one.track.scope))
    for holder in [Holder.STATISTICS, *([Holder.OFFICE] if of.scope == "department" else [])]:
        found = next((one for one in held if one.track.holder == holder), None)
        if found is not None:
            return found
    return None


def _series(track: Track, rows: list[_Found], of: IndicatorDefinition) -> Series:
    basis = _basis(rows, of)
    levels: dict[End, Cell] = {}
    growths: dict[End, Cell] = {}
    for row in rows:
        end = End.of(row.last)
        if (row.last + ONE_DAY).day == 1 and row.first == _first(basis, end, of):
            shelf = levels if row.measure == Measure.LEVEL else growths
            shelf[end] = row.cell
    return Series(track, basis, levels, growths)


def _basis(rows: list[_Found], of: IndicatorDefinition) -> Basis:
    """What most of the figures are of; January by itself is a run as well."""
    counts = Counter(_basis_of(row) for row in rows)
    usual = usual_basis(of)
    return max(counts, key=lambda basis: (counts[basis], basis is usual))


def _basis_of(row: _Found) -> Basis:
    if row.first == row.last:
        return Basis.POINT
    is_january_on = row.first.month == row.first.day == 1 and row.first.year == row.last.year
    return Basis.RUN if is_january_on else Basis.ALONE


def _first(basis: Basis, end: End, of: IndicatorDefinition) -> date:
    if basis is Basis.POINT:
        return end.last
    if basis is Basis.RUN:
        return date(end.year, 1, 1)
    step = 3 if of.frequency == "quarter" else 1
    return date(end.year, end.month - (end.month - 1) % step, 1)
