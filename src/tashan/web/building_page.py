"""What the page of a building shows, as of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from tashan.record.models import Event
from tashan.registry.keeping import facts_on
from tashan.registry.models import BuildingFacts, Entity, Floor, Tenancy
from tashan.registry.naming import names_on
from tashan.registry.occupancy import Areas, Let, Stock
from tashan.web.area_words import square_metres
from tashan.web.register_events import EventRow, events_of, mentioned, told


class BuildingPage:
    """One building on one day: floors from the top down, and earlier contracts."""

    def __init__(self, building: Entity, on: date) -> None:
        self.building, self.on = building, on
        self.facts: BuildingFacts | None = facts_on(building, on)
        self.stock = Stock([building])

    @cached_property
    def areas(self) -> Areas:
        return self.stock.areas(self.on)

    @cached_property
    def floors(self) -> list[tuple[Floor, list[Let]]]:
        places = list(self.stock.on(self.on))
        rows = [(floor, list(row)) for floor, row in groupby(places, lambda p: p.unit.floor)]
        return rows[::-1]

    @cached_property
    def past(self) -> list[tuple[Tenancy, str, date]]:
        """Contracts that have ended: the tenancy, its unit, its last day; the newest first."""
        ended = [
            (row, f"{_number(unit.floor)} {unit.name}", row.until - timedelta(days=1))
            for unit in self.stock.units
            for row in self.stock.tenancies[unit.pk]
            if row.until is not None and row.until <= self.on
        ]
        return sorted(ended, key=lambda one: one[2], reverse=True)

    @cached_property
    def names(self) -> Mapping[int, str]:
        tenants = {row.tenant_id for rows in self.stock.tenancies.values() for row in rows}
        park = self.facts.park_id if self.facts else None
        return names_on({self.building.pk, park, *tenants, *mentioned(self._events)}, self.on)

    @property
    def name(self) -> str:
        return self.names[self.building.pk]

    @property
    def finding(self) -> str:
        """The title: what of the building is vacant."""
        if not self.areas.available:
            return _("%s: not available yet") % self.name
        if not self.areas.vacant:
            return _("%s: fully let") % self.name
        words = {"building": self.name, "area": square_metres(self.areas.vacant)}
        return _("%(building)s: %(area)s vacant") % words

    @cached_property
    def _events(self) -> list[Event]:
        return events_of([self.building.stream], most=12)

    @property
    def events(self) -> list[EventRow]:
        return told(self._events, self.names, page_of=self.building.pk)


def _number(floor: Floor) -> str:
    return f"{floor.number}F" if floor.number > 0 else f"B{-floor.number}"
