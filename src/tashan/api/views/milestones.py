"""Milestones of projects: listed, set, planned anew, reported, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import kept, named, named_or_none, today
from tashan.api.case_acts import stored
from tashan.api.doors import ProgramRequest, Right, door
from tashan.api.fields import Id
from tashan.api.project_library_telling import milestones_told
from tashan.api.routers import projects as router
from tashan.api.schemas import project_library as told
from tashan.api.schemas.shared import AsOf
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.project_models import Milestone
from tashan.casework.projects import milestones
from tashan.casework.projects.milestones import NewMilestone, Reached
from tashan.casework.projects.rights import may_tell
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
ActName = Literal["plan", "report", "check", "drop", "take_back"]


def _rows() -> QuerySet[Milestone]:
    rows = Milestone.objects.select_related("project", "office", "officer")
    return rows.prefetch_related("plans", "taken_back")


def _one(request: ProgramRequest, milestone_id: int) -> told.MilestoneTold:
    row = get_object_or_404(_rows(), pk=milestone_id)
    return milestones_told([row], max(today(), row.set_on), request.user)[0]


@door(router, "GET", "/projects/{entity_id}/milestones", scope=READ, right=perms.may_see_work,
      answer=told.MilestonesTold)  # fmt: skip
def list_milestones(
    request: ProgramRequest, entity_id: Id, asked: Query[AsOf]
) -> told.MilestonesTold:
    """The milestones of a project as planned on a day."""
    on = asked.on or today()
    found = list(_rows().filter(project=kept(entity_id, Kind.PROJECT), set_on__lte=on))
    return told.MilestonesTold(items=milestones_told(found, on, request.user))


@door(router, "POST", "/projects/{entity_id}/milestones", scope=WRITE,
      right=perms.may_keep_work, answer=told.MilestoneTold, status=201)  # fmt: skip
def set_project_milestone(
    request: ProgramRequest, entity_id: Id, given: told.MilestoneGiven
) -> told.MilestoneTold:
    """What shall be reached, by when, by which office, and how much will be invested by then."""
    new = NewMilestone(
        given.title, named(given.office, Kind.OFFICE), given.planned_on, given.planned_fen,
        named_or_none(given.officer, Kind.OFFICER),
    )  # fmt: skip
    project = kept(entity_id, Kind.PROJECT)
    made = milestones.set_milestone(project, new, by=by_of(request, given.on))
    return _one(request, made.pk)


@door(router, "GET", "/milestones/{milestone_id}", scope=READ, right=perms.may_see_work,
      answer=told.MilestoneTold)  # fmt: skip
def read_milestone(request: ProgramRequest, milestone_id: Id) -> told.MilestoneTold:
    """One milestone with everything that was ever planned for it."""
    return _one(request, milestone_id)


@dataclass(frozen=True, slots=True)
class Doing:
    """By which right, what must be given and what may be."""

    do: Callable[[Milestone, told.MilestoneActGiven, By], object]
    right: Right
    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()


def _plan(row: Milestone, given: told.MilestoneActGiven, by: By) -> None:
    on = given.planned_on or by.on
    milestones.plan_anew(row, on, given.planned_fen, given.reason or "", by=by)


def _report(row: Milestone, given: told.MilestoneActGiven, by: By) -> None:
    reached = Reached(given.document or "", given.fen, stored(given.file, by))
    milestones.report_done(row, reached, by=by)


def _check(row: Milestone, given: told.MilestoneActGiven, by: By) -> None:
    milestones.check_done(row, agreed=bool(given.agreed), answer=given.answer or "", by=by)


def _drop(row: Milestone, given: told.MilestoneActGiven, by: By) -> None:
    milestones.drop(row, given.reason or "", by=by)


def _take_back(row: Milestone, given: told.MilestoneActGiven, by: By) -> None:
    milestones.take_back(row, given.reason or "", by=by)


DOINGS: Mapping[str, Doing] = {
    "plan": Doing(_plan, perms.may_keep_work, ("planned_on", "reason"), ("planned_fen",)),
    "report": Doing(_report, perms.may_report_work, ("document",), ("fen", "file")),
    "check": Doing(_check, perms.may_check_work, ("agreed", "answer")),
    "drop": Doing(_drop, perms.may_keep_work, ("reason",)),
    "take_back": Doing(_take_back, may_tell, ("reason",)),
}


@door(router, "POST", "/milestones/{milestone_id}/{act}", scope=WRITE,
      right=may_tell, answer=told.MilestoneTold)  # fmt: skip
def move_milestone(
    request: ProgramRequest, milestone_id: Id, act: ActName, given: told.MilestoneActGiven
) -> told.MilestoneTold:
    """Plan it anew, report it done, check another's report, take a report back, or drop it."""
    row, doing = get_object_or_404(_rows(), pk=milestone_id), DOINGS[act]
    if not doing.right(request.user):
        raise PermissionDenied
    said = {name for name in given.model_fields_set if getattr(given, name) is not None} - {"on"}
    missing = [name for name in doing.needs if name not in said]
    strange = sorted(said - {*doing.needs, *doing.takes})
    if missing or strange:
        told_ = _("“%(act)s” needs: %(fields)s.") if missing else _(
            "“%(act)s” does not take: %(fields)s."
        )  # fmt: skip
        raise UserError(
            told_ % {"act": act, "fields": ", ".join(missing or strange)},
            hint=_("It needs %(needs)s and may take %(takes)s.")
            % {"needs": ", ".join(doing.needs), "takes": ", ".join(doing.takes) or "—"},
        )
    doing.do(row, given, by_of(request, given.on))
    return _one(request, milestone_id)
