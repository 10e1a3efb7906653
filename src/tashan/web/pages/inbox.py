"""The inbox of an office: everything that waits there, the most urgent first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.record import perms
from tashan.web.cases.inbox_page import inbox_page
from tashan.web.doors import OfficerRequest, page


@page(perms.may_see_cases)
def inbox(request: OfficerRequest) -> HttpResponse:
    """``?list=`` what waits and why, ``?light=`` how pressing, ``?sort=``, ``?page=``."""
    today = timezone.localdate()
    shown = inbox_page(request, request.user, today)
    context = {"inbox": shown, "order": shown.order, "may_take_in": perms.may_take_in(request.user)}
    return render(request, "cases/inbox.html", context)
