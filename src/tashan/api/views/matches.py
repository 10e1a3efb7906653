"""Matches: asked for, followed, read with their reasons; policies from above as previews."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import matches as router
from tashan.api.schemas import matches as told
from tashan.api.views.programmes import wanted
from tashan.base.errors import UserError
from tashan.programmes import opportunities, serialised, tasks
from tashan.programmes.models import Run, RunProgramme, RunState
from tashan.programmes.result_file import Standing
from tashan.programmes.results import Results, results
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.PROGRAMMES_READ, Scope.PROGRAMMES_WRITE
NEWEST = [Key("at", is_descending=True), Key("pk", is_descending=True)]


@door(router, "GET", "/matches", scope=READ, right=perms.may_see_mechanisms,
      answer=Page[told.Match])  # fmt: skip
def list_matches(request: ProgramRequest, paging: Query[Paging]) -> Page[told.Match]:
    """The runs, the newest first."""
    rows = Run.objects.select_related("snapshot", "file").prefetch_related("programmes")

    def shown(found: list[Run]) -> list[told.Match]:
        return [_told(run) for run in found]

    return page(request, rows, NEWEST, shown=shown, asked=paging)


def _told(run: Run) -> told.Match:
    return told.Match.model_validate(serialised.run_json(run))


@door(router, "POST", "/matches", scope=WRITE, right=perms.may_match, answer=told.Match,
      status=202)  # fmt: skip
def ask_for_match(request: ProgramRequest, given: told.MatchGiven) -> told.Match:
    """Match programmes with the register of a day: a large one is left to the worker."""
    on = given.on or today()
    chosen = [wanted(one, on) for one in given.programmes]
    run = tasks.ask(chosen, on, actor=request.user, at=timezone.now(), by=given.engine)
    return _told(run)


@door(router, "GET", "/matches/{match_id}", scope=READ, right=perms.may_see_mechanisms,
      answer=told.Match)  # fmt: skip
def read_match(request: ProgramRequest, match_id: Id) -> told.Match:
    """How far a run is, and what came of each programme."""
    return _told(get_object_or_404(Run.objects.select_related("snapshot", "file"), pk=match_id))


def _results(match_id: int, position: int) -> Results:
    run = get_object_or_404(Run, pk=match_id)
    if run.state != RunState.DONE:
        raise UserError(_("The run is not done yet."), hint=_("Ask for it again later."))
    try:
        return results(run, position)
    except RunProgramme.DoesNotExist as error:
        raise Http404 from error


@door(
    router, "GET", "/matches/{match_id}/programmes/{position}",
    scope=READ, right=perms.may_see_mechanisms, answer=told.ResultsTold,
)  # fmt: skip
def list_results(
    request: ProgramRequest, match_id: Id, position: int, asked: Query[told.ResultsAsked]
) -> told.ResultsTold:
    """Who stands how under one programme of a run, each with the reasons."""
    found = _results(match_id, position)
    rows, total = found.page(
        Standing(asked.standing), order=asked.order, descending=asked.descending,
        first=asked.first, count=asked.limit,
    )  # fmt: skip
    missing = [
        serialised.column_json(one.words) | {"subjects": one.subjects, "withheld": one.withheld}
        for one in found.missing
    ]
    return told.ResultsTold.model_validate(
        {
            "programme": serialised.run_programme_json(found.row),
            "total": total,
            "items": [serialised.result_json(row, found) for row in rows],
            "missing": missing,
            "next": _following(request, asked, total),
        }
    )


def _following(request: ProgramRequest, asked: told.ResultsAsked, total: int) -> str | None:
    first = asked.first + asked.limit
    if first >= total:
        return None
    query = request.GET.copy()
    query["first"] = str(first)
    return f"{request.path}?{query.urlencode()}"


@door(
    router, "GET", "/matches/{match_id}/programmes/{position}/subjects/{subject_id}",
    scope=READ, right=perms.may_see_mechanisms, answer=told.ResultLine,
)  # fmt: skip
def read_result(
    request: ProgramRequest, match_id: Id, position: int, subject_id: Id
) -> told.ResultLine:
    """How one subject stands under one programme of a run, and why."""
    found = _results(match_id, position)
    row = found.of(subject_id)
    if row is None:
        raise Http404
    return told.ResultLine.model_validate(serialised.result_json(row, found))


@door(
    router, "GET", "/opportunities",
    scope=READ, right=perms.may_see_mechanisms, answer=told.Opportunities,
)  # fmt: skip
def list_opportunities(request: ProgramRequest) -> told.Opportunities:
    """Policies of higher governments, each with its newest preview over projects or enterprises."""
    known = opportunities.superior()
    newest = {row.code: row for row in opportunities.newest(known)}
    items = [_opportunity(serialised.offer_json(one), newest.get(one.code)) for one in known]
    return told.Opportunities.model_validate({"items": items})


def _opportunity(programme: dict[str, object], row: RunProgramme | None) -> dict[str, object]:
    return {
        "programme": programme,
        "match": row.run_id if row else None,
        "on": row.run.on if row else None,
        "result": serialised.run_programme_json(row) if row else None,
    }


@door(
    router, "POST", "/opportunities",
    scope=WRITE, right=perms.may_match, answer=told.Matches, status=202,
)  # fmt: skip
def look_for_opportunities(request: ProgramRequest, given: told.LookGiven) -> told.Matches:
    """Match every policy from above with the projects and the enterprises."""
    runs = opportunities.look(given.on or today(), actor=request.user, at=timezone.now())
    return told.Matches(items=[_told(run) for run in runs])
