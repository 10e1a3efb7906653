"""Policies of higher governments over our projects and enterprises (抢抓政策机遇)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.matching.opportunities import Opportunities


@page(perms.may_see_mechanisms)
def opportunities(request: OfficerRequest) -> HttpResponse:
    """``?of=project`` or ``enterprise``; each policy with who qualifies and who nearly does."""
    found = Opportunities(timezone.localdate(), of=request.GET.get("of", ""))
    context = {
        "finding": found.finding,
        "tabs": found.tabs,
        "policies": found.policies,
        "may_match": perms.may_match(request.user),
    }
    return render(request, "programmes/opportunities.html", context)
