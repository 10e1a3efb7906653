"""How much of the factories is let, and how much is used: two ratios that are not the same.

Occupancy is let ÷ available, utilisation producing ÷ available; available are the units of
completed buildings. Everything is as of a day, from rows loaded once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from tashan.base.dates import add_months
from tashan.registry.kinds import BuildingState, Kind
from tashan.registry.models import BuildingFacts, Entity, Tenancy, Unit


@dataclass(frozen=True, slots=True)
class Areas:
    """Square metres: what could be let, what is let, what is used to produce."""

    available: Decimal
    let: Decimal
    producing: Decimal

    @property
    def vacant(self) -> Decimal:
        return self.available - self.let

    @property
    def occupancy(self) -> Decimal | None:
        """Let ÷ available, of one; None where nothing is available."""
        return self.let / self.available if self.available else None

    @property
    def utilisation(self) -> Decimal | None:
        """Producing ÷ available, of one; None where nothing is available."""
        return self.producing / self.available if self.available else None


@dataclass(frozen=True, slots=True)
class Let:
    """A unit on a day: in which building and floor, and by which contract it is let then."""

    unit: Unit
    building: BuildingFacts
    tenancy: Tenancy | None
    is_available: bool
    is_producing: bool

    @property
    def is_vacant(self) -> bool:
        return self.is_available and self.tenancy is None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An available unit that nobody rents, and since when."""

    place: Let
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract that ends soon: ``last`` is its last day; renewed if the tenant stays on."""

    place: Let
    tenancy: Tenancy
    last: date
    days: int
    is_renewed: bool


class Stock:
    """The buildings, units and contracts of some parks (or of one building), as known now."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        given = list(entities)
        facts = BuildingFacts.objects.filter(replaced__isnull=True)
        parks = [entity for entity in given if entity.kind == Kind.PARK]
        buildings = [entity for entity in given if entity.kind == Kind.BUILDING]
        rows = facts.filter(park__in=parks) | facts.filter(entity__in=buildings)
        self.facts = list(rows.select_related("entity").order_by("since"))

    @cached_property
    def units(self) -> list[Unit]:
        """From the ground up and from the left."""
        rows = Unit.objects.filter(
            floor__building__in={row.entity_id for row in self.facts}, replaced__isnull=True
        )
        return list(rows.select_related("floor").order_by("floor__number", "order", "since"))

    @cached_property
    def tenancies(self) -> dict[int, list[Tenancy]]:
        """The contracts of each unit, the earliest first."""
        rows = Tenancy.objects.filter(
            unit__in=[unit.pk for unit in self.units], replaced__isnull=True
        )
        found: dict[int, list[Tenancy]] = {unit.pk: [] for unit in self.units}
        for row in rows.select_related("tenant").order_by("since"):
            found[row.unit_id].append(row)
        return found

    def buildings_on(self, day: date) -> list[BuildingFacts]:
        return [row for row in self.facts if _holds(row, day)]

    def on(self, day: date) -> Iterator[Let]:
        """Every unit that there was on that day, with who rented it."""
        buildings = {row.entity_id: row for row in self.buildings_on(day)}
        for unit in self.units:
            building = buildings.get(unit.floor.building_id)
            if building is None or not _holds(unit, day):
                continue
            tenancy = next((row for row in self.tenancies[unit.pk] if _holds(row, day)), None)
            yield Let(
                unit,
                building,
                tenancy,
                is_available=_is_completed(building, day),
                is_producing=tenancy is not None and _by(tenancy.producing_since, day),
            )

    def areas(self, day: date, *, park: int | None = None) -> Areas:
        """The three areas on a day, of one park of these or of all."""
        here = [let for let in self.on(day) if park in (None, let.building.park_id)]
        ready = [let for let in here if let.is_available]
        return Areas(
            available=_sum(ready),
            let=_sum(place for place in ready if place.tenancy is not None),
            producing=_sum(place for place in ready if place.is_producing),
        )

    def series(self, last: date, *, months: int) -> list[tuple[date, Areas]]:
        """At the end of each of so many months, the last of them as far as ``last``."""
        ends = [_month_end(add_months(last, -back)) for back in range(months - 1, 0, -1)]
        return [(day, self.areas(day)) for day in [*ends, last]]

    def vacancies(self, day: date) -> list[Vacancy]:
        """What could be let at once, the longest empty first."""
        found = [self._vacancy(place, day) for place in self.on(day) if place.is_vacant]
        return sorted(found, key=lambda vacancy: vacancy.since)

    def _vacancy(self, place: Let, day: date) -> Vacancy:
        """Empty since the last tenant left, the unit was made or the building was completed."""
        left = [row.until for row in self.tenancies[place.unit.pk] if _by(row.until, day)]
        days = [place.unit.since, place.building.completed_on, *left]
        since = max(day for day in days if day is not None)
        return Vacancy(place, since, (day - since).days)

    def ending(self, day: date, *, within: int) -> list[Ending]:
        """Contracts whose last day comes within so many days, the first first."""
        found = [
            self._ending(place, place.tenancy, day)
            for place in self.on(day)
            if place.tenancy is not None and place.tenancy.until is not None
        ]
        return sorted((e for e in found if e.days <= within), key=lambda ending: ending.last)

    def _ending(self, place: Let, tenancy: Tenancy, day: date) -> Ending:
        assert tenancy.until is not None  # asked of contracts with an end alone
        last = tenancy.until - timedelta(days=1)
        stays = any(
            row.tenant_id == tenancy.tenant_id and row.since == tenancy.until
            for row in self.tenancies[place.unit.pk]
        )
        return Ending(place, tenancy, last, (last - day).days, stays)


def occupancy(entity: Entity, on: date) -> Areas:
    """The areas of a park or of a building on a day."""
    return Stock([entity]).areas(on)


def _holds(row: BuildingFacts | Unit | Tenancy, day: date) -> bool:
    return row.since <= day and (row.until is None or day < row.until)


def _by(when: date | None, day: date) -> bool:
    return when is not None and when <= day


def _is_completed(building: BuildingFacts, day: date) -> bool:
    return building.state == BuildingState.COMPLETED and _by(building.completed_on, day)


def _sum(places: Iterable[Let]) -> Decimal:
    return sum((place.unit.area for place in places), Decimal(0))


def _month_end(day: date) -> date:
    return add_months(day.replace(day=1), 1) - timedelta(days=1)
