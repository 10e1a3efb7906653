"""What a bank's clerk has to answer: promises asked for, loans to renew, and what is out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.programmes.fund_models import ENDED_LOANS, LoanState
from tashan.programmes.loans.seeing import visible_loans
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import page_of
from tashan.web.loans.loan_list import loan_rows


@page(perms.may_promise)
def bank_loans(request: OfficerRequest) -> HttpResponse:
    """The loans of the clerk's bank, those that wait for it first."""
    today = timezone.localdate()
    rows = visible_loans(request.user, today)
    told = loan_rows(rows.exclude(state__in=ENDED_LOANS).order_by("matures_on", "pk"), today)
    shown = page_of(request, rows.filter(state__in=ENDED_LOANS).order_by("-pk"))
    drawn = [one for one in told if one.row.state == LoanState.DRAWN]
    asked = [one for one in told if one.row.state == LoanState.REVIEWED and one.row.needs_promise]
    context = {
        "asked": asked,
        "to_renew": [one for one in drawn if one.row.renewed is None],
        "renewed": [one for one in drawn if one.row.renewed is not None],
        "others": [one for one in told if one not in drawn and one not in asked],
        "ended": loan_rows(shown.object_list, today),
        "shown": shown,
    }
    return render(request, "loans/bank_list.html", context)
