"""Which annual plan gives a project its investment of a year: the one home of that figure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Sum

from tashan.casework.project_models import PlanEntry


class AnnualEntry(NamedTuple):
    """A project in the annual plan, and all of its sources together in fen."""

    entry: PlanEntry
    fen: int


def annual_entries(projects: Collection[int], year: int, on: date) -> dict[int, AnnualEntry]:
    """The entry of each project in the annual plan of a year that is in force on a day. One query.

    Annual is a plan over one year alone. It is in force from the day of its issue until one that
    took its place is issued; where two hold a project, the later counts.
    """
    rows = PlanEntry.objects.filter(
        project__in=projects, plan__first_year=year, plan__last_year=year,
        plan__issued_on__lte=on,
    ).exclude(plan__replaced_by__issued_on__lte=on)  # fmt: skip
    told = rows.annotate(fen=Sum("amounts__fen")).select_related("plan")
    return {
        row.project_id: AnnualEntry(row, row.fen)
        for row in told.order_by("plan__issued_on", "plan")
    }
