"""The units of parks with their tenants, one a row."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from tashan.exchange.outgoing.cells import cell, references
from tashan.exchange.outgoing.kind import Asking, Rows
from tashan.exchange.registers.units import fields
from tashan.registry.dated import as_of
from tashan.registry.models import BuildingFacts, Tenancy, Unit
from tashan.registry.naming import names_on

_TOLD = ("signed_on", "producing_since", "rent")


def units(asking: Asking) -> QuerySet[Unit]:
    """Those of a park, or of a building, where the page shows one."""
    rows = as_of(Unit.objects.all(), asking.on)
    if (park := asking.number("park")) is not None:
        buildings = as_of(BuildingFacts.objects.filter(park=park), asking.on)
        rows = rows.filter(floor__building__in=buildings.values("entity"))
    if (building := asking.number("building")) is not None:
        rows = rows.filter(floor__building=building)
    return rows.select_related("floor").order_by("floor__building", "floor__number", "order", "pk")


def count_units(asking: Asking) -> int:
    return units(asking).count()


def unit_rows(asking: Asking) -> Rows:
    shown = list(units(asking))
    buildings = {row.floor.building_id for row in shown}
    known = as_of(BuildingFacts.objects.filter(entity__in=buildings), asking.on)
    facts = {row.entity_id: row for row in known}
    lets = {row.unit_id: row for row in as_of(Tenancy.objects.filter(unit__in=shown), asking.on)}
    parks = references({row.park_id for row in facts.values()}, asking.on)
    tenants = references({row.tenant_id for row in lets.values()}, asking.on)
    named = names_on(buildings, asking.on)
    for row in shown:
        told = _told(row, facts.get(row.floor.building_id), lets.get(row.pk), parks, tenants)
        told["building"] = named.get(row.floor.building_id)
        yield [cell(field, told.get(field.code)) for field in fields()]


def _told(
    row: Unit,
    building: BuildingFacts | None,
    let: Tenancy | None,
    parks: Mapping[int, str],
    tenants: Mapping[int, str],
) -> dict[str, object]:
    told: dict[str, object] = {
        "floor": row.floor.number, "height": row.floor.height, "load": row.floor.load,
        "unit": row.name, "area": row.area, "power": row.power,
    }  # fmt: skip
    if building is not None:
        told |= {"park": parks.get(building.park_id), "state": building.state,
                 "completed_on": building.completed_on, "owner": building.owner}  # fmt: skip
    if let is not None:
        told |= {"tenant": tenants.get(let.tenant_id), "lease_since": let.since,
                 "lease_until": let.until}  # fmt: skip
        told |= {name: getattr(let, name) for name in _TOLD}
    return told
