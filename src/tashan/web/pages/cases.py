"""The list of cases; of one its page, its matters, and what if its limits were others."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from tashan.record import perms
from tashan.web.cases.act_room import find_case
from tashan.web.cases.acts import acts_context
from tashan.web.cases.case_page import CasePage
from tashan.web.cases.cases_page import LIGHTS, CasesPage
from tashan.web.cases.gantt_sheet import gantt_sheet
from tashan.web.cases.what_if_page import WhatIfPage
from tashan.web.cases.why_page import WhyPage
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.pages.reader import attachment

SVG = "image/svg+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACTING = frozenset({perms.WINDOW, perms.HANDLER, perms.CHIEF})


@page(perms.may_see_cases)
def cases(request: OfficerRequest) -> HttpResponse:
    """The cases that the officer may see, as the address filters and sorts them."""
    room = CasesPage(request, request.user, timezone.localdate())
    told = {
        "room": room, "lines": room.lines, "order": room.order, "lights": LIGHTS,
        "may_take_in": perms.may_take_in(request.user),
        "may_move": perms.may_run_procedures(request.user),
    }  # fmt: skip
    return render(request, "cases/list.html", told)


@page(perms.may_see_cases)
def case(request: OfficerRequest, case_id: int) -> HttpResponse:
    """``?events=all`` tells everything that happened; ``?matter=`` says of which matter the panel
    tells, by itself of the one that holds the case."""
    room = _room(request, case_id)
    code = request.GET.get("matter", room.held_code)
    why = WhyPage(room.picture, code) if code in room.picture.by_code else None
    context: dict[str, object] = {"room": room, "gantt": room.gantt, "why": why, "acts": {}}
    if not perms.roles_of(request.user).isdisjoint(ACTING):
        context |= acts_context(request, room.case, room.picture.rows)
    return render(request, "cases/case.html", context)


@page(perms.may_see_cases)
def matter(request: OfficerRequest, case_id: int, code: str) -> HttpResponse:
    """Why this date: every day of its clock; ``?limit=statutory`` counts the statute's."""
    room = _room(request, case_id)
    if code not in room.picture.by_code:
        raise Http404
    why = WhyPage(room.picture, code, kind=request.GET.get("limit", ""))
    template = "cases/why.html" if is_part(request) else "cases/matter.html"
    return render(request, template, {"room": room, "why": why, "is_panel": is_part(request)})


@page(perms.may_see_cases)
def case_gantt(request: OfficerRequest, case_id: int, form: str) -> HttpResponse:
    """The drawing as .svg, or its table as .xlsx."""
    room = _room(request, case_id)
    if form == "svg":
        told = {"gantt": room.gantt, "room": room, "is_file": True}
        response = HttpResponse(render_to_string("cases/gantt.svg", told), content_type=SVG)
    elif form == "xlsx":
        response = HttpResponse(gantt_sheet(room), content_type=XLSX)
    else:
        raise Http404
    response.headers["Content-Disposition"] = attachment(f"{room.case.number}.{form}")
    return response


def _room(request: OfficerRequest, case_id: int) -> CasePage:
    today = timezone.localdate()
    found = find_case(case_id, request.user, today)
    return CasePage(found, today, all_events=request.GET.get("events") == "all")


@page(perms.may_see_cases)
def case_what_if(request: OfficerRequest, case_id: int) -> HttpResponse:
    """Other limits, prerequisites and commitments, as the address says; nothing is stored."""
    room = _room(request, case_id)
    tried = WhatIfPage(room.picture, request.GET)
    return render(request, "cases/what_if.html", {"room": tried, "case": room.case})
