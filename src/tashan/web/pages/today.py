"""The leader's day on a phone: what is stuck, in whose hands, and the targets of the year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.record import perms
from tashan.web.cases.today_page import TodayPage
from tashan.web.doors import OfficerRequest, page


@page(perms.may_see_cases)
def today(request: OfficerRequest) -> HttpResponse:
    """What somebody may see of it: leaders all, an office its own."""
    now = timezone.localtime()
    room = TodayPage(request.user, now.date())
    return render(request, "cases/today.html", {"room": room, "now": now, "held": room.held})
