"""On a project's page: the plans of investment that it is in, with their years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.casework.project_models import PlanEntry
from tashan.casework.projects.plan_totals import of_year
from tashan.casework.rounds.invested import UNKNOWN, invested_of
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.web.project_library.plan_page import YearCell


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan with the years in it, each planned and invested."""

    entry: PlanEntry
    years: list[YearCell]


@dataclass(frozen=True, slots=True)
class PlanSection:
    lines: list[PlanLine]


def plan_section(project: Entity, user: User, on: date) -> PlanSection | None:
    """Nothing where it is in no plan, or for those who do not follow the work."""
    if not perms.may_see_work(user):
        return None
    rows = project.plan_entries.filter(on__lte=on, plan__replaced_by=None)
    rows = rows.select_related("plan").prefetch_related("amounts").order_by("-plan__first_year")
    found = {row: sorted({one.year for one in row.amounts.all()}) for row in rows}
    years = sorted({year for those in found.values() for year in those})
    if not years:
        return None
    told = invested_of([project.pk], range(years[0], years[-1] + 1), on)
    lines = [
        PlanLine(row, [
            YearCell(year, of_year(row, year), told.get((project.pk, year), UNKNOWN), on)
            for year in those
        ])
        for row, those in found.items()
    ]  # fmt: skip
    return PlanSection(lines)
