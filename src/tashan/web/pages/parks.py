"""Parks: the list with their occupancy, the page of one, and of one of its buildings."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tashan.record import perms
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.web.building_page import BuildingPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.park_list import finding, park_rows
from tashan.web.park_page import ParkPage


def day_of(request: OfficerRequest) -> date:
    """The day that ``?on=`` asks for; today where there is none, or no such day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


@page(perms.may_see_registers)
def parks(request: OfficerRequest) -> HttpResponse:
    """All parks on a day (``?on=``), the largest first."""
    on = day_of(request)
    rows = park_rows(on)
    context = {
        "rows": rows,
        "finding": finding(rows),
        "on": on,
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "parks/list.html", context)


@page(perms.may_see_registers)
def park(request: OfficerRequest, entity_id: int) -> HttpResponse:
    """One park on a day (``?on=``); ``?by=`` colours its plan by industry, end or tax."""
    entity = get_object_or_404(Entity, pk=entity_id, kind=Kind.PARK)
    by = request.GET.get("by", "industry")
    shown = ParkPage(entity, day_of(request), user=request.user, by=by)
    may_keep = perms.may_keep_registers(request.user)
    return render(request, "parks/park.html", {"park": shown, "may_keep": may_keep})


@page(perms.may_see_registers)
def building(request: OfficerRequest, entity_id: int) -> HttpResponse:
    """One building on a day: its floors, units and contracts, and what happened to it."""
    entity = get_object_or_404(Entity, pk=entity_id, kind=Kind.BUILDING)
    shown = BuildingPage(entity, day_of(request))
    may_keep = perms.may_keep_registers(request.user)
    return render(request, "parks/building.html", {"building": shown, "may_keep": may_keep})
