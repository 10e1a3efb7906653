"""A project leaves the library (退库) or returns: one asks with a reason, another checks."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.project_models import Departure, Direction
from tashan.casework.projects.evidence import note, person, reasoned
from tashan.casework.projects.moving import enter_stage
from tashan.casework.projects.terms import needed_library
from tashan.record import sources
from tashan.registry.changes import lock
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import ProjectStage
from tashan.registry.models import Entity, ProjectFacts
from tashan.registry.projects import MOVES

TO = {Direction.LEAVE: ProjectStage.ENDED, Direction.RETURN: ProjectStage.RESERVED}


@transaction.atomic
def ask(
    project: Entity, direction: Direction, reason: str, says: str, *, by: By
) -> Departure:  # fmt: skip
    """Ask that it leave or return. Raises UserError for a reason that the file does not name, where
    it cannot go that way, and while another request waits."""
    lock(project)
    leaving = needed_library(by.on).leaving
    reasons = leaving.reasons if direction is Direction.LEAVE else leaving.returns
    if reason not in reasons:
        raise UserError(
            _("The library knows no reason “%s”.") % reason,
            hint=_("Its reasons are: %s.") % ", ".join(reasons),
        )
    _refuse_impossible(project, direction, by)
    if Departure.objects.filter(project=project, checked_on=None).exists():
        raise UserError(
            _("A request waits to be checked already."), hint=_("Have that one checked first.")
        )
    made = Departure.objects.create(
        project=project, direction=direction, reason=reason, says=reasoned(says),
        asked_on=by.on, asked_by=person(by),
    )  # fmt: skip
    note(project, f"project.asked_to_{direction}", {"reason": reason, "says": made.says}, by)
    return made


def _refuse_impossible(project: Entity, direction: Direction, by: By) -> None:
    held: ProjectFacts | None = facts_on(project, by.on)
    stage = ProjectStage(held.stage) if held else None
    may = stage is not None and TO[direction] in MOVES[stage]
    if direction is Direction.RETURN:
        may = stage == ProjectStage.ENDED
    if not may:
        label = stage.label if stage else "—"
        raise UserError(
            _("“%(stage)s”: a project does not go that way (%(way)s).")
            % {"stage": label, "way": direction.label},
            hint=_("Only a project that has not ended leaves; only one that left returns."),
        )


@transaction.atomic
def check(asked: Departure, *, agreed: bool, answer: str, by: By) -> Departure:
    """Another than who asked agrees or not; agreed, the project leaves or returns on that day.

    Raises UserError for who asked, once it is checked, and on a day before it was asked.
    """
    lock(asked.project)
    row = Departure.objects.select_for_update().get(pk=asked.pk)
    if row.checked_on is not None:
        raise UserError(_("It is checked already."), hint=_("Ask anew where need be."))
    if row.asked_by_id == person(by).pk:
        raise UserError(
            _("Who asked for it does not check it."), hint=_("Have somebody else check it.")
        )
    if by.on < row.asked_on:
        raise UserError(
            _("It was asked for on %s.") % row.asked_on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    row.checked_on, row.checked_by, row.is_agreed = by.on, by.user, agreed
    row.answer = reasoned(answer)
    row.save()
    if agreed:
        terms = needed_library(by.on)
        source = sources.entry(row.says, actor=person(by), at=by.at)
        stage = TO[Direction(row.direction)]
        enter_stage(row.project, stage, [], terms=terms, source=source, by=by)
    kind = "agreed" if agreed else "not_agreed"
    note(row.project, f"project.{row.direction}_{kind}", {"answer": row.answer}, by)
    return row
