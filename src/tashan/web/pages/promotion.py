"""Investment promotion: the board, one lead and its acts, visits, promises and events."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion.acting import LeadAct, may_move_leads, refuse_act
from tashan.casework.promotion.calling import perform
from tashan.casework.promotion.handing_out import hand_out, may_export_leads
from tashan.casework.promotion.reporting import enter_event, report
from tashan.casework.promotion_models import Lead, LeadPromise, PromotionEvent
from tashan.record import files, perms
from tashan.record.models import StoredFile
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.promotion import LeadActForm, NewLeadForm, NewPromotionEventForm
from tashan.web.pages.imports import file_response
from tashan.web.pages.parks import day_of
from tashan.web.promotion.board import LeadList
from tashan.web.promotion.lead_page import LeadPage
from tashan.web.promotion.words import act_word


def may_work_on_leads(user: perms.Visitor) -> bool:
    """Whoever does any of the acts."""
    return may_move_leads(user) or perms.may_check_work(user)


def _lead(lead_id: int) -> Lead:
    related = ("adoption", "investor", "owner", "reporter", "event", "project", "merged_into")
    rows = Lead.objects.select_related(*related).prefetch_related("adoption__versions")
    return get_object_or_404(rows, pk=lead_id)


@page(perms.may_see_work)
def promotion(request: OfficerRequest) -> HttpResponse:
    """The board by stage, or with ``?view=table`` the table; many parameters narrow both."""
    found = LeadList(request, day_of(request))
    context = {"list": found, "order": found.order, "tab": "board",
               "may_report": may_move_leads(request.user),
               "may_export": may_export_leads(request.user)}  # fmt: skip
    if request.GET.get("view") == "table":
        return render(request, "promotion/table.html", context | {"shown": found.shown})
    return render(request, "promotion/board.html", context)


@page(may_export_leads)
def promotion_export(request: OfficerRequest) -> HttpResponse:
    """What the address narrows, all pages, as .xlsx; that it went out is recorded."""
    found = LeadList(request, day_of(request))
    keys = [one.lead.pk for one in found.rows]
    made = hand_out(keys, on=found.on, actor=request.user, at=timezone.now())
    return file_response(made.data, made.name, made.media_type)


@page(may_move_leads)
def new_lead(request: OfficerRequest) -> HttpResponseBase:
    """Report a lead; who reported it before is told beside the form."""
    form = NewLeadForm(request.POST or None, on=timezone.localdate())
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            made = report(form.new, by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The lead is reported: it is yours."))
            return redirect("lead", made.pk)
    context = {"form": form, "title": _("Report a lead"), "has_rules": bool(form.found)}
    return render(request, "promotion/new.html", context, status=status)


@page(perms.may_see_work)
def lead(request: OfficerRequest, lead_id: int) -> HttpResponse:
    """One lead as of ``?on=``."""
    shown = LeadPage(_lead(lead_id), request.user, day_of(request))
    return render(request, "promotion/lead.html", {"page": shown})


@page(may_work_on_leads)
def lead_act(request: OfficerRequest, lead_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    if act not in list(LeadAct):
        raise Http404
    row, wanted, on, at = _lead(lead_id), LeadAct(act), timezone.localdate(), timezone.now()
    refuse_act(request.user, wanted, row, on)
    form = LeadActForm(
        request.POST or None, request.FILES or None, act=wanted, lead=row, on=on, at=at
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            perform(wanted, row, form.said, by=By(request.user, at, form.cleaned_data["on"]))
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % act_word(wanted))
            return redirect("lead", lead_id)
    context = {"form": form, "page": LeadPage(row, request.user, on), "title": act_word(wanted)}
    return render(request, "promotion/act.html", context, status=status)


@page(perms.may_see_work)
def lead_evidence(request: OfficerRequest, lead_id: int, file_id: int) -> HttpResponse:
    """A file of evidence of this lead's capital; nothing of any other."""
    if not get_object_or_404(Lead, pk=lead_id).arrivals.filter(file=file_id).exists():
        raise Http404
    found = get_object_or_404(StoredFile, pk=file_id)
    return file_response(files.read(found), found.name, found.media_type)


@page(perms.may_see_work)
def lead_promise(request: OfficerRequest, promise_id: int) -> HttpResponseBase:
    """The lead of a promise, at the promise."""
    found = get_object_or_404(LeadPromise, pk=promise_id)
    return redirect(f"{reverse('lead', args=[found.lead_id])}#promise-{found.pk}")


@page(may_move_leads)
def new_promotion_event(request: OfficerRequest) -> HttpResponseBase:
    """Enter a promotion event."""
    form = NewPromotionEventForm(request.POST or None, on=timezone.localdate())
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), timezone.localdate())
            enter_event(PromotionEvent(**form.cleaned_data), by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The event is entered."))
            return redirect("promotion_events")
    context = {"form": form, "title": _("Enter a promotion event"), "has_rules": True}
    return render(request, "promotion/new.html", context, status=status)
