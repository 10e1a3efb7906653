"""The library of projects: where each stands, gates, evidence, leaving, and renewal."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import kept, today
from tashan.api.case_acts import stored
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.project_library_telling import (
    age_told,
    batch_told,
    departure_told,
    evidence_told,
    gate_told,
)
from tashan.api.routers import projects as router
from tashan.api.schemas import project_library as told
from tashan.api.schemas.shared import AsOf, Refs
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.casework.project_models import Departure, Direction, ProjectEvidence
from tashan.casework.projects import departing, evidence
from tashan.casework.projects.ageing import ages_of, spells_by_project
from tashan.casework.projects.checking import Check, taken_back
from tashan.casework.projects.evidence import NewEvidence
from tashan.casework.projects.moving import gates_of
from tashan.casework.projects.renewal import renewal_of, year_to
from tashan.casework.projects.rights import may_tell
from tashan.casework.projects.terms import library_on, needed_library
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
PROJECT = "/projects/{entity_id}"


@door(router, "GET", "/project-library", scope=READ, right=perms.may_see_work,
      answer=told.LibraryTold)  # fmt: skip
def list_library(request: ProgramRequest, asked: Query[told.LibraryAsked]) -> told.LibraryTold:
    """Every project of a day with the days in its stage, and which are stale."""
    on = asked.on or today()
    ages = ages_of(spells_by_project(), library_on(on), on)
    wanted = {
        project: age
        for project, age in ages.items()
        if (age.is_stale or not asked.stale) and asked.stage in (None, age.stage.value)
    }
    rows = list(Entity.objects.filter(pk__in=wanted, merged_into=None).order_by("pk"))
    refs = Refs(rows, on=on, viewer=request.user)
    projects = [told.ProjectAge(**age_told(row, wanted[row.pk], refs)) for row in rows]
    return told.LibraryTold(on=on, projects=projects)


@door(router, "GET", "/project-library/renewal", scope=READ, right=perms.may_see_work,
      answer=told.RenewalTold)  # fmt: skip
def read_renewal(request: ProgramRequest, asked: Query[told.RenewalAsked]) -> told.RenewalTold:
    """What entered and left each batch of stages within a period, with its denominators."""
    until = asked.on or today()
    since = min(asked.since or year_to(until)[0], until)
    found = renewal_of(needed_library(until), since, until)
    ids = {project for one in found for project, _day in (*one.entered, *one.left)}
    known = Entity.objects.in_bulk(ids)
    refs = Refs(known.values(), on=until, viewer=request.user)
    batches = [batch_told(one, known, refs) for one in found]
    return told.RenewalTold(since=since, until=until, batches=batches)


@door(router, "GET", PROJECT + "/library", scope=READ, right=perms.may_see_work,
      answer=told.ProjectInLibrary)  # fmt: skip
def read_project_in_library(
    request: ProgramRequest, entity_id: Id, asked: Query[AsOf]
) -> told.ProjectInLibrary:
    """One project: its age, each gate ahead with what is met and what misses, its evidence."""
    return _in_full(request, kept(entity_id, Kind.PROJECT), asked)


def _in_full(request: ProgramRequest, project: Entity, asked: AsOf) -> told.ProjectInLibrary:
    on = asked.on or today()
    terms = needed_library(on)
    age = ages_of(spells_by_project([project.pk]), terms, on).get(project.pk)
    if age is None:
        raise UserError(
            _("The project was not in the register on %s.") % on, hint=_("Give a later day.")
        )
    check = Check(project, terms, on)
    departures = Departure.objects.filter(project=project, asked_on__lte=on)
    told_ = age_told(project, age, Refs([project], on=on, viewer=request.user))
    people = departures.select_related("asked_by", "checked_by").order_by("pk")
    return told.ProjectInLibrary(
        **told_,
        gates=[gate_told(stage.value, found) for stage, found in gates_of(project, check)],
        evidence=[evidence_told(row, taken_back(row, on)) for row in check.given],
        departures=[departure_told(row) for row in people],
    )


@door(router, "POST", PROJECT + "/evidence", scope=WRITE, right=may_tell,
      answer=told.ProjectInLibrary, status=201)  # fmt: skip
def show_project_evidence(
    request: ProgramRequest, entity_id: Id, given: told.EvidenceGiven
) -> told.ProjectInLibrary:
    """A paper or a photo of a kind that the library's file names."""
    project, by = kept(entity_id, Kind.PROJECT), by_of(request, given.on)
    new = NewEvidence(given.kind, given.document, stored(given.file, by))
    evidence.enter_evidence(project, new, by=by)
    return _in_full(request, project, AsOf())


@door(router, "POST", PROJECT + "/evidence/{evidence_id}/take-back", scope=WRITE, right=may_tell,
      answer=told.ProjectInLibrary)  # fmt: skip
def take_evidence_back(
    request: ProgramRequest, entity_id: Id, evidence_id: Id, given: told.WithReason
) -> told.ProjectInLibrary:
    """Evidence wrongly given shows nothing from that day on; what was made on it stays, named."""
    project = kept(entity_id, Kind.PROJECT)
    rows = ProjectEvidence.objects.select_related("project", "actor").filter(project=project)
    row = get_object_or_404(rows, pk=evidence_id)
    evidence.take_back(row, given.reason, by=by_of(request, given.on))
    return _in_full(request, project, AsOf())


@door(router, "POST", PROJECT + "/departures", scope=WRITE, right=may_tell,
      answer=told.DepartureTold, status=201)  # fmt: skip
def ask_project_departure(
    request: ProgramRequest, entity_id: Id, given: told.DepartureGiven
) -> told.DepartureTold:
    """Ask that a project leave the library, or return to it; another person checks it."""
    if given.direction not in Direction.values:
        raise UserError(
            _("A project leaves or returns."), hint=_("Give one of: %s.") % "leave, return"
        )
    project = kept(entity_id, Kind.PROJECT)
    by, way = by_of(request, given.on), Direction(given.direction)
    return departure_told(departing.ask(project, way, given.reason, given.says, by=by))


@door(router, "POST", "/departures/{departure_id}/check", scope=WRITE,
      right=perms.may_check_work, answer=told.DepartureTold)  # fmt: skip
def check_project_departure(
    request: ProgramRequest, departure_id: Id, given: told.Checking
) -> told.DepartureTold:
    """Another than who asked agrees, and the project leaves or returns; or does not."""
    row = get_object_or_404(Departure.objects.select_related("project"), pk=departure_id)
    by = by_of(request, given.on)
    departing.check(row, agreed=given.agreed, answer=given.answer, by=by)
    people = Departure.objects.select_related("asked_by", "checked_by")
    return departure_told(people.get(pk=row.pk))
