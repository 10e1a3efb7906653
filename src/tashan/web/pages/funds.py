"""Funds: cards of all, one of them, what it can say of a year; opening one and paying in."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.opening import open_fund, pay_in
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.funds import NewFundForm, PayInForm, candidates
from tashan.web.forms.guarantees import fen_of
from tashan.web.funds.amounts import LENDING, amounts_of
from tashan.web.funds.claims_page import ClaimsPage
from tashan.web.funds.fund_page import FundPage


@page(perms.may_see_funds)
def funds(request: OfficerRequest) -> HttpResponse:
    """Every fund with what it holds; without one, how to come by one."""
    today = timezone.localdate()
    rows = Fund.objects.select_related("adoption").order_by("opened_on", "pk")
    context = {"cards": amounts_of(rows, today), "may_keep": perms.may_keep_funds(request.user)}
    return render(request, "funds/list.html", context)


@page(perms.may_see_funds)
def fund(request: OfficerRequest, fund_id: int) -> HttpResponse:
    """One fund."""
    shown = FundPage(_find(fund_id), request.user, timezone.localdate())
    context = {"page": shown, "fund": shown.fund, **shown.panel_context}
    return render(request, "funds/fund.html", context)


def _find(fund_id: int) -> Fund:
    return get_object_or_404(Fund.objects.select_related("adoption", "book"), pk=fund_id)


@page(perms.may_see_funds)
def fund_claims(request: OfficerRequest, fund_id: int) -> HttpResponse:
    """What a fund that lends says of a year (``?year=``), this one where none is named."""
    found, today = _find(fund_id), timezone.localdate()
    if found.sort not in LENDING:
        raise Http404
    said = request.GET.get("year", "")
    year = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else today.year
    year = min(max(year, found.opened_on.year), today.year)
    return render(request, "funds/claims.html", {"page": ClaimsPage(found, year, today)})


@page(perms.may_keep_funds)
def new_fund(request: OfficerRequest) -> HttpResponseBase:
    """A steward opens a fund that an adopted mechanism describes."""
    today = timezone.localdate()
    found = candidates(today)
    form = NewFundForm(request.POST or None, found=found, on=today)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = _opened(request, form)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is open.") % made.title)
            return redirect("fund", made.pk)
    return render(request, "funds/new.html", {"form": form, "found": found}, status=status)


@transaction.atomic
def _opened(request: OfficerRequest, form: NewFundForm) -> Fund:
    """The fund with what is paid in; neither without the other."""
    said, at = form.cleaned_data, timezone.now()
    chosen = {one.key: one for one in candidates(timezone.localdate())}.get(said["part"])
    if chosen is None:
        raise UserError(_("This fund is open already."), hint=_("Go on with the one there is."))
    made = open_fund(
        chosen.held.adoption, chosen.code, FundSort(said["sort"]), on=said["on"],
        actor=request.user, at=at, approval=said["approval"],
    )  # fmt: skip
    if fen := fen_of(said["fen"]):
        pay_in(made, fen, said["says"], on=said["on"], actor=request.user, at=at)
    return made


@page(perms.may_keep_funds)
def pay_into_fund(request: OfficerRequest, fund_id: int) -> HttpResponseBase:
    """Capital comes in."""
    found, today = _find(fund_id), timezone.localdate()
    form = PayInForm(request.POST or None, on=today)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            pay_in(found, form.fen, said["says"], on=said["on"], actor=request.user,
                   at=timezone.now())  # fmt: skip
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The money paid in is booked."))
            return redirect("fund", fund_id)
    return render(request, "funds/pay_in.html", {"form": form, "fund": found}, status=status)
