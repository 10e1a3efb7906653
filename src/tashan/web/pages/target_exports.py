"""The table of targets as it is shown, as .xlsx; that it went out is recorded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tashan.indicators.models import Plan
from tashan.indicators.plan_states import plan_state
from tashan.indicators.target_sheet import hand_out
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.reader import attachment
from tashan.web.target_list import asked_of, shown


@page(perms.may_export_figures)
def export(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """What the address filters and sorts, in one sheet signed by the officer."""
    plan = get_object_or_404(Plan.objects.select_related("place"), pk=plan_id)
    asked, now = asked_of(request), timezone.now()
    whole = plan_state(plan, on=asked.on, user=request.user)
    made = hand_out(whole, shown(whole, asked), actor=request.user, at=now)
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response
