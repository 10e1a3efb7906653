"""Projects: their code in either format, their stages one after another, works and participants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.codes import ProjectCode
from tashan.base.errors import UserError
from tashan.record.models import Source
from tashan.registry.changes import change, enter, lock, note
from tashan.registry.keeping import New, end, facts_on
from tashan.registry.kinds import Kind, Part
from tashan.registry.kinds import ProjectStage as Stage
from tashan.registry.models import Entity, Participation, ProjectFacts, Work

# stage → the stages that may follow it; a stopped project goes on where it was
MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.PLANNED: frozenset({Stage.RESERVED, Stage.PREPARATORY, Stage.ENDED}),
    Stage.RESERVED: frozenset({Stage.PREPARATORY, Stage.ENDED}),
    Stage.PREPARATORY: frozenset({Stage.STARTED, Stage.STOPPED, Stage.ENDED}),
    Stage.STARTED: frozenset({Stage.BUILDING, Stage.STOPPED, Stage.ENDED}),
    Stage.BUILDING: frozenset({Stage.COMPLETED, Stage.STOPPED, Stage.ENDED}),
    Stage.COMPLETED: frozenset({Stage.PRODUCING, Stage.EVALUATED}),
    Stage.PRODUCING: frozenset({Stage.EVALUATED, Stage.STOPPED}),
    Stage.EVALUATED: frozenset(),
    Stage.STOPPED: frozenset(
        {Stage.PREPARATORY, Stage.STARTED, Stage.BUILDING, Stage.PRODUCING, Stage.ENDED}
    ),
    Stage.ENDED: frozenset({Stage.RESERVED}),
}


@dataclass(frozen=True, slots=True)
class Spell:
    """A stage and the days that it lasted; ``until`` is the first day of the next."""

    stage: Stage
    since: date
    until: date | None

    def days(self, on: date) -> int:
        return ((self.until or on) - self.since).days


def checked_code(text: str, *, reason: str) -> str:
    """The code in its usual form; a failed check digit needs a reason why it is taken.

    Blank for a project that has none yet. Raises UserError where neither format fits.
    """
    if not text.strip():
        return ""
    code = ProjectCode.parse(text)
    if code.warning and not reason.strip():
        raise UserError(
            _("The check digit of %s fails: it may be mistyped.") % code.value,
            hint=_("Correct the code, or say why it is taken as it is."),
        )
    return code.value


@transaction.atomic
def enter_project(new: New, *, source: Source) -> Entity:
    """A project in its first stage. A code that another project carries is refused."""
    code = checked_code(new.code, reason=str(new.facts.get("code_note", "")))
    return enter(Kind.PROJECT, replace(new, code=code), source=source)


@transaction.atomic
def move(project: Entity, stage: Stage, *, on: date, source: Source) -> None:
    """The project enters a stage on a day; the day it started and was completed is kept with it."""
    lock(project)
    held: ProjectFacts | None = facts_on(project, on)
    if held is None:
        raise UserError(
            _("The project was not in the register on %s.") % on, hint=_("Give a later day.")
        )
    now = Stage(held.stage)
    if stage not in MOVES[now]:
        words = {"now": now.label, "next": stage.label}
        raise UserError(
            _("From “%(now)s” a project does not go to “%(next)s”.") % words,
            hint=_("Choose one of the stages that may follow."),
        )
    fields: dict[str, Any] = {"stage": stage}
    if stage in (Stage.STARTED, Stage.BUILDING) and held.started_on is None:
        fields["started_on"] = on
    if stage == Stage.COMPLETED and held.finished_on is None:
        fields["finished_on"] = on
    change(project, since=on, source=source, **fields)


def spells(rows: list[ProjectFacts]) -> list[Spell]:
    """The stages of one project, from its dated facts in the order of their days."""
    found = []
    for stage, same in groupby(rows, lambda row: row.stage):
        held = list(same)
        found.append(Spell(Stage(stage), held[0].since, held[-1].until))
    return found


@dataclass(frozen=True, slots=True)
class NewWork:
    """A work (工程) of a project: its own code, what it covers, square metres."""

    code: str
    name: str
    scope: str = ""
    floor_area: Decimal | None = None


@transaction.atomic
def add_work(project: Entity, new: NewWork, *, since: date, source: Source) -> Work:
    """One project has many works. A code that runs already in this project is refused."""
    lock(project)
    code = new.code.strip()
    if Work.objects.filter(project=project, code=code, replaced=None, until=None).exists():
        raise UserError(
            _("The project has a work %s already.") % code, hint=_("Give the work's own code.")
        )
    work = Work.objects.create(
        project=project,
        code=code,
        name=new.name.strip(),
        scope=new.scope,
        floor_area=new.floor_area,
        since=since,
        source=source,
        entered=source,
    )
    note(project, "work.entered", {"code": code, "name": work.name}, source=source, on=since)
    return work


@transaction.atomic
def join(
    project: Entity, somebody: Entity, *, part: Part, since: date, source: Source
) -> Participation:
    """An enterprise, an office or an officer has a part in the project from a day on."""
    lock(project)
    same = Participation.objects.filter(
        project=project, entity=somebody, part=part, replaced=None, until=None
    )
    if same.exists():
        raise UserError(
            _("They have this part in the project already."), hint=_("Choose another part.")
        )
    joined = Participation.objects.create(
        project=project, entity=somebody, part=part, since=since, source=source, entered=source
    )
    payload = {"entity": somebody.pk, "part": part}
    note(project, "participant.joined", payload, source=source, on=since)
    return joined


@transaction.atomic
def leave(participation: Participation, *, on: date, source: Source) -> None:
    """The part ends on a day; that it was held stays."""
    project = lock(participation.project)
    end(participation, on=on, source=source)
    payload = {"entity": participation.entity_id, "part": participation.part}
    note(project, "participant.left", payload, source=source, on=on)
