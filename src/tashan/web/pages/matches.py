"""Runs and their answers: what was run on which data, and why one subject stands as it does."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.programmes import running
from tashan.programmes.models import Run, RunState
from tashan.programmes.result_file import frame_of
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.matching.answer_page import context_of
from tashan.web.matching.result_page import ResultPage
from tashan.web.matching.run_page import RunPage, title_of_row


@page(perms.may_see_mechanisms)
def match(request: OfficerRequest, match_id: int) -> HttpResponse:
    """One run; ``?programme=`` opens the results of one of its programmes."""
    shown = RunPage(get_object_or_404(_runs(), pk=match_id), position=_position(request))
    context: dict[str, object] = {
        "run": shown,
        "finding": shown.finding,
        "programmes": shown.programmes,
        "may_match": perms.may_match(request.user),
    }
    if shown.chosen is not None and shown.is_done:
        shown.chosen.run = shown.run
        context |= ResultPage(shown.chosen, request).context()
        context |= {"chosen": title_of_row(shown.chosen), "asked_programme": shown.position}
    return render(request, "programmes/run.html", context)


def _runs() -> QuerySet[Run]:
    return Run.objects.select_related("snapshot", "file", "actor")


def _position(request: OfficerRequest) -> int | None:
    asked = request.GET.get("programme", "")
    return int(asked) if asked.isdecimal() and len(asked) < 5 else None


@page(perms.may_see_mechanisms)
def match_answer(request: OfficerRequest, match_id: int, entity_id: int) -> HttpResponse:
    """One subject under one programme: each condition met, missed by how much, or unknown."""
    run = get_object_or_404(_runs().filter(state=RunState.DONE), pk=match_id)
    rows = list(run.programmes.select_related("adoption", "version__adoption"))
    for row in rows:
        row.run = run
    asked = _position(request) or 0
    chosen = next((row for row in rows if row.position == asked), None)
    context = context_of(chosen, rows, entity_id, request) if chosen else None
    if context is None:
        raise Http404
    return render(request, "programmes/answer.html", context)


@require_POST
@page(perms.may_match)
def repeat_match(request: OfficerRequest, match_id: int) -> HttpResponseBase:
    """Run again on the run's own snapshot and versions; nothing is stored."""
    run = get_object_or_404(_runs().filter(state=RunState.DONE), pk=match_id)
    if running.repeat(run).equals(frame_of(run)):
        messages.success(request, _("Run again on the same data: the same result to the fen."))
    else:
        messages.error(
            request, _("The result differs. Tell your system administrator: this must not happen.")
        )
    return redirect("match", run.pk)
