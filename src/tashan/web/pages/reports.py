"""The list of reports: what came in, how far it is read, how far it is reviewed."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tashan.reading.counts import reports_with_counts
from tashan.reading.models import (
    Report,
    ReportState,
)
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import in_order, order_of, page_of, words_of
from tashan.web.pages.uploads import most_bytes

COLUMNS = {"title": "title", "uploaded": "uploaded_at", "open": "open_count", "state": "state"}


@page(perms.may_read_report)
def reports(request: OfficerRequest) -> HttpResponse:
    """The list; ``?state=``, ``?q=``, ``?mine=`` narrow it, ``?sort=``, ``?page=`` walk it."""
    order = order_of(request, COLUMNS, default="-uploaded")
    shown = page_of(request, in_order(_chosen(request), order, COLUMNS))
    return render(
        request,
        "reports/list.html",
        {
            "shown": shown,
            "order": order,
            "states": ReportState.choices,
            "is_narrowed": any(request.GET.get(name) for name in ("state", "q", "mine")),
            "may_upload": perms.may_upload(request.user),
            "most_bytes": most_bytes(),
        },
    )


def _chosen(request: OfficerRequest) -> QuerySet[Report]:
    rows = reports_with_counts()
    if (state := request.GET.get("state", "")) in ReportState.values:
        rows = rows.filter(state=state)
    if words := words_of(request):
        rows = rows.filter(Q(title__icontains=words) | Q(file__name__icontains=words))
    if request.GET.get("mine"):
        rows = rows.filter(uploaded_by=request.user)
    return rows


@page(perms.may_read_report)
def report_row(request: OfficerRequest, report_id: int) -> HttpResponse:
    """One row of the list, asked for again and again while the report is being read."""
    report = get_object_or_404(reports_with_counts(), pk=report_id)
    return render(request, "reports/row.html", {"report": report})
