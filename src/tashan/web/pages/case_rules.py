"""The rules of a case, and moving chosen cases to the version in force, deadlines shown first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.casework.kinds import CaseState
from tashan.casework.models import Case
from tashan.casework.moving.by import By
from tashan.casework.moving_versions import move_cases
from tashan.casework.perms import visible_cases
from tashan.casework.versions import Preview, cases_of, preview, under_older_versions
from tashan.mechanisms.indicator import Subject
from tashan.record import perms
from tashan.web.cases.rules_page import change_rows, why_rows
from tashan.web.doors import OfficerRequest, page
from tashan.web.figure_words import titled
from tashan.web.listing import in_order, order_of, page_of

COLUMNS = {"number": "number", "title": "title", "opened": "opened_on"}
MOST_AT_ONCE = 50


@page(perms.may_see_cases)
def case_rules(request: OfficerRequest, case_id: int) -> HttpResponse:
    """Why each matter applies; where a newer version holds, what moving would change."""
    today = timezone.localdate()
    rows = visible_cases(request.user, today).select_related("version__adoption", "subject")
    case = get_object_or_404(rows, pk=case_id)
    return _shown(request, case, None)


def _shown(request: OfficerRequest, case: Case, wrong: UserError | None) -> HttpResponse:
    found = _preview(case) if case.state == CaseState.RUNNING else None
    has_newer = found is not None and found.target.version.pk != case.version_id
    context = {
        "case": case,
        "title": titled(case.opening.get("title", {"zh": case.part})),
        "rows": why_rows(case.opening, Subject(case.subject.kind)),
        "preview": found if has_newer else None,
        "changes": change_rows(found) if found is not None and has_newer else [],
        "may_move": perms.may_run_procedures(request.user),
        "wrong": wrong,
    }
    return render(request, "cases/rules.html", context, status=422 if wrong else 200)


def _preview(case: Case) -> Preview | None:
    """None where the adoption was ended: there is nothing to move to."""
    try:
        return preview(case, timezone.localdate())
    except UserError:
        return None


@require_POST
@page(perms.may_run_procedures)
def move_rules(request: OfficerRequest, case_id: int) -> HttpResponseBase:
    """Move this case to the version in force."""
    now = timezone.now()
    by = By(request.user, now, timezone.localdate(now))
    case = get_object_or_404(
        Case.objects.select_related("version__adoption", "subject"), pk=case_id
    )
    try:
        move_cases([case_id], request.POST.get("says", ""), by=by)
    except UserError as error:
        return _shown(request, case, error)
    messages.success(request, _("Moved. The new deadlines hold from today."))
    return redirect("case_rules", case_id)


@page(perms.may_run_procedures)
def older_cases(request: OfficerRequest) -> HttpResponseBase:
    """Running cases under older versions; ``?case=`` (several) shows what moving them changes."""
    today = timezone.localdate()
    order = order_of(request, COLUMNS, default="-opened")
    chosen = _chosen(request)
    wrong = None
    if request.method == "POST":
        now = timezone.now()
        try:
            moved = move_cases(
                chosen, request.POST.get("says", ""), by=By(request.user, now, today)
            )
        except UserError as error:
            wrong = error
        else:
            told = ngettext("%d case was moved.", "%d cases were moved.", len(moved))
            messages.success(request, told % len(moved))
            return redirect("older_cases")
    previews = [preview(case, today) for case in cases_of(chosen)]
    shown = page_of(request, in_order(under_older_versions(today), order, COLUMNS))
    context = {
        "shown": shown,
        "order": order,
        "chosen": set(chosen),
        "previews": [(one, change_rows(one)) for one in previews],
        "can_be_moved": previews and all(one.proposal for one in previews),
        "wrong": wrong,
    }
    return render(request, "cases/older.html", context, status=422 if wrong else 200)


def _chosen(request: OfficerRequest) -> list[int]:
    asked = request.POST.getlist("case") or request.GET.getlist("case")
    return [int(one) for one in asked if one.isdecimal()][:MOST_AT_ONCE]
