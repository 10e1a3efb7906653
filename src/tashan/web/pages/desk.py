"""The desk: what waits for me, what changed since yesterday, what the others did."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.record import perms
from tashan.web.desk_page import (
    figures,
    happenings,
    lately_decided,
    newest_events,
    reports_to_review,
)
from tashan.web.doors import OfficerRequest, anyone_signed_in, page
from tashan.web.findings_view import headline
from tashan.web.navigation import may_see_people


@page(anyone_signed_in)
def desk(request: OfficerRequest) -> HttpResponse:
    """Everybody's first page; administrators find their own pages there and no business data."""
    if not perms.may_read_report(request.user):
        return _without_business(request)
    now, newest = timezone.now(), newest_events()
    context = {
        "figures": figures(request.user, now),
        "waiting": reports_to_review(request.user),
        "lines": happenings(newest, now),
        "decided": [(row, headline(row)) for row in lately_decided(newest)],
        "may_upload": perms.may_upload(request.user),
        "may_review": perms.may_review(request.user),
    }
    return render(request, "desk.html", context)


def _without_business(request: OfficerRequest) -> HttpResponse:
    context = {
        "may_see_people": may_see_people(request.user),
        "may_read_audit": perms.may_read_audit(request.user),
    }
    return render(request, "desk_administration.html", context)
