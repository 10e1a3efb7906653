"""A steward issues a month's round to the offices that answer for the chosen projects."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.round_models import DispatchRound, RoundReport
from tashan.casework.rounds.holding import note, person, told
from tashan.registry.dated import as_of
from tashan.registry.kinds import Part
from tashan.registry.kinds import ProjectStage as Stage
from tashan.registry.models import Entity, Participation, ProjectFacts

UNDER_WAY = (Stage.PREPARATORY, Stage.STARTED, Stage.BUILDING, Stage.STOPPED)


@dataclass(frozen=True, slots=True)
class NewRound:
    """A month (its first day), what is asked, and the day by which all answer."""

    month: date
    title: str
    due_on: date
    asks: str = ""


def offices_answering(projects: Collection[int], on: date) -> dict[int, int]:
    """The responsible office of each project on a day, by the project's id; some have none."""
    rows = as_of(Participation.objects.filter(project__in=projects), on)
    found = rows.filter(part=Part.LEAD_OFFICE).order_by("-since", "-pk")
    return dict(found.values_list("project", "entity"))


def under_way(on: date, *, key_only: bool) -> list[Entity]:
    """Projects in preparation, being built or stopped on a day; the key ones alone where asked."""
    rows = as_of(ProjectFacts.objects.filter(stage__in=UNDER_WAY), on)
    if key_only:
        rows = rows.filter(is_key=True)
    return [one.entity for one in rows.select_related("entity").order_by("entity")]


@transaction.atomic
def issue(new: NewRound, projects: Collection[Entity], *, by: By) -> DispatchRound:
    """The round with one report to answer for each project that an office answers for.

    Raises UserError for a month that has its round, and where no project has such an office.
    """
    month = new.month.replace(day=1)
    if DispatchRound.objects.filter(month=month).exists():
        raise UserError(
            _("The round of %s is issued already.") % f"{month:%Y-%m}", hint=_("Open that one.")
        )
    if new.due_on < by.on:
        raise UserError(_("It would be due before it is issued."), hint=_("Give a later day."))
    offices = offices_answering([one.pk for one in projects], by.on)
    if not offices:
        raise UserError(
            _("None of these projects has a responsible office."),
            hint=_("Enter on the project's page who answers for it."),
        )
    made = DispatchRound.objects.create(
        month=month, title=told(new.title, _("Title")), asks=new.asks.strip(), issued_on=by.on,
        due_on=new.due_on, issuer=person(by),
    )  # fmt: skip
    RoundReport.objects.bulk_create(
        RoundReport(round=made, project_id=project, office_id=office)
        for project, office in sorted(offices.items())
    )
    said = {"month": f"{month:%Y-%m}", "due": new.due_on.isoformat(), "projects": len(offices)}
    note(made.stream, "round.issued", said, by)
    return made
