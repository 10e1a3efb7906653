"""Problems begin: raised by an office or from a report, or found by an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.problem_models import (
    ProblemKind,
    ProblemState,
    ProblemStep,
    ProjectProblem,
    SiteInspection,
)
from tashan.casework.round_models import RoundReport
from tashan.casework.rounds.holding import note, of_kind, person, told
from tashan.record.models import StoredFile
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewProblem:
    """What is the matter, of which kind, and what is to be agreed with others."""

    kind: ProblemKind
    says: str
    needs: str = ""
    report: RoundReport | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Which office puts it right, under which leader, how, and until when."""

    office: Entity
    measures: str
    due_on: date
    leader: Entity | None = None


@transaction.atomic
def raise_problem(project: Entity, new: NewProblem, *, by: By) -> ProjectProblem:
    """Raises UserError for a report of another project."""
    of_kind(project, Kind.PROJECT)
    if new.report is not None and new.report.project_id != project.pk:
        raise UserError(
            _("The report is of another project."), hint=_("Raise it from its own report.")
        )
    made = ProjectProblem.objects.create(
        project=project, report=new.report, kind=new.kind, says=told(new.says, _("Problem")),
        needs=new.needs.strip(), raiser=person(by), raised_on=by.on,
    )  # fmt: skip
    add_step(made, "raise", made.says, by)
    return made


@dataclass(frozen=True, slots=True)
class NewInspection:
    """By which document, who inspected, and what came of it."""

    title: str
    document: str
    inspectors: str
    summary: str = ""


@transaction.atomic
def enter_inspection(project: Entity, new: NewInspection, *, by: By) -> SiteInspection:
    """An inspection of a project on the day ``by.on``."""
    of_kind(project, Kind.PROJECT)
    made = SiteInspection.objects.create(
        project=project, title=told(new.title, _("Title")),
        document=told(new.document, _("Document")),
        inspectors=told(new.inspectors, _("Inspectors")), on=by.on, summary=new.summary.strip(),
        actor=person(by), at=by.at,
    )  # fmt: skip
    said = {"inspection": made.pk, "title": made.title, "document": made.document}
    note(project.stream, "project.inspected", said, by)
    return made


@transaction.atomic
def find(
    inspection: SiteInspection, new: NewProblem, limit: Limit, *, by: By
) -> ProjectProblem:  # fmt: skip
    """A finding to be put right: a problem that is assigned at once, with its limit."""
    refuse_limit(limit, by)
    made = ProjectProblem.objects.create(
        project=inspection.project, inspection=inspection, kind=new.kind,
        says=told(new.says, _("Problem")), needs=new.needs.strip(), raiser=person(by),
        raised_on=by.on, state=ProblemState.ASSIGNED, office=limit.office, leader=limit.leader,
        measures=told(limit.measures, _("Measures")), due_on=limit.due_on,
    )  # fmt: skip
    add_step(made, "find", made.says, by)
    return made


def refuse_limit(limit: Limit, by: By) -> None:
    """Raises UserError for what is no office or officer, and for a limit that is over."""
    of_kind(limit.office, Kind.OFFICE)
    if limit.leader is not None:
        of_kind(limit.leader, Kind.OFFICER)
    if limit.due_on < by.on:
        raise UserError(_("The limit is over already."), hint=_("Give a later day."))


def add_step(
    row: ProjectProblem, act: str, says: str, by: By, *, file: StoredFile | None = None
) -> ProblemStep:
    """The step and its event."""
    step = ProblemStep.objects.create(
        problem=row, act=act, says=says.strip()[:500], file=file, on=by.on, actor=person(by),
        at=by.at,
    )  # fmt: skip
    due = None if row.due_on is None else row.due_on.isoformat()
    said = {"project": row.project_id, "says": step.says, "state": str(row.state), "due": due}
    note(row.stream, f"problem.{act}", said, by)
    return step
