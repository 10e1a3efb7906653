"""The table of targets as it is shown, as .xlsx; that it went out is recorded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tashan.indicators.models import Plan
from tashan.indicators.plan_states import plan_state
from tashan.record import events, perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.reader import attachment
from tashan.web.target_list import asked_of, shown
from tashan.web.target_sheet import MEDIA_TYPE, sheet_of


@page(perms.may_export_figures)
def export(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """What the address filters and sorts, in one sheet signed by the officer."""
    plan = get_object_or_404(Plan.objects.select_related("place"), pk=plan_id)
    asked, now = asked_of(request), timezone.now()
    whole = plan_state(plan, on=asked.on, user=request.user)
    rows = shown(whole, asked)
    data = sheet_of(whole, rows, officer=request.user.display_name, on=timezone.localdate(now))
    payload = {"rows": len(rows), "on": asked.on.isoformat()}
    events.append(plan.stream, "targets.exported", payload, actor=request.user, at=now)
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = attachment(f"{plan.title}.xlsx")
    return response
