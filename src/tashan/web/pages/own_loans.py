"""An enterprise's own bridge loans, and the application for one."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.fund_models import ENDED_LOANS, Borrower, Fund, Loan
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.seeing import visible_loans
from tashan.record import perms
from tashan.registry.belonging import entity_of
from tashan.registry.models import Entity
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.forms.guarantees import fen_of
from tashan.web.forms.loans import NewLoanForm, open_loan_funds
from tashan.web.loans.loan_list import loan_rows
from tashan.web.loans.new_page import NewLoanCheck

STARTS = ("fund", "borrower", "asked")  # what an address may fill in already


@page(perms.may_apply)
def own_loans(request: OfficerRequest) -> HttpResponse:
    """The loans of the agent's enterprise, the newest first."""
    today = timezone.localdate()
    rows = loan_rows(visible_loans(request.user, today).order_by("-pk"), today)
    running = [one for one in rows if one.row.state not in ENDED_LOANS]
    context = {
        "running": running,
        "ended": [one for one in rows if one.row.state in ENDED_LOANS],
        "funds": open_loan_funds(today),
    }
    return render(request, "loans/own_list.html", context)


@page(perms.may_apply)
def new_loan(request: OfficerRequest) -> HttpResponseBase:
    """First whether the bank renews without repayment (``?unpaid=``), then the application.

    A part of the page tells what it would come to as it stands.
    """
    today, said = timezone.localdate(), request.POST or request.GET
    firm, funds = entity_of(request.user, today), open_loan_funds(today)
    fund = next((one for one in funds if str(one.pk) == said.get("fund")), next(iter(funds), None))
    check = None
    if firm is not None and fund is not None:
        check = NewLoanCheck(fund, firm, today, said.dict())
    if is_part(request) and check is not None:
        return render(request, "loans/check.html", {"check": check})
    first = {name: request.GET[name] for name in STARTS if name in request.GET}
    form = NewLoanForm(request.POST or None, funds=funds, on=today, initial=first)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid() and firm is not None:
        try:
            made = _apply(request, form, firm, funds, today)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The application is handed in."))
            return redirect("loan", made.pk)
    context = {"form": form, "firm": firm, "funds": funds, "check": check,
               "unpaid": _unpaid(request, check)}  # fmt: skip
    return render(request, "loans/new.html", context, status=status)


def _unpaid(request: HttpRequest, check: NewLoanCheck | None) -> str:
    """The answer to the first question; a fund that asks none takes no for it."""
    if check is not None and not check.questions:
        return "no"
    return "no" if request.method == "POST" else request.GET.get("unpaid", "")


def _apply(
    request: OfficerRequest, form: NewLoanForm, firm: Entity, funds: list[Fund], on: date
) -> Loan:
    said = form.cleaned_data
    fund = next(one for one in funds if one.pk == int(said["fund"]))
    new = NewLoan(
        firm=firm,
        borrower=Borrower(said["borrower"]),
        bank=Entity.objects.get(pk=said["bank"]),
        bank_loan=said["bank_loan"],
        account=said["account"],
        matures_on=said["matures_on"],
        owed=fen_of(said["owed"]) or 0,
        asked=fen_of(said["asked"]) or 0,
        may_renew_unpaid=request.GET.get("unpaid") == "yes",
    )
    return apply(fund, new, by=By(request.user, timezone.now(), on))
