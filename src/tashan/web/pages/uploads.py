"""Reports come in: each file is taken or refused on its own, and the rest go on."""

from __future__ import annotations

import os
from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.reading.intake import Intake
from tashan.reading.limits import limits_from
from tashan.reading.models import Report, ReportState
from tashan.reading.tasks import bring_in
from tashan.record import perms
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.failures import REASONS, Reason, reason_of_error

LEVELS = {"green": messages.SUCCESS, "yellow": messages.WARNING, "red": messages.ERROR}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    tone: str
    message: str
    url: str = ""


@require_POST
@page(perms.may_upload)
def upload(request: OfficerRequest) -> HttpResponseBase:
    """One file from the script, or all at once from the plain form."""
    files = request.FILES.getlist("files")
    outcomes = [(file.name or "", take(file, request)) for file in files]
    if is_part(request) and outcomes:
        _name, outcome = outcomes[0]
        return JsonResponse({"tone": outcome.tone, "message": outcome.message, "url": outcome.url})
    for name, outcome in outcomes:
        messages.add_message(request, LEVELS[outcome.tone], f"{name}: {outcome.message}")
    if not outcomes:
        messages.warning(request, _("No file was chosen. Choose one or more, then send."))
    return redirect("reports")


def take(file: UploadedFile[bytes], request: OfficerRequest) -> Outcome:
    """Store one file and have it read; a refused one stores nothing."""
    now = timezone.now()
    if (file.size or 0) > most_bytes():
        return _refused(REASONS["too_large"])
    try:
        intake = bring_in(file.read(), name=file.name or "", actor=request.user, at=now)
    except UserError as error:
        return _refused(reason_of_error(error))
    return _taken(intake) if intake.is_new else _known(intake.report)


def _taken(intake: Intake) -> Outcome:
    return Outcome("green", _("Brought in; it is being read."), _address(intake.report))


def _known(report: Report) -> Outcome:
    """The same bytes again are the same report; one that failed is tried once more."""
    if report.state == ReportState.FAILED:
        return Outcome("yellow", _("This file is here already; it is read once more."))
    words = _("This very file is here already, brought in on %(day)s by %(who)s.") % {
        "day": timezone.localtime(report.uploaded_at).strftime("%Y-%m-%d"),
        "who": report.uploaded_by,
    }
    return Outcome("yellow", words, _address(report))


def _refused(reason: Reason) -> Outcome:
    return Outcome("red", f"{reason.what} {reason.next_step}")


def _address(report: Report) -> str:
    return reverse("reader", args=[report.pk])


def most_bytes() -> int:
    """The size of the largest file that is taken."""
    return limits_from(os.environ).max_bytes
