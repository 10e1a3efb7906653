"""Complaints: the list, one of them, entering, assigning and answering it; an agent's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.supervision import complaints
from tashan.casework.supervision.complaints import NewComplaint
from tashan.casework.supervision_models import Complaint
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of
from tashan.registry.naming import name_on, names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.supervision import AssignForm, ComplaintAnswerForm, ComplaintForm
from tashan.web.listing import page_of

FORMS: dict[str, type[forms.Form]] = {"assign": AssignForm, "answer": ComplaintAnswerForm}


def may_enter(user: Visitor) -> bool:
    """Stewards, handlers and chiefs type in what anybody complains of."""
    return perms.may_keep_work(user) or perms.may_report_work(user)


@page(perms.may_see_work)
def complaint_list(request: OfficerRequest) -> HttpResponse:
    """Those that one may read; the ones that wait come first."""
    on = timezone.localdate()
    rows = complaints.visible(request.user, on)
    shown = page_of(request, rows.order_by("answered_on", "answer_by", "pk"))
    ids = {one.about_id for one in shown} | {one.office_id for one in shown}
    context = {"shown": shown, "names": names_on(ids, on), "on": on,
               "may_enter": may_enter(request.user)}  # fmt: skip
    return render(request, "supervision/complaints.html", context)


def _complaint(request: OfficerRequest, complaint_id: int) -> Complaint:
    """Raises Http404 for one that the user may not read."""
    return get_object_or_404(complaints.visible(request.user, timezone.localdate()),
                             pk=complaint_id)  # fmt: skip


@page(perms.may_see_work)
def complaint(request: OfficerRequest, complaint_id: int) -> HttpResponse:
    """One complaint with what may be done."""
    row, on = _complaint(request, complaint_id), timezone.localdate()
    names = names_on([row.about_id, row.office_id], on)
    context = {"row": row, "about": names.get(row.about_id, ""), "on": on,
               "office": names.get(row.office_id or 0, ""),
               "may_assign": _may(request.user, "assign", row),
               "may_answer": _may(request.user, "answer", row)}  # fmt: skip
    return render(request, "supervision/complaint.html", context)


def _may(user: Visitor, act: str, row: Complaint) -> bool:
    if row.answered_on is not None:
        return False
    if act == "assign":
        return perms.may_keep_work(user)
    return complaints.may_answer(user, row, timezone.localdate())


@page(may_enter)
def new_complaint(request: OfficerRequest) -> HttpResponseBase:
    """An officer types in what somebody complains of."""
    form = ComplaintForm(request.POST or None, on=timezone.localdate())
    made = _received(request, form) if request.method == "POST" else None
    if made is not None:
        may_read = complaints.visible(request.user, timezone.localdate()).filter(pk=made.pk)
        return redirect("complaint", made.pk) if may_read.exists() else redirect("complaints")
    context = {"form": form, "title": _("Enter a complaint"), "back": "complaints"}
    return render(request, "supervision/form.html", context, status=422 if form.is_bound else 200)


def _received(request: OfficerRequest, form: ComplaintForm, **own: Any) -> Complaint | None:
    """Enter it; None where the form or the rules refuse it, with the reason in the form."""
    if not form.is_valid():
        return None
    said, today = form.cleaned_data, timezone.localdate()
    new = NewComplaint(
        said["about"], own.get("by") or said.get("by", ""), said["says"],
        own.get("enterprise") or said.get("enterprise"),
    )  # fmt: skip
    try:
        made = complaints.receive(new, by=By(request.user, timezone.now(), said.get("on", today)))
    except UserError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("The complaint is entered; it is to be answered by %s.")
                     % made.answer_by.isoformat())  # fmt: skip
    return made


@page(may_enter)
def complaint_act(request: OfficerRequest, complaint_id: int, act: str) -> HttpResponseBase:
    """The form that assigns or answers a complaint, and the act."""
    if act not in FORMS:
        raise Http404
    row, on = _complaint(request, complaint_id), timezone.localdate()
    if not _may(request.user, act, row):
        raise PermissionDenied
    form = FORMS[act](request.POST or None, on=on)  # type: ignore[call-arg]
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            _perform(request, row, act, form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("It is recorded."))
            return redirect("complaint", complaint_id)
    title = _("Assign the complaint") if act == "assign" else _("Answer the complaint")
    context = {"form": form, "title": title, "about": row.says[:80], "back": "complaints"}
    return render(request, "supervision/form.html", context, status=status)


def _perform(request: OfficerRequest, row: Complaint, act: str, said: dict[str, Any]) -> None:
    by = By(request.user, timezone.now(), said["on"])
    if act == "assign":
        complaints.assign(row, said["office"], by=by)
    else:
        complaints.answer(row, said["says"], is_upheld=said["upheld"] == "yes", by=by)


@page(perms.may_apply)
def own_complaints(request: OfficerRequest) -> HttpResponseBase:
    """An agent's own complaints with their answers, and the form of a new one."""
    on = timezone.localdate()
    form = ComplaintForm(request.POST or None, on=on, is_own=True)
    enterprise = entity_of(request.user, on)
    if request.method == "POST":
        if enterprise is None:
            raise PermissionDenied
        by = name_on(enterprise, on)
        if _received(request, form, by=by, enterprise=enterprise) is not None:
            return redirect("own_complaints")
    rows = complaints.visible(request.user, on).order_by("-pk")
    shown = page_of(request, rows)
    names = names_on({one.about_id for one in shown} | {one.office_id for one in shown}, on)
    context = {"shown": shown, "names": names, "form": form, "on": on}
    status = 422 if form.is_bound else 200
    return render(request, "supervision/own_complaints.html", context, status=status)
