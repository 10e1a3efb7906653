"""A project's own plan of a year by month: entered with its document, and what it says by then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.round_models import MONTHS, PlanCurve
from tashan.casework.rounds.holding import note, of_kind, person, told
from tashan.casework.rounds.papers import papers_on
from tashan.casework.rounds.planned import Planned, planned_of
from tashan.record import sources
from tashan.registry.changes import lock
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewCurve:
    """``fen`` to be invested from January to the end of each month; ``reason`` of a change."""

    year: int
    fen: Sequence[int]
    document: str
    reason: str = ""


@transaction.atomic
def enter_curve(project: Entity, new: NewCurve, *, by: By) -> PlanCurve:
    """The curve of a year. Raises UserError where no plan gives the project that year, where a
    month falls, where December is not what the plan gives, and for a change without a reason."""
    lock(of_kind(project, Kind.PROJECT))
    planned = planned_in(project, new.year, by.on)
    _refuse_course(new, planned)
    last = PlanCurve.objects.filter(project=project, year=new.year).order_by("number").last()
    if last is not None and list(last.fen) == list(new.fen):
        raise UserError(_("That is what is planned already."), hint=_("Change a month."))
    reason = new.reason.strip()[:300] if last is None else told(new.reason, _("Reason"))[:300]
    document = told(new.document, _("Document"))
    made = PlanCurve.objects.create(
        project=project, year=new.year, number=1 if last is None else last.number + 1,
        fen=list(new.fen), reason=reason, on=by.on,
        source=sources.entry(document, actor=person(by), at=by.at), at=by.at,
    )  # fmt: skip
    said = {"year": new.year, "fen": made.fen, "document": document, "reason": reason}
    note(project.stream, "project.plan_curve", said, by)
    return made


def planned_in(project: Entity, year: int, on: date) -> Planned | None:
    """What the plan of a year gives a project, as of a day."""
    papers = papers_on([project.pk], on)
    return planned_of([project.pk], year, on, papers).get(project.pk)


def _refuse_course(new: NewCurve, planned: Planned | None) -> None:
    if planned is None or not planned.fen:
        raise UserError(
            _("No plan gives the project anything in %d.") % new.year,
            hint=_("Have it admitted to the annual plan, or enter the paper of the year."),
        )
    if len(new.fen) != MONTHS or new.fen[0] < 0:
        raise UserError(
            _("A curve has twelve months, none below nought."), hint=_("Give every month.")
        )
    for month, (before, after) in enumerate(pairwise(new.fen), start=2):
        if after < before:
            raise UserError(
                _("Month %d is lower than the one before: the plan counts from January on.")
                % month,
                hint=_("Give what will have been invested by the end of each month."),
            )
    if new.fen[-1] != planned.fen:
        raise UserError(
            _("December is %(given)s yuan; the plan of the year gives %(planned)s yuan.")
            % {"given": f"{new.fen[-1] / 100:,.2f}", "planned": f"{planned.fen / 100:,.2f}"},
            hint=_("Let December be the figure of the plan, or have the plan adjusted first."),
        )


def curves_of(projects: Collection[int], year: int, on: date) -> dict[int, PlanCurve]:
    """The newest curve of each for a year as of a day, by the project's id. One query."""
    rows = PlanCurve.objects.filter(project__in=projects, year=year, on__lte=on)
    return {row.project_id: row for row in rows.select_related("source").order_by("number")}
