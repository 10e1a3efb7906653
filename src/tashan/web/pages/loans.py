"""Loans of funds: the table of all, one of them with its fee to the day, and its acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.fund_models import Loan
from tashan.programmes.loans.calling import perform
from tashan.programmes.loans.doing import LoanAct
from tashan.programmes.loans.seeing import may_move_loans, may_see_loans, visible_loans
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.loans.loan_list import LoanList
from tashan.web.loans.loan_page import LoanPage
from tashan.web.loans.words import act_word

RELATED = ("fund__book", "fund__adoption", "case__version__adoption", "firm", "bank")


@page(perms.may_see_funds)
def loans(request: OfficerRequest) -> HttpResponse:
    """All loans of all funds, as the address narrows them."""
    shown = LoanList(request, request.user, timezone.localdate())
    context = {"list": shown, "shown": shown.shown, "order": shown.order}
    return render(request, "loans/list.html", context)


@page(may_see_loans)
def loan(request: OfficerRequest, loan_id: int) -> HttpResponse:
    """One loan; ``?back=`` is the day on which it might be repaid."""
    row, today = find_loan(request, loan_id), timezone.localdate()
    shown = LoanPage(row, request.user, today, _day(request.GET.get("back", "")))
    return render(request, "loans/loan.html", _context(request, shown, shown.next_form))


def find_loan(request: OfficerRequest, loan_id: int) -> Loan:
    """The loan, where the visitor may see it; else not even that there is one."""
    rows = visible_loans(request.user, timezone.localdate()).select_related(*RELATED)
    return get_object_or_404(rows, pk=loan_id)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _context(request: OfficerRequest, shown: LoanPage, form: Any) -> dict[str, object]:
    sees = perms.may_see_registers(request.user)
    return {"page": shown, "loan": shown.row, "form": form, "sees_registers": sees}


@page(may_move_loans)
def loan_act(request: OfficerRequest, loan_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    if act not in list(LoanAct):
        raise Http404
    wanted = LoanAct(act)
    shown = LoanPage(find_loan(request, loan_id), request.user, timezone.localdate())
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form, status = shown.form_of(wanted, *given), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = By(request.user, timezone.now(), form.cleaned_data["on"])
                perform(wanted, shown.row, form.said, by=by)
            except UserError as error:
                form.add_error(None, str(error))
                status = 409
            else:
                messages.success(request, _("“%s” is recorded.") % act_word(wanted))
                return redirect("loan", loan_id)
    is_offered = wanted in [one.act for one in shown.acts]
    context = _context(request, shown, form) | {"title": act_word(wanted), "is_offered": is_offered}
    return render(request, "loans/act.html", context, status=status)
