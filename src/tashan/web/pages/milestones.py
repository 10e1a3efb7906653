"""Milestones of projects: one of them, and the forms of its acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.acts import By
from tashan.casework.project_models import Milestone, ReportTakenBack
from tashan.casework.projects import milestones
from tashan.casework.projects.milestones import NewMilestone, Reached
from tashan.casework.projects.rights import may_tell
from tashan.record import perms
from tashan.registry.naming import name_on
from tashan.web.cases.files import keep
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.project_library import (
    CheckForm,
    MilestoneForm,
    PlanAnewForm,
    ReasonForm,
    ReportDoneForm,
    fen_of_wan,
)
from tashan.web.pages.parks import day_of
from tashan.web.pages.project_library import file_answer, find_project, page_of_project
from tashan.web.project_library.acting import answer, by_of
from tashan.web.project_library.milestone_page import ACTS, MilestonePage


def _milestone(milestone_id: int) -> Milestone:
    rows = Milestone.objects.select_related("project", "reported_by", "checked_by", "file")
    return get_object_or_404(rows, pk=milestone_id)


@page(perms.may_see_work)
def milestone(request: OfficerRequest, milestone_id: int) -> HttpResponse:
    """One milestone: what was planned and when, what was done, and what may be done now."""
    shown = MilestonePage(_milestone(milestone_id), request.user, day_of(request))
    return render(request, "project_library/milestone.html", {"page": shown})


@page(perms.may_see_work)
def milestone_file(request: OfficerRequest, milestone_id: int) -> HttpResponseBase:
    """The paper that shows that it is reached."""
    return file_answer(_milestone(milestone_id).file)


@page(perms.may_see_work)
def taken_back_file(request: OfficerRequest, taken_back_id: int) -> HttpResponseBase:
    """The paper of a report that was taken back."""
    rows = ReportTakenBack.objects.select_related("file")
    return file_answer(get_object_or_404(rows, pk=taken_back_id).file)


@page(perms.may_keep_work)
def new_milestone(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """A milestone with who answers for it."""
    project, today = find_project(entity_id), timezone.localdate()
    form = MilestoneForm(request.POST or None, on=today)

    def act() -> str:
        said = form.cleaned_data
        new = NewMilestone(
            said["title"], said["office"], said["planned_on"], fen_of_wan(said["planned_fen"]),
            said["officer"],
        )  # fmt: skip
        milestones.set_milestone(project, new, by=by_of(request, said["on"]))
        return page_of_project(project.pk)

    return answer(request, form, act, title=_("New milestone"), back=page_of_project(project.pk),
                  says=name_on(project, today))  # fmt: skip


def _plan(row: Milestone, form: forms.Form, by: By) -> None:
    said = form.cleaned_data
    fen = fen_of_wan(said["planned_fen"])
    milestones.plan_anew(row, said["planned_on"], fen, said["reason"], by=by)


def _report(row: Milestone, form: forms.Form, by: By) -> None:
    said = form.cleaned_data
    file = keep(said["file"], at=by.at)
    reached = Reached(said["document"], fen_of_wan(said["fen"]), file)
    milestones.report_done(row, reached, by=by)


def _check(row: Milestone, form: forms.Form, by: By) -> None:
    said = form.cleaned_data
    milestones.check_done(row, agreed=said["agreed"] == "yes", answer=said["answer"], by=by)


def _drop(row: Milestone, form: forms.Form, by: By) -> None:
    milestones.drop(row, form.cleaned_data["reason"], by=by)


def _take_back(row: Milestone, form: forms.Form, by: By) -> None:
    milestones.take_back(row, form.cleaned_data["reason"], by=by)


CALLS: dict[str, Callable[[Milestone, forms.Form, By], None]] = {
    "plan": _plan, "report": _report, "check": _check, "drop": _drop,
    "take_back": _take_back,
}  # fmt: skip


def _form(act: str, request: OfficerRequest, row: Milestone, on: date) -> forms.Form:
    data = request.POST or None
    if act == "plan":
        last = row.plans.latest("number")
        return PlanAnewForm(data, on=on, initial={"planned_on": last.planned_on})
    if act == "report":
        return ReportDoneForm(data, request.FILES or None, on=on)
    return CheckForm(data, on=on) if act == "check" else ReasonForm(data, on=on)


@page(may_tell)
def milestone_act(request: OfficerRequest, milestone_id: int, act: str) -> HttpResponseBase:
    """Plan it anew, report it done, check it or drop it."""
    if act not in ACTS:
        raise Http404
    row = _milestone(milestone_id)
    if not ACTS[act].right(request.user):
        raise PermissionDenied
    form = _form(act, request, row, timezone.localdate())
    back = reverse("milestone", args=[row.pk])

    def done() -> str:
        CALLS[act](row, form, by_of(request, form.cleaned_data["on"]))
        return back

    return answer(request, form, done, title=str(ACTS[act].word), back=back, says=row.title)
