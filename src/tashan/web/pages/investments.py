"""Guidance and incubation funds: one fund, and the forms of what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.investments.acting import ACTS, FundAct, may_run_funds, perform
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.investments import FundActForm
from tashan.web.investments.fund_page import InvestingPage, act_word
from tashan.web.pages.parks import day_of

INVESTS = (FundSort.GUIDANCE, FundSort.INCUBATION)


def _fund(fund_id: int) -> Fund:
    rows = Fund.objects.filter(sort__in=INVESTS).select_related("book", "adoption")
    return get_object_or_404(rows, pk=fund_id)


@page(perms.may_see_funds)
def guidance(request: OfficerRequest) -> HttpResponse:
    """The funds that invest, each with its figures."""
    on = timezone.localdate()
    rows = Fund.objects.filter(sort__in=INVESTS).select_related("book", "adoption").order_by("pk")
    pages = [InvestingPage(one, request.user, on) for one in rows]
    return render(request, "investments/list.html", {"pages": pages})


@page(perms.may_see_funds)
def guidance_fund(request: OfficerRequest, fund_id: int) -> HttpResponse:
    """One fund as of ``?on=``."""
    shown = InvestingPage(_fund(fund_id), request.user, day_of(request))
    return render(request, "investments/fund.html", {"page": shown})


@page(may_run_funds)
def guidance_act(request: OfficerRequest, fund_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    if act not in list(FundAct):
        raise Http404
    fund, wanted, on = _fund(fund_id), FundAct(act), timezone.localdate()
    if not ACTS[wanted].right(request.user):
        raise PermissionDenied
    form = FundActForm(request.POST or None, act=wanted, fund=fund, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            perform(wanted, fund, form.said, by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % act_word(wanted))
            return redirect("guidance_fund", fund_id)
    shown = InvestingPage(fund, request.user, on)
    context = {"form": form, "page": shown, "title": act_word(wanted)}
    return render(request, "investments/act.html", context, status=status)
