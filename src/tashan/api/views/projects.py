"""Projects with their stages, works and participants; households."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import entry, kept, named, seen, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, entity_url, exact
from tashan.api.routers import registers as router
from tashan.api.schemas import registers as told
from tashan.api.schemas.shared import AsOf, Done, Refs, days_of
from tashan.casework.acts import By
from tashan.casework.projects import moving
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry import changes, projects
from tashan.registry.dated import as_of
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind, Part, ProjectStage
from tashan.registry.models import Participation, ProjectFacts, Work

READ, WRITE = Scope.REGISTERS_READ, Scope.REGISTERS_WRITE


@door(
    router, "POST", "/projects",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_project(request: ProgramRequest, given: told.ProjectNew) -> Done:
    """A project in its first stage; its code is checked in either format."""
    facts = {"type": "construction", "stage": given.stage} | given.facts.facts()
    new = New(given.name, given.since, code=given.code, facts=facts)
    made = projects.enter_project(new, source=entry(request, given.reason, timezone.now()))
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "PATCH", "/projects/{entity_id}",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def change_project(request: ProgramRequest, entity_id: Id, given: told.ProjectChanged) -> Done:
    """From a day on the given facts hold; the stage is moved, not changed."""
    entity = kept(entity_id, Kind.PROJECT)
    source = entry(request, given.reason, timezone.now())
    changes.change(
        entity, since=given.since, until=given.until, source=source, **given.facts.facts()
    )
    return Done(id=entity.pk, url=entity_url(entity.pk))


@door(
    router, "POST", "/projects/{entity_id}/stage",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def move_project(request: ProgramRequest, entity_id: Id, given: told.Moved) -> Done:
    """The project enters a stage on a day; only stages that may follow are taken.

    Where a library of projects is in force its gate is asked; what it misses is told.
    """
    project = kept(entity_id, Kind.PROJECT)
    source = entry(request, given.reason, timezone.now())
    by = By(request.user, timezone.now(), given.on)
    moving.move(project, ProjectStage(given.stage), source=source, by=by)
    return Done(id=project.pk, url=entity_url(project.pk))


@door(
    router, "GET", "/projects/{entity_id}/parts",
    scope=READ, right=perms.may_see_registers, answer=told.ProjectParts,
)  # fmt: skip
def read_project_parts(
    request: ProgramRequest, entity_id: Id, asked: Query[AsOf]
) -> told.ProjectParts:
    """The works and participants of a day, and every stage with its days."""
    project, on = seen(request, entity_id, kinds=(Kind.PROJECT,)), asked.on or today()
    works = as_of(Work.objects.filter(project=project), on).order_by("code")
    mine = Participation.objects.filter(project=project).select_related("entity")
    joined = list(as_of(mine, on).order_by("part", "pk"))
    facts = ProjectFacts.objects.filter(entity=project, replaced__isnull=True).order_by("since")
    refs = Refs([row.entity for row in joined], on=on, viewer=request.user)
    return told.ProjectParts(
        works=[_work(row) for row in works],
        participants=[
            told.Participant(**days_of(row), id=row.pk, entity=refs.to(row.entity), part=row.part)
            for row in joined
        ],
        stages=[
            told.StageSpell(stage=spell.stage.value, since=spell.since, until=spell.until)  # type: ignore[arg-type]
            for spell in projects.spells(list(facts))
        ],
    )


def _work(row: Work) -> told.Work:
    return told.Work(
        **days_of(row),
        id=row.pk,
        code=row.code,
        name=row.name,
        scope=row.scope,
        floor_area=None if row.floor_area is None else exact(row.floor_area),
    )


@door(
    router, "POST", "/projects/{entity_id}/works",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def add_work(request: ProgramRequest, entity_id: Id, given: told.WorkGiven) -> Done:
    """One project has many works."""
    new = projects.NewWork(given.code, given.name, given.scope[:500], given.floor_area)
    source = entry(request, given.reason, timezone.now())
    project = kept(entity_id, Kind.PROJECT)
    row = projects.add_work(project, new, since=given.since, source=source)
    return Done(id=row.pk, url=entity_url(entity_id))


@door(
    router, "POST", "/projects/{entity_id}/participants",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def join_project(request: ProgramRequest, entity_id: Id, given: told.ParticipantGiven) -> Done:
    """An enterprise, an office or an officer has a part in the project from a day on."""
    row = projects.join(
        kept(entity_id, Kind.PROJECT),
        named(given.entity, Kind.ENTERPRISE, Kind.OFFICE, Kind.OFFICER),
        part=Part(given.part),
        since=given.since,
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=row.pk, url=entity_url(entity_id))


@door(
    router, "POST", "/participants/{participation_id}/end",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def leave_project(request: ProgramRequest, participation_id: Id, given: told.OnDay) -> Done:
    """The part ends on a day; that it was held stays."""
    rows = Participation.objects.select_related("project")
    row = get_object_or_404(rows, pk=participation_id)
    if row.replaced_id is not None:
        raise Http404
    projects.leave(row, on=given.on, source=entry(request, given.reason, timezone.now()))
    return Done(id=row.pk, url=entity_url(row.project_id))


@door(
    router, "POST", "/households",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_household(request: ProgramRequest, given: told.HouseholdNew) -> Done:
    """A household of a village."""
    new = New(given.name, given.since, code=given.code, facts=given.facts.facts())
    source = entry(request, given.reason, timezone.now())
    made = changes.enter(Kind.HOUSEHOLD, new, source=source)
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "PATCH", "/households/{entity_id}",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def change_household(request: ProgramRequest, entity_id: Id, given: told.HouseholdChanged) -> Done:
    """From a day on the given facts hold."""
    entity = kept(entity_id, Kind.HOUSEHOLD)
    source = entry(request, given.reason, timezone.now())
    changes.change(
        entity, since=given.since, until=given.until, source=source, **given.facts.facts()
    )
    return Done(id=entity.pk, url=entity_url(entity.pk))
