"""What an officer decides about one finding; each answer is the parts of the page that changed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.reading import review
from tashan.reading.models import ReportFinding
from tashan.record import perms
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.forms.correction import CorrectionForm
from tashan.web.pages.reader import address_of, changed_parts, find

Move = Callable[..., ReportFinding]


@require_POST
@page(perms.may_review)
def accept(request: OfficerRequest, report_id: int, number: int) -> HttpResponseBase:
    """The finding holds as read."""
    return _decide(request, find(report_id, number), review.accept)


@require_POST
@page(perms.may_review)
def reject(request: OfficerRequest, report_id: int, number: int) -> HttpResponseBase:
    """The finding is not what the report says."""
    return _decide(request, find(report_id, number), review.reject)


@require_POST
@page(perms.may_review)
def undo(request: OfficerRequest, report_id: int, number: int) -> HttpResponseBase:
    """The decision is taken back; the finding waits again."""
    return _decide(request, find(report_id, number), review.reopen)


@page(perms.may_review)
def correct(request: OfficerRequest, report_id: int, number: int) -> HttpResponseBase:
    """GET: the form beside what was read. POST: the finding holds with these fields."""
    row = find(report_id, number)
    if request.method != "POST":
        return _form(request, row, CorrectionForm.of(row))
    form = CorrectionForm(request.POST, finding=row)
    if not form.is_valid():
        return _form(request, row, form)
    try:
        done = review.correct(
            row,
            form.cleaned_data,
            actor=request.user,
            at=timezone.now(),
            seen_version=_seen_version(request),
        )
    except review.OvertakenError as error:
        return _overtaken(request, row, error)
    except UserError as error:
        form.add_error(None, str(error))
        return _form(request, row, form)
    return _done(request, done)


def _decide(request: OfficerRequest, row: ReportFinding, move: Move) -> HttpResponseBase:
    try:
        done = move(row, actor=request.user, at=timezone.now(), seen_version=_seen_version(request))
    except review.OvertakenError as error:
        return _overtaken(request, row, error)
    return _done(request, done)


def _seen_version(request: OfficerRequest) -> int:
    """The version that the officer saw; one that was never shown can only be overtaken."""
    seen = request.POST.get("seen_version", "")
    return int(seen) if seen.isdecimal() else -1


def _done(request: OfficerRequest, row: ReportFinding) -> HttpResponseBase:
    if is_part(request):
        return changed_parts(request, row.report, {row.number})
    return redirect(address_of(row))


def _overtaken(
    request: OfficerRequest, row: ReportFinding, error: review.OvertakenError
) -> HttpResponseBase:
    if is_part(request):
        return changed_parts(request, row.report, {row.number}, problem=str(error))
    messages.warning(request, str(error))
    return redirect(address_of(row))


def _form(request: OfficerRequest, row: ReportFinding, form: CorrectionForm) -> HttpResponse:
    context = {"form": form, "finding": row, "report": row.report}
    if not is_part(request):
        status = 422 if form.errors else 200
        return render(request, "reader/correct_page.html", context, status=status)
    response = render(request, "reader/correct.html", context)
    response.headers["X-Outcome"] = "invalid" if form.errors else "form"
    return response
