"""Registrars enter and change parks, buildings, floors and contracts."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.record import perms
from tashan.record.models import Source
from tashan.registry import parks
from tashan.registry.changes import enter
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Floor, Tenancy, Unit
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.parks import (
    BuildingForm,
    DivideForm,
    FloorForm,
    LeaseForm,
    ParkForm,
    TenancyForm,
)
from tashan.web.register_forms import answer, initial_of, restate


@page(perms.may_keep_registers)
def new_park(request: OfficerRequest) -> HttpResponseBase:
    """Enter a park."""
    form = ParkForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        return "park", enter(Kind.PARK, form.new(), source=source).pk

    return answer(request, form, act, title=_("New park"), back=("parks", []))


@page(perms.may_keep_registers)
def change_park(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """What holds of a park from a day on."""
    park = get_object_or_404(Entity, pk=entity_id, kind=Kind.PARK)
    form = ParkForm(request.POST or None, initial=initial_of(park))

    def act(source: Source) -> tuple[str, int]:
        restate(park, form, source)
        return "park", park.pk

    return answer(request, form, act, title=_("Change the park"), back=("park", [park.pk]))


@page(perms.may_keep_registers)
def new_building(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """Enter a building of a park; its floors are entered on its page."""
    park = get_object_or_404(Entity, pk=entity_id, kind=Kind.PARK)
    form = BuildingForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        return "building", parks.enter_building(form.new(park), [], source=source).pk

    return answer(request, form, act, title=_("New building"), back=("park", [park.pk]))


@page(perms.may_keep_registers)
def change_building(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """What holds of a building from a day on: it is begun, it is completed."""
    building = get_object_or_404(Entity, pk=entity_id, kind=Kind.BUILDING)
    form = BuildingForm(request.POST or None, initial=initial_of(building))

    def act(source: Source) -> tuple[str, int]:
        restate(building, form, source)
        return "building", building.pk

    back = ("building", [building.pk])
    return answer(request, form, act, title=_("Change the building"), back=back)


@page(perms.may_keep_registers)
def new_floor(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """Enter a floor of a building with its units."""
    building = get_object_or_404(Entity, pk=entity_id, kind=Kind.BUILDING)
    form = FloorForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        since = form.cleaned_data["since"]
        parks.add_floor(building, form.plan(), since=since, source=source)
        return "building", building.pk

    return answer(request, form, act, title=_("New floor"), back=("building", [building.pk]))


@page(perms.may_keep_registers)
def divide_floor(request: OfficerRequest, floor_id: int) -> HttpResponseBase:
    """Divide a floor anew from a day on."""
    floor = get_object_or_404(Floor.objects.select_related("building"), pk=floor_id)
    form = DivideForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        data = form.cleaned_data
        parks.divide(floor, data["parts"], since=data["since"], source=source)
        return "building", floor.building_id

    words = _("Divide floor %d anew") % floor.number
    return answer(request, form, act, title=words, back=("building", [floor.building_id]))


@page(perms.may_keep_registers)
def let_unit(request: OfficerRequest, unit_id: int) -> HttpResponseBase:
    """A tenant moves into a unit."""
    unit = get_object_or_404(Unit.objects.select_related("floor__building"), pk=unit_id)
    form = LeaseForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        parks.move_in(unit, form.lease(), source=source)
        return "building", unit.floor.building_id

    words = _("Let unit %(floor)dF %(unit)s") % {"floor": unit.floor.number, "unit": unit.name}
    return answer(request, form, act, title=words, back=("building", [unit.floor.building_id]))


@page(perms.may_keep_registers)
def change_tenancy(request: OfficerRequest, tenancy_id: int) -> HttpResponseBase:
    """Production starts, the renewal is settled, or the tenant moves out."""
    rows = Tenancy.objects.select_related("unit__floor__building", "tenant")
    tenancy = get_object_or_404(rows, pk=tenancy_id, replaced__isnull=True)
    form = TenancyForm(request.POST or None, initial={"since": timezone.localdate()})
    building = tenancy.unit.floor.building_id

    def act(source: Source) -> tuple[str, int]:
        _happen(tenancy, form.cleaned_data, source)
        return "building", building

    words = _("Contract with %s") % name_on(tenancy.tenant, timezone.localdate())
    return answer(request, form, act, title=words, back=("building", [building]))


def _happen(tenancy: Tenancy, data: dict[str, Any], source: Source) -> None:
    if data["what"] == TenancyForm.MOVE_OUT:
        parks.move_out(tenancy, on=data["since"], source=source)
    elif data["what"] == TenancyForm.PRODUCE:
        parks.start_production(tenancy, on=data["since"], source=source)
    else:
        parks.settle_renewal(tenancy, data["words"], source=source, on=data["since"])
