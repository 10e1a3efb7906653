"""The sheet of a place for a month: rows, ranks, contributions, anomalies, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from tashan.base.periods import FigurePeriod, PeriodKind
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.goals import done
from tashan.indicators.analysis.rows import Row, row
from tashan.indicators.analysis.seasons import Season, seasons
from tashan.indicators.analysis.series import Series, load
from tashan.indicators.analysis.sheet import CODES, SHEET
from tashan.indicators.analysis.standings import Among, Standings, peers_of, standings
from tashan.indicators.analysis.wholes import Whole, wholes
from tashan.indicators.models import Holder
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Frequency
from tashan.mechanisms.library import library
from tashan.registry.models import Entity
from tashan.registry.naming import names_on

YEARS_BACK = 5


@dataclass(frozen=True)
class Analysis:
    """``sheet`` is the month asked for, ``months`` all that can be; ``done`` are the per cent of
    the year's target by code."""

    place: Entity
    name: str
    sheet: End
    months: tuple[End, ...]
    on: date
    rows: tuple[Row, ...]
    among: Among
    peers: Mapping[int, str] = field(default_factory=dict)
    standings: Mapping[str, Standings] = field(default_factory=dict)
    seasons: Mapping[str, Season] = field(default_factory=dict)
    wholes: tuple[Whole, ...] = ()
    done: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def period(self) -> FigurePeriod:
        """January to the month; a whole year at its end."""
        if self.sheet.month == 12:
            return FigurePeriod(PeriodKind.YEAR, self.sheet.year)
        return FigurePeriod(PeriodKind.YTD_MONTH, self.sheet.year, self.sheet.month)

    def standing(self, row: Row) -> Standings:
        return self.standings.get(row.code, Standings())

    @cached_property
    def by_code(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows}

    @property
    def headlines(self) -> list[Row]:
        return [row for row in self.rows if row.line.is_headline]

    @property
    def known(self) -> list[Row]:
        """The rows that have a figure, be it of an earlier period."""
        return [row for row in self.rows if row.end is not None]

    @cached_property
    def compared(self) -> list[Row]:
        """The headlines of which growth now and a year ago is known."""
        return [row for row in self.headlines if row.is_faster is not None]

    @property
    def faster(self) -> list[Row]:
        return [row for row in self.compared if row.is_faster]

    @cached_property
    def anomalies(self) -> list[Row]:
        """The rows out of the ordinary, the farthest off first."""
        found = [r for r in self.rows if r.code in self.seasons and self._is_anomaly(r)]
        return sorted(found, key=self._distance, reverse=True)

    @property
    def mismatches(self) -> list[Row]:
        return [row for row in self.rows if row.is_mismatch]

    @property
    def lacking(self) -> list[Row]:
        return [row for row in self.rows if row.missing is not None]

    @property
    def fallen(self) -> list[Row]:
        return [row for row in self.rows if row.fall is not None]

    def _distance(self, row: Row) -> Decimal:
        return abs(self.seasons[row.code].last.z or Decimal(0))

    def _is_anomaly(self, row: Row) -> bool:
        return bool(self.seasons[row.code].last.is_anomaly)


def analyse(
    place: Entity,
    sheet: End | None = None,
    *,
    on: date,
    among: Among = Among.CITY,
) -> Analysis | None:
    """The sheet of a month, or of the newest one; None where the place has no figure yet."""
    known = library().indicators
    definitions = {code: known[code] for code in CODES if code in known}
    held = _held(place, definitions, on=on)
    months = _months(held)
    if not months:
        return None
    asked = sheet if sheet in months else months[-1]
    assert asked is not None
    rows = tuple(_rows(definitions, held, sheet=asked, on=End.of(on)))
    peers = peers_of(place, among=among, on=asked.last)
    names = names_on([place.pk, *peers], asked.last)
    return Analysis(
        place=place,
        name=names.get(place.pk, place.code),
        sheet=asked,
        months=tuple(months),
        on=on,
        rows=rows,
        among=among,
        peers={pk: names.get(pk, "") for pk in peers},
        standings=standings(rows, peers, definitions),
        seasons=seasons(rows),
        wholes=tuple(wholes({row.code: row for row in rows})),
        done=done(place, rows, sheet=asked, on=on),
    )


def _held(
    place: Entity, definitions: Mapping[str, IndicatorDefinition], *, on: date
) -> dict[str, list[Series]]:
    """All that is held of the place's sheet, by code."""
    since = date(on.year - YEARS_BACK, 1, 1)
    where = Q(indicator__code__in=definitions, last__gte=since, last__lte=on)
    by_code: defaultdict[str, list[Series]] = defaultdict(list)
    for series in load([place.pk], where, definitions):
        by_code[series.track.code].append(series)
    return by_code


def _months(held: Mapping[str, list[Series]]) -> list[End]:
    """The months with figures of the statistics office's own, that come out each month."""
    monthly = library().indicators
    return sorted(
        {
            end
            for code, found in held.items()
            for series in found
            if series.track.holder == Holder.STATISTICS
            and monthly[code].frequency is Frequency.MONTH
            and monthly[code].lag == 0
            for end in series.ends
        }
    )


def _rows(
    definitions: Mapping[str, IndicatorDefinition],
    held: Mapping[str, list[Series]],
    *,
    sheet: End,
    on: End,
) -> list[Row]:
    """What is worked out from others, or never told here by anybody, is no line of this sheet."""
    lines = [line for line in SHEET if line.code in held]
    lines += [line for line in SHEET if line.is_headline and line.code not in held]
    return [
        row(line, definitions[line.code], held.get(line.code, []), sheet=sheet, on=on)
        for line in sorted(lines, key=SHEET.index)
        if line.code in definitions
    ]
