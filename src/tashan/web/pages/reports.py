"""The list of reports: what came in, how far it is read, how far it is reviewed."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tashan.reading.models import (
    Change,
    FindingStatus,
    Report,
    ReportFinding,
    ReportState,
    ReviewState,
)
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import in_order, order_of, page_of
from tashan.web.pages.uploads import most_bytes

COLUMNS = {"title": "title", "uploaded": "uploaded_at", "open": "open_count", "state": "state"}
OPEN = Q(state=ReviewState.OPEN)
LOST = OPEN & Q(status=FindingStatus.LOST)


def reports_with_counts() -> QuerySet[Report]:
    """Reports without their long text, with how many findings they have and how many wait.

    Counted for each row apart (index ``finding_in_text_order``): a page of the list counts the
    findings of its own reports, not of all.
    """
    rows = Report.objects.select_related("uploaded_by", "file")
    counted = rows.annotate(found=_count(Q()), open_count=_count(OPEN), lost_count=_count(LOST))
    return counted.annotate(reviewed=F("found") - F("open_count")).defer(
        "text", "pages", "paragraphs"
    )


def _count(which: Q) -> Coalesce:
    rows = ReportFinding.objects.filter(which, report=OuterRef("pk")).exclude(change=Change.GONE)
    counted = rows.order_by().values("report").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


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
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(Q(title__icontains=words) | Q(file__name__icontains=words))
    if request.GET.get("mine"):
        rows = rows.filter(uploaded_by=request.user)
    return rows


@page(perms.may_read_report)
def report_row(request: OfficerRequest, report_id: int) -> HttpResponse:
    """One row of the list, asked for again and again while the report is being read."""
    report = get_object_or_404(reports_with_counts(), pk=report_id)
    return render(request, "reports/row.html", {"report": report})
