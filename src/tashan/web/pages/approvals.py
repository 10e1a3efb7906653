"""Everything that runs in parallel, for the office that leads it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.record import perms
from tashan.web.cases.approvals_page import ApprovalsPage
from tashan.web.doors import OfficerRequest, page


@page(perms.may_see_cases)
def approvals(request: OfficerRequest) -> HttpResponse:
    """Running cases by stage or office, what waits for opinions, what is late, who insists."""
    room = ApprovalsPage(request, request.user, timezone.localdate())
    return render(request, "cases/approvals.html", {"room": room, "lines": room.lines})
