"""Guarantees: the list, one of them, its acts, a firm's application, and the exposure."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.guarantee_models import Guarantee
from tashan.programmes.guarantees.applying import NewGuarantee, apply
from tashan.programmes.guarantees.calling import perform
from tashan.programmes.guarantees.doing import (
    GuaranteeAct,
    may_move_guarantees,
    refuse_act,
)
from tashan.programmes.guarantees.seeing import may_see_guarantees, visible_guarantees
from tashan.record import perms
from tashan.registry.belonging import entity_of
from tashan.registry.models import Entity
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.guarantees import GuaranteeActForm, NewGuaranteeForm, fen_of
from tashan.web.guarantees.exposure_page import ExposurePage
from tashan.web.guarantees.guarantee_page import GuaranteePage
from tashan.web.guarantees.list_page import GuaranteeList
from tashan.web.guarantees.words import act_word, light_word
from tashan.web.pages.parks import day_of

RELATED = ("firm", "bank", "fund__book", "fund__adoption", "version")


@page(may_see_guarantees)
def guarantees(request: OfficerRequest) -> HttpResponse:
    """The guarantees that the visitor may see, and what the limits leave."""
    shown = GuaranteeList(request, request.user, timezone.localdate())
    context = {
        "list": shown,
        "shown": shown.shown,
        "order": shown.order,
        "may_apply": perms.may_apply(request.user),
        "lights": [(one, light_word(one)) for one in ("red", "yellow", "green")],
    }
    return render(request, "guarantees/list.html", context)


@page(may_see_guarantees)
def guarantee(request: OfficerRequest, guarantee_id: int) -> HttpResponse:
    """One guarantee."""
    shown = GuaranteePage(_visible(request, guarantee_id), request.user, timezone.localdate())
    sees = perms.may_see_registers(request.user)
    return render(request, "guarantees/guarantee.html", {"page": shown, "sees_registers": sees})


def _visible(request: OfficerRequest, guarantee_id: int) -> Guarantee:
    rows = visible_guarantees(request.user, timezone.localdate()).select_related(*RELATED)
    rows = rows.prefetch_related("claims", "recoveries")
    return get_object_or_404(rows, pk=guarantee_id)


@page(may_move_guarantees)
def guarantee_act(request: OfficerRequest, guarantee_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    row, on = _visible(request, guarantee_id), timezone.localdate()
    if act not in list(GuaranteeAct):
        raise Http404
    wanted = GuaranteeAct(act)
    refuse_act(request.user, row, wanted, on)
    form = GuaranteeActForm(request.POST or None, act=wanted, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            perform(wanted, row, form.said, by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % act_word(wanted))
            return redirect("guarantee", guarantee_id)
    shown = GuaranteePage(row, request.user, on)
    context = {"form": form, "page": shown, "title": act_word(wanted)}
    return render(request, "guarantees/act.html", context, status=status)


@page(perms.may_apply)
def new_guarantee(request: OfficerRequest) -> HttpResponseBase:
    """A firm applies; where the conditions are not met the form says which."""
    on = timezone.localdate()
    firm = entity_of(request.user, on)
    form = NewGuaranteeForm(request.POST or None, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid() and firm is not None:
        try:
            made = _apply(request, form, firm, on)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The application is handed in."))
            return redirect("guarantee", made.pk)
    context = {"form": form, "firm": firm}
    return render(request, "guarantees/new.html", context, status=status)


def _apply(request: OfficerRequest, form: NewGuaranteeForm, firm: Entity, on: date) -> Guarantee:
    said = form.cleaned_data
    new = NewGuarantee(
        firm, Entity.objects.get(pk=said["bank"]), fen_of(said["asked"]) or 0, said["months"],
        said["purpose"], said["is_farm"],
    )  # fmt: skip
    fund = Fund.objects.select_related("book", "adoption").get(pk=said["fund"])
    return apply(fund, new, by=By(request.user, timezone.now(), on))


@page(perms.may_see_funds)
def guarantee_exposure(request: OfficerRequest) -> HttpResponse:
    """What a fund (``?fund=``) stands open for on a day (``?on=``); the first where none is named.

    Before a fund was opened there is nothing to show.
    """
    on = day_of(request)
    rows = Fund.objects.filter(sort=FundSort.GUARANTEE).select_related("book", "adoption")
    funds = list(rows.order_by("pk"))
    asked = request.GET.get("fund", "")
    fund = next((one for one in funds if str(one.pk) == asked), next(iter(funds), None))
    shown = ExposurePage(fund, on) if fund is not None and fund.opened_on <= on else None
    context = {"page": shown, "funds": funds, "fund": fund, "on": on}
    return render(request, "guarantees/exposure.html", context)
