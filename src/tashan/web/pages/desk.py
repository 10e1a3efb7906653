"""The desk: what waits for me, what changed since yesterday, what the others did."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from tashan.casework.calendars import counting
from tashan.record import perms
from tashan.record.models import Event, User
from tashan.web.cases.inbox_page import desk_matters
from tashan.web.desk_page import (
    figures,
    happenings,
    lately_decided,
    newest_events,
    reports_to_review,
    streams_for,
    working_day,
)
from tashan.web.doors import OfficerRequest, anyone_signed_in, page
from tashan.web.findings_view import headline
from tashan.web.navigation import may_have_notices, may_see_people, quick_entries
from tashan.web.target_panel import targets_panel


@page(anyone_signed_in)
def desk(request: OfficerRequest) -> HttpResponseBase:
    """Everybody's first page: what their rights let them see of it.

    Administrators find their own pages there and no business data; agents and clerks are shown
    to what is their own.
    """
    user, now = request.user, timezone.now()
    streams = streams_for(user)
    if not streams:
        return redirect("own") if perms.may_see_own(user) else _without_business(request)
    today, newest = timezone.localdate(now), newest_events(streams)
    shown = figures(user, now)
    context: dict[str, object] = {
        "working_day": working_day(today, counting(shown.calendar).calendar),
        "lines": happenings(newest, now),
        "panel": targets_panel(user, today),
        "quick": quick_entries(user),
        "figures": shown,
        "may_see_registers": perms.may_see_registers(user),
        "may_import": perms.may_import(user),
        "unread": shown.unread if may_have_notices(user) else 0,
        "matters": desk_matters(user, today) if _works_on_cases(user) else None,
    }
    if perms.may_read_report(user):
        context |= _reports(user, newest)
    return render(request, "desk.html", context)


def _works_on_cases(user: User) -> bool:
    """The window, handlers and chiefs have matters of their own."""
    return perms.may_take_in(user) or perms.may_handle(user)


def _reports(user: User, newest: list[Event]) -> dict[str, object]:
    return {
        "may_read": True,
        "waiting": list(reports_to_review(user)),  # the first of them is told by itself too
        "decided": [(row, headline(row)) for row in lately_decided(newest)],
        "may_upload": perms.may_upload(user),
        "may_review": perms.may_review(user),
    }


def _without_business(request: OfficerRequest) -> HttpResponse:
    context = {
        "may_see_people": may_see_people(request.user),
        "may_read_audit": perms.may_read_audit(request.user),
    }
    return render(request, "desk_administration.html", context)
