"""Complaints about late payments: the list with its counts, one of them, and their forms."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.service_models import ComplaintResult, DebtorKind, PaymentComplaint
from tashan.casework.services.payments import (
    ComplaintAct,
    Found,
    NewComplaint,
    complaint_acts,
    file_complaint,
    give_result,
    send_complaint,
)
from tashan.casework.services.seeing import (
    may_complain_for_firms,
    may_move_complaints,
    may_see_services,
    visible_complaints,
)
from tashan.record import perms
from tashan.registry.belonging import entity_of
from tashan.registry.models import Entity
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.guarantees import fen_of
from tashan.web.forms.services import ComplaintForm, ResultForm, SendForm
from tashan.web.services.complaint_page import ComplaintList, ComplaintPage, complaint_act_word


@page(may_see_services)
def payment_complaints(request: OfficerRequest) -> HttpResponse:
    """The complaints that the user may see, with the counts of the year."""
    shown = ComplaintList(request, timezone.localdate())
    context = {"page": shown, "shown": shown.shown, "order": shown.order,
               "may_file": may_complain_for_firms(request.user)}  # fmt: skip
    return render(request, "services/complaints.html", context)


def _complaint(request: OfficerRequest, complaint_id: int) -> PaymentComplaint:
    rows = visible_complaints(request.user, timezone.localdate())
    found = rows.select_related("matter", "adoption").filter(pk=complaint_id).first()
    if found is None:
        raise Http404
    return found


@page(may_see_services)
def payment_complaint(request: OfficerRequest, complaint_id: int) -> HttpResponse:
    """One complaint: who owes what since when, the legal limit, the result."""
    row, on = _complaint(request, complaint_id), timezone.localdate()
    return render(
        request, "services/complaint.html", {"page": ComplaintPage(row, request.user, on)}
    )


@page(may_complain_for_firms)
def new_payment_complaint(request: OfficerRequest) -> HttpResponseBase:
    """An agent complains for the own firm, a steward for a firm."""
    is_agent = perms.may_apply(request.user)
    firm = entity_of(request.user, timezone.localdate()) if is_agent else None
    form = ComplaintForm(request.POST or None, for_a_firm=firm is None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = file_complaint(_new(form, firm), by=_by(request))
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The complaint is filed."))
            return redirect("payment_complaint", made.pk)
    return render(request, "services/complain.html", {"form": form, "firm": firm}, status=status)


def _by(request: OfficerRequest) -> By:
    return By(request.user, timezone.now(), timezone.localdate())


def _new(form: ComplaintForm, firm: Entity | None) -> NewComplaint:
    said = form.cleaned_data
    return NewComplaint(
        enterprise=firm or said["enterprise"], debtor=said["debtor"],
        debtor_kind=DebtorKind(said["debtor_kind"]), contract=said["contract"],
        fen=fen_of(said["fen"]) or 0, delivered_on=said["delivered_on"],
        agreed_on=said["agreed_on"], says=said["says"],
    )  # fmt: skip


@page(may_move_complaints)
def complaint_act(request: OfficerRequest, complaint_id: int, act: str) -> HttpResponseBase:
    """Send a complaint to an office, or give its result."""
    if act not in list(ComplaintAct):
        raise Http404
    row, wanted, on = _complaint(request, complaint_id), ComplaintAct(act), timezone.localdate()
    if wanted not in complaint_acts(request.user, row, on):
        raise PermissionDenied
    kind = SendForm if wanted is ComplaintAct.SEND else ResultForm
    form = kind(request.POST or None, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            _perform(wanted, row, form, request)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % complaint_act_word(wanted))
            return redirect("payment_complaint", row.pk)
    context = {"form": form, "page": ComplaintPage(row, request.user, on),
               "title": complaint_act_word(wanted)}  # fmt: skip
    return render(request, "services/complaint_act.html", context, status=status)


def _perform(
    act: ComplaintAct, row: PaymentComplaint, form: SendForm | ResultForm, request: OfficerRequest
) -> None:
    said = form.cleaned_data
    by = By(request.user, timezone.now(), said["on"])
    if act is ComplaintAct.SEND:
        send_complaint(row, said["office"], by=by)
        return
    found = Found(
        ComplaintResult(said["result"]), said["says"], fen_of(said["paid"]), said["paid_on"]
    )
    give_result(row, found, by=by)
