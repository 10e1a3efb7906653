"""Registrars enter projects, move them on, and say who takes part and what is built."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.acts import By
from tashan.casework.projects import moving
from tashan.record import perms
from tashan.record.models import Source
from tashan.registry import projects
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import Kind, Part, ProjectStage
from tashan.registry.models import Entity, Participation
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.projects import PartForm, ProjectFactsForm, ProjectForm, StageForm, WorkForm
from tashan.web.forms.registers import SourceForm
from tashan.web.register_forms import answer, initial_of, restate


def _project(entity_id: int) -> Entity:
    return get_object_or_404(Entity, pk=entity_id, kind=Kind.PROJECT)


@page(perms.may_keep_registers)
def new_project(request: OfficerRequest) -> HttpResponseBase:
    """Enter a project; a failed check digit of its code needs a reason."""
    form = ProjectForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        return "project", projects.enter_project(form.new(), source=source).pk

    return answer(request, form, act, title=_("New project"), back=("projects", []))


@page(perms.may_keep_registers)
def change_project(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """What holds of a project from a day on; its stage moves on by a form of its own."""
    project = _project(entity_id)
    form = ProjectFactsForm(request.POST or None, initial=initial_of(project))

    def act(source: Source) -> tuple[str, int]:
        restate(project, form, source)
        return "project", project.pk

    back = ("project", [project.pk])
    return answer(request, form, act, title=_("Change the project"), back=back)


@page(perms.may_keep_registers)
def move_project(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """The project enters its next stage on a day."""
    project = _project(entity_id)
    facts = facts_on(project, timezone.localdate())
    now = facts.stage if facts else ProjectStage.PLANNED
    initial = {"since": timezone.localdate()}
    form = StageForm(request.POST or None, now=now, initial=initial)

    def act(source: Source) -> tuple[str, int]:
        data = form.cleaned_data
        by = By(request.user, timezone.now(), data["since"])
        moving.move(project, ProjectStage(data["stage"]), source=source, by=by)
        return "project", project.pk

    words = _("Next stage after “%s”") % ProjectStage(now).label
    return answer(request, form, act, title=words, back=("project", [project.pk]))


@page(perms.may_keep_registers)
def new_work(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """A further work of the project."""
    project = _project(entity_id)
    form = WorkForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        since = form.cleaned_data["since"]
        projects.add_work(project, form.work(), since=since, source=source)
        return "project", project.pk

    return answer(request, form, act, title=_("New work"), back=("project", [project.pk]))


@page(perms.may_keep_registers)
def new_part(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """Somebody takes part in the project."""
    project = _project(entity_id)
    form = PartForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        data = form.cleaned_data
        part = Part(data["part"])
        projects.join(project, data["entity"], part=part, since=data["since"], source=source)
        return "project", project.pk

    return answer(request, form, act, title=_("New participant"), back=("project", [project.pk]))


@page(perms.may_keep_registers)
def end_part(request: OfficerRequest, part_id: int) -> HttpResponseBase:
    """A participant leaves the project on a day."""
    held = get_object_or_404(Participation, pk=part_id, replaced__isnull=True)
    form = SourceForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        projects.leave(held, on=form.cleaned_data["since"], source=source)
        return "project", held.project_id

    words = _("%s leaves the project") % name_on(held.entity, timezone.localdate())
    return answer(request, form, act, title=words, back=("project", [held.project_id]))
