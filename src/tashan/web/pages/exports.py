"""Findings go out, and reports are read again: two rights of their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.reading.exports import export as make_export
from tashan.reading.models import Report
from tashan.reading.tasks import queue_reading
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.reader import attachment


@page(perms.may_export)
def export(request: OfficerRequest, report_id: int, form: str) -> HttpResponse:
    """The accepted and corrected findings as a file; that they went out is recorded."""
    report = get_object_or_404(Report.objects.defer("text"), pk=report_id)
    made = make_export(report, form, actor=request.user, at=timezone.now())
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response


@require_POST
@page(perms.may_read_again)
def read_again(request: OfficerRequest, report_id: int) -> HttpResponseBase:
    """The report is read with today's rules; decisions stay, differences are shown."""
    report = get_object_or_404(Report.objects.defer("text"), pk=report_id)
    if queue_reading(report, actor=request.user, at=timezone.now()):
        messages.success(request, _("The report is being read again; decisions stay."))
    else:
        messages.info(request, _("The report already waits to be read."))
    return redirect("reports")
