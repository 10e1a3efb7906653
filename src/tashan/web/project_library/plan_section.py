"""On a project's page: the plans of investment that it is in, with their years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.casework.project_models import PlanEntry
from tashan.casework.projects.plan_totals import of_year
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan with the years in it, each with fen."""

    entry: PlanEntry
    years: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PlanSection:
    lines: list[PlanLine]


def plan_section(project: Entity, user: User, on: date) -> PlanSection | None:
    """Nothing where it is in no plan, or for those who do not follow the work."""
    if not perms.may_see_work(user):
        return None
    rows = project.plan_entries.filter(on__lte=on, plan__replaced_by=None)
    rows = rows.select_related("plan").prefetch_related("amounts").order_by("-plan__first_year")
    lines = [
        PlanLine(row, [(y, of_year(row, y)) for y in sorted({a.year for a in row.amounts.all()})])
        for row in rows
    ]
    return PlanSection(lines) if lines else None
