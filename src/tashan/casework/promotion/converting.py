"""A lead that is signed becomes a project of the register: everything known goes with it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion.holding import held, note, person
from tashan.casework.promotion.keeping import AFTER_SIGNING
from tashan.casework.promotion_models import Currency, Lead, LeadPromise, PromiseKind
from tashan.record import sources
from tashan.registry.keeping import New
from tashan.registry.kinds import Funding, Part, ProjectStage, ProjectType
from tashan.registry.models import Entity
from tashan.registry.projects import enter_project, join


@transaction.atomic
def convert(lead: Lead, code: str = "", *, by: By) -> Entity:
    """The project with the lead's facts; ``code`` is its national code where it has one already.

    Raises UserError for a lead that is not signed, or that is a project already.
    """
    row = held(lead, *AFTER_SIGNING)
    if row.project_id is not None:
        raise UserError(_("This lead is a project already."), hint=_("Go on with the project."))
    source = sources.entry(
        f"招商线索转项目：{row.title}（lead:{row.pk}）", actor=person(by), at=by.at
    )  # fmt: skip
    new = New(row.title, by.on, code, _facts(row))
    project = enter_project(new, source=source)
    for entity, part in ((row.investor, Part.OWNER), (row.owner_office, Part.LEAD_OFFICE)):
        if entity is not None:
            join(project, entity, part=part, since=by.on, source=source)
    row.project = project
    row.save()
    note(row, "lead.converted", {"project": project.pk, "code": project.code}, by)
    return project


def _facts(row: Lead) -> dict[str, Any]:
    """An investment in another currency stays with the lead: the register counts yuan."""
    promised = {
        one.kind: one.due_on  # of several the one that was made last
        for one in LeadPromise.objects.filter(lead=row)
        .exclude(kind=PromiseKind.OTHER)
        .order_by("made_on", "pk")
    }
    investor = "" if row.investor else f"投资方：{row.investor_name}（{row.investor_home}）"
    return {
        "type": ProjectType.CONSTRUCTION,
        "stage": ProjectStage.PLANNED,
        "funding": Funding.ENTERPRISE,
        "industry": row.industry,
        "park": row.park,
        "content": investor,
        "investment": row.wanted if row.currency == Currency.CNY else None,
        "land_mu": row.land_mu,
        "floor_area": row.factory_area,
        "planned_start": promised.get(PromiseKind.START),
        "planned_finish": promised.get(PromiseKind.PRODUCTION),
    }
