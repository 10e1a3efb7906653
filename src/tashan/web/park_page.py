"""What the page of a park shows, as of a day: worked out once, in few queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tashan.indicators import utilities
from tashan.indicators.newest import Newest, newest
from tashan.record.models import Event, User
from tashan.registry.dated import as_of
from tashan.registry.keeping import facts_on
from tashan.registry.models import EnterpriseFacts, Entity, ParkFacts
from tashan.registry.naming import both_names_on
from tashan.registry.occupancy import Areas, Ending, Let, Stock, Vacancy
from tashan.web.area_words import percent, square_metres
from tashan.web.charts.lines import LineChart
from tashan.web.park_trend import completions, trend
from tashan.web.plan_colours import SOON, ByEnd, ByIndustry, ByTax, Painter
from tashan.web.register_events import EventRow, events_of, mentioned, told
from tashan.web.stacking import Ink, Plan, Tower, plan

MONTHS = 24
TAX = "tax_per_mu"
MODE_WORDS = {
    "industry": gettext_lazy("by industry"),
    "end": gettext_lazy("by end of contract"),
    "tax": gettext_lazy("by tax per mu"),
}
FACILITY_WORDS = {
    "water": gettext_lazy("Water supply"),
    "power": gettext_lazy("Power supply"),
    "sewage": gettext_lazy("Sewage treatment"),
    "refuse": gettext_lazy("Refuse disposal"),
    "dormitory": gettext_lazy("Dormitory beds"),
}


@dataclass(frozen=True, slots=True)
class UtilityRow:
    """A facility with its name, and the addresses of its figures' sources."""

    one: utilities.Utility
    words: str

    @property
    def peak_url(self) -> str:
        return _source_url(self.one.peak)

    @property
    def capacity_url(self) -> str:
        return _source_url(self.one.capacity)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of the table: where it is, by whom it is rented, in which group, until which day."""

    place: Let
    where: str
    tenant: str
    short: str
    group: str
    last: date | None


class ParkPage:
    """One park on one day. ``by`` is how the plan is coloured: industry, end or tax."""

    def __init__(self, park: Entity, on: date, *, user: User, by: str = "industry") -> None:
        self.park, self.on, self.user = park, on, user
        self.facts: ParkFacts | None = facts_on(park, on)
        self.stock = Stock([park])
        self.by = by if by in self.modes else "industry"

    @cached_property
    def places(self) -> list[Let]:
        return list(self.stock.on(self.on))

    @cached_property
    def areas(self) -> Areas:
        return self.stock.areas(self.on)

    @cached_property
    def vacancies(self) -> list[Vacancy]:
        return self.stock.vacancies(self.on)

    @cached_property
    def ending(self) -> list[Ending]:
        return self.stock.ending(self.on, within=SOON)

    @cached_property
    def tenants(self) -> set[int]:
        return {place.tenancy.tenant_id for place in self.places if place.tenancy}

    @cached_property
    def _named(self) -> set[int | None]:
        buildings = {row.entity_id for row in self.stock.buildings_on(self.on)}
        around = {self.facts.place_id, self.facts.committee_id} if self.facts else set()
        return {self.park.pk, *buildings, *self.tenants, *around, *mentioned(self._events)}

    @cached_property
    def _titles(self) -> tuple[Mapping[int, str], Mapping[int, str]]:
        return both_names_on(self._named, self.on)

    @property
    def names(self) -> Mapping[int, str]:
        return self._titles[0]

    @property
    def short_names(self) -> Mapping[int, str]:
        return self._titles[1]

    @cached_property
    def industries(self) -> Mapping[int, str]:
        rows = as_of(EnterpriseFacts.objects.filter(entity__in=self.tenants), self.on)
        return dict(rows.values_list("entity", "industry"))

    @cached_property
    def figures(self) -> Mapping[tuple[int, str], Newest]:
        subjects = [self.park.pk, *self.tenants]
        return newest(subjects, [*utilities.CODES, TAX], on=self.on, user=self.user)

    @cached_property
    def utilities(self) -> list[utilities.Utility]:
        return utilities.utilities(self.figures, self.park.pk)

    @cached_property
    def taxes(self) -> Mapping[int, Decimal]:
        known = ((tenant, self.figures.get((tenant, TAX))) for tenant in self.tenants)
        return {tenant: figure.value for tenant, figure in known if figure}

    @property
    def modes(self) -> list[str]:
        """By tax per mu only where figures are known that this person may see."""
        return ["industry", "end", *(["tax"] if self.taxes else [])]

    @cached_property
    def painter(self) -> Painter:
        if self.by == "end":
            return ByEnd(self.on)
        if self.by == "tax":
            return ByTax(self.taxes)
        return ByIndustry(self.places, self.industries)

    @cached_property
    def ink(self) -> Ink:
        return Ink(self.painter, self._name, self._words, self._due)

    @cached_property
    def plan(self) -> Plan:
        return plan(self.towers, self.ink)

    @cached_property
    def phone_plans(self) -> list[tuple[Tower, Plan]]:
        """Each building by itself, at the width of a phone."""
        return [(tower, plan([tower], self.ink, width=340, below=8)) for tower in self.towers]

    @cached_property
    def towers(self) -> list[Tower]:
        rows = self.stock.buildings_on(self.on)
        return [
            self._tower(row.entity_id, row.completed_on)
            for row in sorted(rows, key=lambda row: _in_order(self.names[row.entity_id]))
        ]

    def _tower(self, building: int, completed: date | None) -> Tower:
        places = tuple(p for p in self.places if p.building.entity_id == building)
        floors = len({place.unit.floor_id for place in places})
        built = _("built in %d") % completed.year if completed else _("not yet completed")
        storeys = ngettext("%d floor", "%d floors", floors) % floors
        area = sum((place.unit.area for place in places), Decimal(0))
        empty = sum((place.unit.area for place in places if place.is_vacant), Decimal(0))
        left = _("%s vacant") % square_metres(empty) if empty else _("fully let")
        if not any(place.is_available for place in places):
            left = _("not available")
        words = (_join(built, storeys), _join(square_metres(area), left))
        return Tower(building, self.building_name(building), places, words)

    def _name(self, place: Let) -> str:
        return self.short_names[place.tenancy.tenant_id] if place.tenancy else ""

    def _due(self, place: Let) -> str:
        last = self._soon.get(place.unit.pk)
        return _("to %s") % f"{last:%m-%d}" if last else ""

    @cached_property
    def _soon(self) -> Mapping[int, date]:
        return {ending.place.unit.pk: ending.last for ending in self.ending}

    def _words(self, place: Let) -> str:
        """All there is to say of a unit: read out, and shown when it is pointed at."""
        said = [self.where(place), square_metres(place.unit.area)]
        if place.tenancy is None:
            said.append(_("vacant") if place.is_vacant else _("not available"))
        else:
            said.append(self.names[place.tenancy.tenant_id])
            said.append(self.painter.of(place).words)
            said += [] if place.is_producing else [_("let, not producing")]
            said += [due] if (due := self._due(place)) else []
        return _(", ").join(said)

    def where(self, place: Let) -> str:
        """3# 5F 东"""
        building = self.building_name(place.building.entity_id)
        return f"{building} {storey(place)} {place.unit.name}"

    def building_name(self, building: int) -> str:
        """Its name as it is called within the park: without the park's own name before it."""
        whole = self.names[building]
        return whole.removeprefix(self.names[self.park.pk]) or whole

    @property
    def finding(self) -> str:
        """The title: what is the matter with this park."""
        name = self.names[self.park.pk]
        if self.areas.occupancy is None:
            return _("%s: no factory is available yet") % name
        words = {"park": name, "rate": percent(self.areas.occupancy)}
        if not self.areas.vacant:
            return _("%(park)s: fully let") % words
        words["vacant"] = square_metres(self.areas.vacant)
        return _("%(park)s: %(rate)s let, %(vacant)s vacant") % words

    @property
    def shortage(self) -> str:
        """The title of the facilities: which do not suffice."""
        short = [str(FACILITY_WORDS[one.code]) for one in self.utilities if one.is_short]
        if short:
            return _("Not enough: %s") % pgettext("between words", ", ").join(short)
        if any(one.shortfall is None for one in self.utilities):
            return _("Facilities: not all figures are known")
        return _("The facilities suffice")

    @property
    def name(self) -> str:
        return self.names[self.park.pk]

    @property
    def sub(self) -> str:
        """5 buildings, 22 floors, 54,600 ㎡ available, 16 tenants; as of 2026-11-21"""
        buildings, tenants = len(self.towers), len(self.tenants)
        floors = sum(len(tower.floors()) for tower in self.towers)
        said = [
            ngettext("%d building", "%d buildings", buildings) % buildings,
            ngettext("%d floor", "%d floors", floors) % floors,
            ngettext("%d tenant", "%d tenants", tenants) % tenants,
            _("as of %s") % self.on,
        ]
        return _(", ").join(said)

    @property
    def plan_summary(self) -> str:
        """What the drawing shows, to be read out."""
        words = {
            "buildings": len(self.towers),
            "area": square_metres(self.areas.available),
            "vacant": square_metres(self.areas.vacant),
        }
        return _("%(buildings)s buildings floor by floor: %(area)s, %(vacant)s vacant") % words

    @property
    def mode_words(self) -> list[tuple[str, str]]:
        return [(mode, str(MODE_WORDS[mode])) for mode in self.modes]

    @property
    def idle(self) -> Decimal:
        return self.areas.let - self.areas.producing

    @property
    def ending_area(self) -> Decimal:
        return sum((ending.place.unit.area for ending in self.ending), Decimal(0))

    @property
    def utility_rows(self) -> list[UtilityRow]:
        return [UtilityRow(one, str(FACILITY_WORDS[one.code])) for one in self.utilities]

    @property
    def vacancy_rows(self) -> list[tuple[Vacancy, str]]:
        return [(vacancy, self.where(vacancy.place)) for vacancy in self.vacancies]

    @property
    def ending_rows(self) -> list[tuple[Ending, UnitRow]]:
        return [(ending, self._row(ending.place)) for ending in self.ending]

    @property
    def unit_rows(self) -> list[UnitRow]:
        """The table behind the plan: every unit, building by building from the ground up."""
        return [self._row(place) for tower in self.towers for place in tower.places]

    def _row(self, place: Let) -> UnitRow:
        held = place.tenancy
        last = held.until - timedelta(days=1) if held and held.until else None
        return UnitRow(
            place,
            self.where(place),
            self.names[held.tenant_id] if held else "",
            self._name(place),
            self.painter.of(place).words if held else "",
            last,
        )

    @cached_property
    def trend(self) -> LineChart | None:
        done = completions(self.stock.buildings_on(self.on))
        named = [(day, self.names[building]) for day, building in done]
        return trend(self.stock.series(self.on, months=MONTHS), named)

    @cached_property
    def _events(self) -> list[Event]:
        buildings = (row.entity for row in self.stock.buildings_on(self.on))
        return events_of((e.stream for e in (self.park, *buildings)), most=6)

    @property
    def events(self) -> list[EventRow]:
        """What happened here last: to the park itself and to its buildings."""
        return told(self._events, self.names, page_of=self.park.pk)


def _source_url(figure: Newest | None) -> str:
    return reverse("figure_source", args=[figure.observation]) if figure else ""


def storey(place: Let) -> str:
    """5F above the ground, B1 below."""
    number = place.unit.floor.number
    return f"{number}F" if number > 0 else f"B{-number}"


def _in_order(name: str) -> tuple[int, str]:
    """2# before 10#."""
    digits = "".join(character for character in name if character.isdigit())
    return int(digits or 0), name


def _join(*words: str) -> str:
    return _(", ").join(words)
