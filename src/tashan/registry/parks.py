"""Parks, their buildings, floors and units, and who rents them from when to when.

Nothing is overwritten: where a floor is divided anew its units end and others begin, and what a
unit was let to stays with it. Every change waits for the building's row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import Source
from tashan.registry.changes import enter, lock, note
from tashan.registry.dated import as_of
from tashan.registry.keeping import New, restate
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Floor, Tenancy, Unit
from tashan.registry.naming import name_on


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a floor that is to be let as one, in square metres and kVA."""

    name: str
    area: Decimal
    power: Decimal | None = None

    def __post_init__(self) -> None:
        if self.area <= 0:
            raise UserError(
                _("The part “%s” has no area.") % self.name,
                hint=_("Give its area in square metres, more than 0."),
            )


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A floor and how it is divided, from the left; height in metres, load in tonnes a m²."""

    number: int
    height: Decimal | None
    load: Decimal | None
    parts: tuple[Part, ...]


@transaction.atomic
def enter_building(new: New, floors: Iterable[FloorPlan], *, source: Source) -> Entity:
    """A building of a park (its facts name it), with its floors and units."""
    building = enter(Kind.BUILDING, new, source=source)
    for plan in floors:
        add_floor(building, plan, since=new.since, source=source)
    return building


@transaction.atomic
def add_floor(building: Entity, plan: FloorPlan, *, since: date, source: Source) -> Floor:
    """A floor with its units. A number that the building has already is refused."""
    lock(building)
    if Floor.objects.filter(building=building, number=plan.number).exists():
        raise UserError(
            _("The building has a floor %s already.") % plan.number,
            hint=_("Divide that floor anew, or give another number."),
        )
    floor = Floor.objects.create(
        building=building, number=plan.number, height=plan.height, load=plan.load
    )
    _make(floor, plan.parts, since=since, source=source)
    parts = [f"{part.name} {part.area:f}" for part in plan.parts]
    payload = {"floor": plan.number, "parts": parts}
    note(building, "floor.entered", payload, source=source, on=since)
    return floor


def _make(floor: Floor, parts: Sequence[Part], *, since: date, source: Source) -> list[Unit]:
    _once(part.name for part in parts)
    return Unit.objects.bulk_create(
        Unit(
            floor=floor,
            name=part.name,
            order=order,
            area=part.area,
            power=part.power,
            since=since,
            source=source,
            entered=source,
        )
        for order, part in enumerate(parts, start=1)
    )


def _once(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise UserError(
                _("Two parts of the floor are called “%s”.") % name,
                hint=_("Give every part a name of its own."),
            )
        seen.add(name)


@transaction.atomic
def divide(floor: Floor, parts: Sequence[Part], *, since: date, source: Source) -> list[Unit]:
    """From a day on the floor is divided anew: its units end that day and these begin.

    Refused while somebody's contract runs beyond that day: move them out first.
    """
    lock(floor.building)
    if not parts:
        raise UserError(_("No part is given."), hint=_("A floor has one part at least."))
    for unit in Unit.objects.filter(floor=floor, replaced__isnull=True):
        if unit.until is None or unit.until > since:
            _end_unit(unit, on=since, source=source)
    made = _make(floor, parts, since=since, source=source)
    payload = {"floor": floor.number, "parts": [f"{part.name} {part.area:f}" for part in parts]}
    note(floor.building, "floor.divided", payload, source=source, on=since)
    return made


def _end_unit(unit: Unit, *, on: date, source: Source) -> None:
    """The unit ends, and its tenancies follow it to the row that says so."""
    if unit.since >= on:
        raise UserError(
            _("Unit %(unit)s begins on %(since)s.") % {"unit": unit.name, "since": unit.since},
            hint=_("Give a day after it: a division cannot reach behind the last one."),
        )
    tenancies = list(Tenancy.objects.filter(unit=unit, replaced__isnull=True))
    for tenancy in tenancies:
        if tenancy.until is None or tenancy.until > on:
            words = {"tenant": name_on(tenancy.tenant, on), "unit": unit.name}
            raise UserError(
                _("%(tenant)s still rents %(unit)s on that day.") % words,
                hint=_("Move the tenant out by then, and in again to a new part."),
            )
    ended = restate(unit, source=source, until=on)
    for tenancy in tenancies:
        restate(tenancy, source=source, unit=ended)


@dataclass(frozen=True, slots=True)
class Lease:
    """What a contract says: ``until`` is the first day after it, rent is fen a m² and month."""

    tenant: Entity
    since: date
    until: date | None = None
    signed_on: date | None = None
    producing_since: date | None = None
    rent: int | None = None

    def __post_init__(self) -> None:
        if self.tenant.kind != Kind.ENTERPRISE:
            raise UserError(_("Only an enterprise can rent a unit."), hint=_("Choose one."))
        if self.until is not None and self.until <= self.since:
            raise UserError(
                _("The contract ends before it begins."), hint=_("Give an end after its start.")
            )
        _after(self.producing_since, self.since)


def _after(producing: date | None, since: date) -> None:
    if producing is not None and producing < since:
        raise UserError(
            _("Production begins before the unit was let."),
            hint=_("Give a day from %s on.") % since,
        )


@transaction.atomic
def move_in(unit: Unit, lease: Lease, *, source: Source) -> Tenancy:
    """A tenant takes a unit. Refused while another's contract or no unit holds on those days."""
    building = unit.floor.building
    lock(building)
    _refuse_beyond_the_unit(unit, lease)
    _refuse_beside_another(unit, lease)
    tenancy = Tenancy.objects.create(
        unit=unit,
        tenant=lease.tenant,
        since=lease.since,
        until=lease.until,
        signed_on=lease.signed_on,
        producing_since=lease.producing_since,
        rent=lease.rent,
        source=source,
        entered=source,
    )
    payload = _told(tenancy) | {"until": lease.until}
    note(building, "tenant.moved_in", payload, source=source, on=lease.since)
    return tenancy


def _refuse_beyond_the_unit(unit: Unit, lease: Lease) -> None:
    beyond = unit.until is not None and (lease.until is None or lease.until > unit.until)
    if lease.since < unit.since or beyond or unit.replaced_id is not None:
        raise UserError(
            _("Unit %s is not there on all days of the contract.") % unit.name,
            hint=_("The floor was divided anew; choose a unit of those days."),
        )


def _refuse_beside_another(unit: Unit, lease: Lease) -> None:
    others = Tenancy.objects.filter(unit=unit, replaced__isnull=True)
    for other in others:
        begins_before = lease.until is None or other.since < lease.until
        if begins_before and (other.until is None or other.until > lease.since):
            words = {"tenant": name_on(other.tenant, other.since), "since": other.since}
            raise UserError(
                _("The unit is let to %(tenant)s from %(since)s on.") % words,
                hint=_("Move that tenant out first, or give other days."),
            )


@transaction.atomic
def move_out(tenancy: Tenancy, *, on: date, source: Source) -> Tenancy:
    """The tenant is gone from a day on: the contract ends that day, whatever it said."""
    building = tenancy.unit.floor.building
    lock(building)
    if on <= tenancy.since or (tenancy.until is not None and on > tenancy.until):
        raise UserError(
            _("The contract does not run on that day."),
            hint=_("Give a day after it began and not after it ends."),
        )
    ended = restate(tenancy, source=source, until=on)
    note(building, "tenant.moved_out", _told(tenancy), source=source, on=on)
    return ended


@transaction.atomic
def start_production(tenancy: Tenancy, *, on: date, source: Source) -> Tenancy:
    """From a day on the unit is used to produce, which utilisation counts."""
    building = tenancy.unit.floor.building
    lock(building)
    _after(on, tenancy.since)
    producing = restate(tenancy, source=source, producing_since=on)
    note(building, "production.started", _told(tenancy), source=source, on=on)
    return producing


@transaction.atomic
def settle_renewal(tenancy: Tenancy, words: str, *, source: Source, on: date) -> Tenancy:
    """What was agreed about the time after the contract, in words: will leave, being talked of."""
    building = tenancy.unit.floor.building
    lock(building)
    settled = restate(tenancy, source=source, renewal=words.strip())
    note(building, "renewal.settled", _told(tenancy) | {"words": words}, source=source, on=on)
    return settled


def _told(tenancy: Tenancy) -> dict[str, object]:
    unit = tenancy.unit
    return {"floor": unit.floor.number, "unit": unit.name, "tenant": tenancy.tenant_id}


def units_on(building: Entity, day: date) -> list[Unit]:
    """The units of a building on a day, from the ground up and from the left."""
    rows = as_of(Unit.objects.filter(floor__building=building), day)
    return list(rows.select_related("floor").order_by("floor__number", "order"))
