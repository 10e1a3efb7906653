"""Rankings and appraisals: the list, a run as a table, a score sheet, the sheet to take out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.indicators.ranking import running
from tashan.indicators.ranking.listed import rankings_here
from tashan.indicators.ranking_models import RankedRow, RankingRun
from tashan.mechanisms.indicator import Subject
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment
from tashan.web.ranking.run_page import RunPage
from tashan.web.ranking.sheet import hand_out
from tashan.web.ranking.sheet_page import SheetPage

APPRAISED = (Subject.OFFICE, Subject.PLACE, Subject.PARK)


@page(perms.may_see_mechanisms)
def rankings(request: OfficerRequest) -> HttpResponse:
    """The rankings of enterprises and projects that are adopted, each with its newest runs."""
    ranked = rankings_here(day_of(request), (Subject.ENTERPRISE, Subject.PROJECT))
    context = {"rankings": ranked, "may_rank": perms.may_rank(request.user)}
    return render(request, "rankings/list.html", context)


@page(perms.may_see_mechanisms)
def appraisals(request: OfficerRequest) -> HttpResponse:
    """The rankings of offices, places and parks: what they did beside their tasks."""
    ranked = rankings_here(day_of(request), APPRAISED)
    context = {
        "rankings": ranked,
        "may_rank": perms.may_rank(request.user),
        "is_of_appraisals": True,
    }
    return render(request, "rankings/list.html", context)


@require_POST
@page(perms.may_rank)
def run_ranking(request: OfficerRequest, adoption_id: int, part: str) -> HttpResponseBase:
    """Run it as of today on a fresh snapshot, and show what came of it."""
    adoption = get_object_or_404(Adoption, pk=adoption_id)
    now = timezone.now()
    on = timezone.localdate(now)
    try:
        held = current.of(adoption, on)
        made = running.run(held, part, on=on, actor=request.user, at=now)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("rankings")
    messages.success(request, _("The ranking is run. Look at who is missing before it goes out."))
    return redirect("ranking_run", made.pk)


@page(perms.may_see_mechanisms)
def ranking_run(request: OfficerRequest, run_id: int) -> HttpResponse:
    """The table: ``?group= &grade= &state= &q=`` narrow it, ``?sort= &page=`` walk it."""
    run = run_of(run_id)
    context = {
        "run": RunPage(request, run),
        "may_rank": perms.may_rank(request.user),
        "may_confirm": perms.may_confirm(request.user),
        "may_export": perms.may_export_figures(request.user),
        "publications": run.publications.order_by("number"),
        "open_objections": run.objections.filter(answered_on__isnull=True).count(),
    }
    context["order"] = context["run"].order  # type: ignore[attr-defined]
    context["shown"] = context["run"].shown  # type: ignore[attr-defined]
    return render(request, "rankings/run.html", context)


@page(perms.may_export_figures)
def ranking_export(request: OfficerRequest, run_id: int) -> HttpResponse:
    """What the table shows, all its pages, as .xlsx; that it went out is recorded."""
    made = hand_out(RunPage(request, run_of(run_id)), actor=request.user, at=timezone.now())
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response


@page(perms.may_see_mechanisms)
def score_sheet(request: OfficerRequest, run_id: int, entity_id: int) -> HttpResponse:
    """Every measure with its formula, its points and the figures behind, each with its source."""
    context = {
        "sheet": SheetPage(row_of(run_id, entity_id)),
        "may_rank": perms.may_rank(request.user),
    }
    return render(request, "rankings/sheet.html", context)


def run_of(run_id: int) -> RankingRun:
    rows = RankingRun.objects.select_related("version__adoption", "snapshot", "before", "actor")
    return get_object_or_404(rows, pk=run_id)


def row_of(run_id: int, entity_id: int) -> RankedRow:
    rows = RankedRow.objects.select_related("run__version__adoption", "run__snapshot", "entity")
    found = rows.filter(run=run_id, entity=entity_id).first()
    if found is None:
        raise Http404
    return found
