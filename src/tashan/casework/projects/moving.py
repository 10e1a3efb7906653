"""A project moves on to its next stage, past the gate that the library's file puts there."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.project_models import StageMove
from tashan.casework.projects.checking import Check, Checked, refuse_missing
from tashan.casework.projects.evidence import person
from tashan.casework.projects.terms import LibraryTerms, library_on
from tashan.record.models import Source
from tashan.registry import projects
from tashan.registry.changes import lock
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import ProjectStage
from tashan.registry.models import Entity, ProjectFacts


@transaction.atomic
def move(project: Entity, stage: ProjectStage, *, source: Source, by: By) -> StageMove | None:
    """The project enters a stage on the day of ``by``; None where no library is in force.

    Raises UserError where the gate is shut, saying which condition misses and how it is met; and
    for leaving or returning, which somebody asks for and another checks.
    """
    lock(project)
    terms = library_on(by.on)
    if terms is None:
        projects.move(project, stage, on=by.on, source=source)
        return None
    held: ProjectFacts | None = facts_on(project, by.on)
    if terms.part.leaving is not None and held is not None:
        _refuse_leaving(ProjectStage(held.stage), stage)
    if held is None or stage not in projects.MOVES[ProjectStage(held.stage)]:
        projects.move(project, stage, on=by.on, source=source)  # which says why it may not
        return None
    found = Check(project, terms, by.on).of(terms.gate(stage))
    refuse_missing(found, what=_("“%s”") % stage.label)
    return enter_stage(project, stage, found, terms=terms, source=source, by=by)


def enter_stage(
    project: Entity, stage: ProjectStage, found: list[Checked], *,
    terms: LibraryTerms, source: Source, by: By,
) -> StageMove:  # fmt: skip
    """The move with what it was shown by; callers have checked that it may be."""
    held: ProjectFacts | None = facts_on(project, by.on)
    before = held.stage if held else ""
    projects.move(project, stage, on=by.on, source=source)
    return StageMove.objects.create(
        project=project, before=before, stage=stage, on=by.on, version=terms.held.version,
        shown=[one.as_json() for one in found], actor=person(by), at=by.at,
    )  # fmt: skip


def _refuse_leaving(now: ProjectStage, stage: ProjectStage) -> None:
    if ProjectStage.ENDED in (now, stage):
        raise UserError(
            _("A project leaves the library, and returns, only once another person agrees."),
            hint=_("Ask for it on the page of the project, with the reason."),
        )


def gates_of(project: Entity, on: Check) -> list[tuple[ProjectStage, list[Checked]]]:
    """Each stage that may follow with what its gate says today, for the page before a move."""
    held: ProjectFacts | None = facts_on(project, on.on)
    if held is None:
        return []
    nexts = projects.MOVES[ProjectStage(held.stage)]
    stages = [one for one in ProjectStage if one in nexts and ProjectStage.ENDED not in (one,)]
    if held.stage == ProjectStage.ENDED:
        return []
    return [(stage, on.of(on.terms.gate(stage))) for stage in stages]
