"""The report reader: tree, original and cards; reading it changes nothing."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from tashan.reading.models import Report, ReportFinding, ReportState
from tashan.reading.review import Decision, changes_since
from tashan.record import files, perms
from tashan.web.card_html import CardWriter
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.findings_view import Filters, branches, section_of, tally
from tashan.web.reader_page import Card, ReaderPage, rows_of, stream_length


@page(perms.may_read_report)
def reader(request: OfficerRequest, report_id: int) -> HttpResponse:
    """The whole page; ``?at=`` is the finding under review, the rest filters."""
    report = get_object_or_404(Report.objects.select_related("file", "uploaded_by"), pk=report_id)
    if report.state != ReportState.READ and not report.text:
        context = {"report": report, "may_read_again": perms.may_read_again(request.user)}
        return render(request, "reader/waiting.html", context)
    if is_part(request):  # the waiting page asked once more: now there is something to read
        return HttpResponse(headers={"HX-Refresh": "true"})
    at = request.GET.get("at", "")
    number = int(at) if at.isdecimal() else None
    shown = ReaderPage(report, request.user, Filters.of(request.GET), at=number)
    return render(request, "reader/page.html", {"room": shown, "report": report})


@page(perms.may_read_report)
def finding(request: OfficerRequest, report_id: int, number: int) -> HttpResponse:
    """One card with all that is known about it."""
    row = find(report_id, number)
    card = Card(row, row.report, section=0)
    context = {
        "card": card,
        "may_review": perms.may_review(request.user),
        "may_record": perms.may_record_figures(request.user),
        "may_adopt": perms.may_adopt(request.user),
    }
    return render(request, "reader/more.html", context)


def find(report_id: int, number: int) -> ReportFinding:
    """A finding by its number in its report, without the report's long text."""
    rows = ReportFinding.objects.select_related("report", "decided_by", "refers_to")
    return get_object_or_404(rows.defer("report__text"), report=report_id, number=number)


@page(perms.may_read_report)
def changes(request: OfficerRequest, report_id: int) -> HttpResponse:
    """What was decided since ``?since=``: the cards and counters that changed, or 204."""
    report = get_object_or_404(Report.objects.defer("text", "paragraphs"), pk=report_id)
    since = request.GET.get("since", "")
    length = stream_length(report)
    if not since.isdecimal() or int(since) >= length:
        return HttpResponse(status=204)
    decisions = changes_since(report, int(since))
    others = [decision for decision in decisions if decision.actor != str(request.user)]
    numbers = {decision.number for decision in decisions}
    response = changed_parts(
        request, report, numbers, told=others[-1] if others else None, is_reread=not decisions
    )
    response.headers["X-Since"] = str(length)
    return response


def changed_parts(
    request: OfficerRequest,
    report: Report,
    numbers: set[int],
    *,
    told: Decision | None = None,
    is_reread: bool = False,
    problem: str = "",
) -> HttpResponse:
    """The parts of the reader page that these findings change: cards, counters, tree.

    What the script must know of the outcome is a header: an answer of 4xx would be noted as an
    error of the page on the browser's console, which it is not.
    """
    rows = rows_of(report)
    tree = branches(list(report.sections.all()), rows)
    changed = [row for row in rows if row.number in numbers]
    context = {
        "report": report,
        "cards": CardWriter(report.pk).cards((row, section_of(tree, row.start)) for row in changed),
        "tally": tally(rows),
        "branches": [
            branch
            for branch in tree
            if any(branch.start <= row.start < branch.end for row in changed)
        ],
        "told": told,
        "is_reread": is_reread,
        "problem": problem,
        "may_review": perms.may_review(request.user),
        "may_record": perms.may_record_figures(request.user),
    }
    response = render(request, "reader/parts.html", context)
    response.headers["X-Outcome"] = "overtaken" if problem else "done"
    return response


def address_of(row: ReportFinding) -> str:
    """The reader page with this finding under review."""
    return f"{reverse('reader', args=[row.report_id])}?at={row.number}#f{row.number}"


@page(perms.may_read_report)
def original(request: OfficerRequest, report_id: int) -> HttpResponseBase:
    """The file as it came in, checked against its SHA-256."""
    report = get_object_or_404(Report.objects.select_related("file").defer("text"), pk=report_id)
    response = HttpResponse(files.read(report.file), content_type=report.file.media_type)
    response.headers["Content-Disposition"] = attachment(report.file.name)
    return response


def attachment(name: str) -> str:
    """The header that saves a file under a name of any script."""
    one_line = " ".join(name.split())
    return content_disposition_header(as_attachment=True, filename=one_line) or "attachment"
