"""Programmes in force: what their matches gave, each with its rule in words and its results."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.programmes import results, tasks
from tashan.programmes.lists import draft
from tashan.programmes.models import Run, RunState
from tashan.programmes.offers import Offer, offer, offers
from tashan.programmes.result_file import Standing
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import order_of
from tashan.web.matching.programme_list import (
    COLUMNS,
    finding_of,
    lines_on,
    recent_runs,
    sorted_by,
)
from tashan.web.matching.programme_page import context_of
from tashan.web.matching.result_sheet import hand_out
from tashan.web.pages.reader import attachment

FILE_ORDER = "file"


@page(perms.may_see_mechanisms)
def programmes(request: OfficerRequest) -> HttpResponse:
    """Every programme in force today, and the last matches."""
    lines = lines_on(timezone.localdate())
    columns = dict.fromkeys([FILE_ORDER, *COLUMNS], "")
    order = order_of(request, columns, default=FILE_ORDER)
    context = {
        "lines": sorted_by(lines, order),
        "order": order,
        "finding": finding_of(lines),
        "runs": recent_runs(),
        "may_match": perms.may_match(request.user),
    }
    return render(request, "programmes/list.html", context)


@page(perms.may_see_mechanisms)
def programme(request: OfficerRequest, adoption_id: int, part: str) -> HttpResponse:
    """One programme: its rule, and who stands how by its newest match."""
    found = offered(adoption_id, part)
    row = results.newest(adoption_id, part)
    context = context_of(found, row, request)
    return render(request, "programmes/programme.html", context)


def offered(adoption_id: int, part: str) -> Offer:
    """A programme in force today; 404 where the adoption has none of this name."""
    adoption = get_object_or_404(Adoption, pk=adoption_id)
    held = offer_or_none(adoption, part)
    if held is None:
        raise Http404
    return held


def offer_or_none(adoption: Adoption, part: str) -> Offer | None:
    """None where it is no longer in force, or no programme."""
    try:
        return offer(adoption, part, timezone.localdate())
    except UserError:
        return None


@require_POST
@page(perms.may_match)
def match_all(request: OfficerRequest) -> HttpResponseBase:
    """Every programme in force, in one run for each kind of subject."""
    today = timezone.localdate()
    runs = [_asked(request, group) for group in _by_subject(offers(today))]
    if not runs:
        raise UserError(
            _("There is no programme to match."), hint=_("Adopt a mechanism that gives something.")
        )
    if request.POST.get("next") == "opportunities":
        return redirect("opportunities")
    return redirect("match", runs[0].pk) if len(runs) == 1 else redirect("programmes")


@require_POST
@page(perms.may_match)
def match_programme(request: OfficerRequest, adoption_id: int, part: str) -> HttpResponseBase:
    """This programme together with all others of its kind of subject: those of a group overlap."""
    found = offered(adoption_id, part)
    subject = found.programme.subject
    group = [o for o in offers(timezone.localdate()) if o.programme.subject is subject]
    run = _asked(request, group)
    if run.state == RunState.DONE:
        return redirect("programme", adoption_id, part)
    return redirect("match", run.pk)


def _by_subject(found: Iterable[Offer]) -> list[list[Offer]]:
    groups: dict[str, list[Offer]] = {}
    for each in found:
        groups.setdefault(each.programme.subject.value, []).append(each)
    return list(groups.values())


def _asked(request: OfficerRequest, group: list[Offer]) -> Run:
    run = tasks.ask(group, timezone.localdate(), actor=request.user, at=timezone.now())
    if run.state == RunState.DONE:
        messages.success(request, _("Matched; the results stand below."))
    else:
        messages.success(request, _("The match is under way; go on working."))
    return run


@require_POST
@page(perms.may_match)
def draft_list(request: OfficerRequest, adoption_id: int, part: str) -> HttpResponseBase:
    """A list of who is given something by the newest match, frozen as it is drafted."""
    row = results.newest(adoption_id, part)
    if row is None:
        raise Http404
    try:
        made = draft(row, actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
        return redirect("programme", adoption_id, part)
    messages.success(request, _("The list is drafted and frozen; it holds once it is confirmed."))
    return redirect("award_list", made.pk)


@page(perms.may_export_figures)
def programme_export(request: OfficerRequest, adoption_id: int, part: str) -> HttpResponse:
    """Everybody of the standing that ``?tab=`` names, as .xlsx; that it went out is recorded."""
    row = results.newest(adoption_id, part)
    if row is None:
        raise Http404
    asked = request.GET.get("tab", "")
    listed = (Standing.ELIGIBLE, Standing.NEAR, Standing.UNKNOWN)
    standing = Standing(asked) if asked in listed else Standing.ELIGIBLE
    made = hand_out(row, standing, actor=request.user, at=timezone.now())
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response
