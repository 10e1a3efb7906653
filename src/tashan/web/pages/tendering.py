"""Tendering: must it be put out to tender, and are the days of the law kept; nothing is stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tashan.casework.tendering import check_intervals, must_tender
from tashan.record import perms
from tashan.web.cases.tendering import finding, shown_contract, shown_interval
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.tendering import ContractLines, TenderDaysForm


@page(perms.may_see_registers)
def tendering(request: OfficerRequest) -> HttpResponse:
    """``?ask=1`` with the fields judges them; without it the empty forms."""
    asked = request.GET if "ask" in request.GET else None
    lines = ContractLines(asked, prefix="c")
    form = TenderDaysForm(asked)
    is_good = asked is not None and lines.is_valid() and form.is_valid()
    given = [found for line in lines if (found := line.contract())] if is_good else []
    judged = must_tender(given)
    checked = check_intervals(form.days()) if is_good and form.days() else []
    context = {
        "lines": lines,
        "form": form,
        "finding": finding(judged, checked),
        "contracts": [shown_contract(each) for each in judged],
        "intervals": [shown_interval(each) for each in checked],
        "asked": asked is not None,
    }
    wrong = asked is not None and not is_good
    return render(request, "cases/tendering.html", context, status=422 if wrong else 200)
