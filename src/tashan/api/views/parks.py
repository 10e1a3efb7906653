"""Parks, buildings, floors and units, who rents them, and how much is let and used."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import entry, kept, named, seen, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, Money, entity_url, exact
from tashan.api.routers import registers as router
from tashan.api.schemas import registers as told
from tashan.api.schemas.shared import AsOf, Done, Refs, days_of
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry import changes, parks
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind
from tashan.registry.models import Floor, Tenancy, Unit
from tashan.registry.occupancy import Areas, Let, Stock

READ, WRITE = Scope.REGISTERS_READ, Scope.REGISTERS_WRITE


@door(
    router, "POST", "/parks",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_park(request: ProgramRequest, given: told.ParkNew) -> Done:
    """A new park."""
    new = New(given.name, given.since, code=given.code, facts=given.facts.facts())
    source = entry(request, given.reason, timezone.now())
    made = changes.enter(Kind.PARK, new, source=source, short=given.short)
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "PATCH", "/parks/{entity_id}",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def change_park(request: ProgramRequest, entity_id: Id, given: told.ParkChanged) -> Done:
    """From a day on the given facts hold."""
    entity = kept(entity_id, Kind.PARK)
    source = entry(request, given.reason, timezone.now())
    changes.change(
        entity, since=given.since, until=given.until, source=source, **given.facts.facts()
    )
    return Done(id=entity.pk, url=entity_url(entity.pk))


@door(
    router, "POST", "/buildings",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_building(request: ProgramRequest, given: told.BuildingNew) -> Done:
    """A building of a park, with its floors and how they are divided."""
    new = New(given.name, given.since, code=given.code, facts=given.facts.facts())
    source = entry(request, given.reason, timezone.now())
    made = parks.enter_building(new, [_plan(floor) for floor in given.floors], source=source)
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "PATCH", "/buildings/{entity_id}",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def change_building(request: ProgramRequest, entity_id: Id, given: told.BuildingChanged) -> Done:
    """From a day on the given facts hold."""
    entity = kept(entity_id, Kind.BUILDING)
    source = entry(request, given.reason, timezone.now())
    changes.change(
        entity, since=given.since, until=given.until, source=source, **given.facts.facts()
    )
    return Done(id=entity.pk, url=entity_url(entity.pk))


@door(
    router, "POST", "/buildings/{entity_id}/floors",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def add_floor(request: ProgramRequest, entity_id: Id, given: told.FloorNew) -> Done:
    """A further floor, divided into units."""
    building = kept(entity_id, Kind.BUILDING)
    source = entry(request, given.reason, timezone.now())
    floor = parks.add_floor(building, _plan(given.floor), since=given.since, source=source)
    return Done(id=floor.pk, url=f"{entity_url(entity_id)}/units")


@door(
    router, "POST", "/floors/{floor_id}/division",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def divide_floor(request: ProgramRequest, floor_id: Id, given: told.Division) -> Done:
    """From a day on the floor is divided anew: its units end that day and these begin."""
    floor = get_object_or_404(Floor.objects.select_related("building"), pk=floor_id)
    source = entry(request, given.reason, timezone.now())
    parts = [_part(part) for part in given.parts]
    parks.divide(floor, parts, since=given.since, source=source)
    return Done(id=floor.pk, url=f"{entity_url(floor.building_id)}/units")


def _plan(given: told.FloorGiven) -> parks.FloorPlan:
    parts = tuple(_part(part) for part in given.parts)
    return parks.FloorPlan(given.number, given.height, given.load, parts)


def _part(given: told.PartGiven) -> parks.Part:
    return parks.Part(given.name, given.area, given.power)


@door(
    router, "GET", "/entities/{entity_id}/units",
    scope=READ, right=perms.may_see_registers, answer=told.Stock,
)  # fmt: skip
def list_units(request: ProgramRequest, entity_id: Id, asked: Query[AsOf]) -> told.Stock:
    """Every unit of a park or building on a day, who rents it, and how much is let and used."""
    on = asked.on or today()
    stock = Stock([seen(request, entity_id, kinds=(Kind.PARK, Kind.BUILDING))])
    lets = list(stock.on(on))
    known = [let.building.entity for let in lets]
    known += [let.tenancy.tenant for let in lets if let.tenancy is not None]
    refs = Refs(known, on=on, viewer=request.user)
    return told.Stock(
        on=on, areas=areas_of(stock.areas(on)), units=[_unit(let, refs) for let in lets]
    )


def areas_of(areas: Areas) -> told.Areas:
    return told.Areas(
        available=exact(areas.available),
        let=exact(areas.let),
        producing=exact(areas.producing),
        vacant=exact(areas.vacant),
        occupancy=None if areas.occupancy is None else f"{areas.occupancy:.6f}",
        utilisation=None if areas.utilisation is None else f"{areas.utilisation:.6f}",
    )


def _unit(let: Let, refs: Refs) -> told.Unit:
    unit = let.unit
    return told.Unit(
        **days_of(unit),
        id=unit.pk,
        building=refs.to(let.building.entity),
        floor=unit.floor.number,
        floor_id=unit.floor_id,
        name=unit.name,
        area=exact(unit.area),
        power=None if unit.power is None else exact(unit.power),
        is_available=let.is_available,
        is_producing=let.is_producing,
        tenancy=_tenancy(let.tenancy, refs) if let.tenancy else None,
    )


def _tenancy(row: Tenancy, refs: Refs) -> told.Tenancy:
    return told.Tenancy(
        **days_of(row),
        id=row.pk,
        tenant=refs.to(row.tenant),
        signed_on=row.signed_on,
        producing_since=row.producing_since,
        rent=Money.of(row.rent),
        renewal=row.renewal,
    )


@door(
    router, "POST", "/units/{unit_id}/tenancies",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def move_in(request: ProgramRequest, unit_id: Id, given: told.LeaseGiven) -> Done:
    """A tenant takes a unit; refused while another's contract holds on those days."""
    unit = get_object_or_404(Unit.objects.select_related("floor__building"), pk=unit_id)
    lease = parks.Lease(
        named(given.tenant, Kind.ENTERPRISE),
        given.since,
        until=given.until,
        signed_on=given.signed_on,
        producing_since=given.producing_since,
        rent=given.rent,
    )
    row = parks.move_in(unit, lease, source=entry(request, given.reason, timezone.now()))
    return _at(row)


def _at(row: Tenancy) -> Done:
    return Done(id=row.pk, url=f"{entity_url(row.unit.floor.building_id)}/units")


def _contract(tenancy_id: int) -> Tenancy:
    rows: QuerySet[Tenancy] = Tenancy.objects.select_related("unit__floor__building", "tenant")
    row = get_object_or_404(rows, pk=tenancy_id)
    if row.replaced_id is not None:  # known better by a later row, which has a number of its own
        raise Http404
    return row


@door(
    router, "POST", "/tenancies/{tenancy_id}/end",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def move_out(request: ProgramRequest, tenancy_id: Id, given: told.OnDay) -> Done:
    """The tenant is gone from a day on."""
    source = entry(request, given.reason, timezone.now())
    return _at(parks.move_out(_contract(tenancy_id), on=given.on, source=source))


@door(
    router, "POST", "/tenancies/{tenancy_id}/production",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def start_production(request: ProgramRequest, tenancy_id: Id, given: told.OnDay) -> Done:
    """From a day on the unit is used to produce, which utilisation counts."""
    source = entry(request, given.reason, timezone.now())
    return _at(parks.start_production(_contract(tenancy_id), on=given.on, source=source))


@door(
    router, "POST", "/tenancies/{tenancy_id}/renewal",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def settle_renewal(request: ProgramRequest, tenancy_id: Id, given: told.Renewal) -> Done:
    """What was agreed about the time after the contract, in words."""
    source = entry(request, given.reason, timezone.now())
    row = parks.settle_renewal(_contract(tenancy_id), given.words, source=source, on=given.on)
    return _at(row)


@door(
    router, "GET", "/parks/{entity_id}/occupancy",
    scope=READ, right=perms.may_see_registers, answer=told.Areas,
)  # fmt: skip
def read_occupancy(request: ProgramRequest, entity_id: Id, asked: Query[AsOf]) -> told.Areas:
    """How much of a park could be let, is let, and is used to produce on a day."""
    park = seen(request, entity_id, kinds=(Kind.PARK,))
    on: date = asked.on or today()
    return areas_of(Stock([park]).areas(on))
