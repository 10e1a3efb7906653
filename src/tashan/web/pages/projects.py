"""Projects: the list and the board by stage, and the page of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tashan.record import perms
from tashan.registry import kinds
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import order_of, page_of
from tashan.web.pages.parks import day_of
from tashan.web.project_library.sections import sections_of
from tashan.web.project_library.timeline import Timeline
from tashan.web.project_list import COLUMNS, ProjectList
from tashan.web.project_money.money_page import moneys_of
from tashan.web.project_page import ProjectPage, days_late


@page(perms.may_see_registers)
def projects(request: OfficerRequest) -> HttpResponse:
    """The list; many parameters narrow it, ``?sort=``, ``?page=`` walk it, ``?view=board`` and
    ``?view=timeline`` show it otherwise."""
    found = ProjectList(request, day_of(request))
    context = {
        "list": found,
        "types": kinds.ProjectType.choices,
        "routes": kinds.Route.choices,
        "fundings": kinds.Funding.choices,
        "may_keep": perms.may_keep_registers(request.user),
    }
    if request.GET.get("view") == "board":
        return render(request, "projects/board.html", context | {"columns": found.board()})
    is_timeline = request.GET.get("view") == "timeline"
    order = order_of(request, COLUMNS, default="-investment")
    shown = page_of(request, found.rows(order))
    context |= {"shown": shown, "order": order}
    if is_timeline:
        context["timeline"] = Timeline.of(list(shown), found.on)
        return render(request, "projects/timeline.html", context)
    names = names_on({pk for row in shown for pk in (row.place_id, row.park_id)}, found.on)
    rows = [(row, found.ages.get(row.entity_id), days_late(row, found.on)) for row in shown]
    context |= {"rows": rows, "names": names}
    return render(request, "projects/list.html", context)


@page(perms.may_see_registers)
def project(request: OfficerRequest, entity_id: int) -> HttpResponse:
    """One project on a day (``?on=``)."""
    entity = get_object_or_404(Entity, pk=entity_id, kind=Kind.PROJECT)
    on = day_of(request)
    context = {
        "project": ProjectPage(entity, on),
        "sections": sections_of(entity, request.user, on),
        "may_keep": perms.may_keep_registers(request.user),
        "moneys": moneys_of(entity, on) if perms.may_see_funds(request.user) else (),
    }
    return render(request, "projects/project.html", context)
