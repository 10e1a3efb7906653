"""Milestones in rows: planned and actual day and investment, who answers, and the light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.casework import calendars
from tashan.casework.due import Due, light_of
from tashan.casework.project_models import Milestone, MilestonePlan
from tashan.casework.projects.milestones import newest_plans
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.registry.naming import names_on


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone on a day with the plan that counts then."""

    row: Milestone
    plan: MilestonePlan
    changes: int  # how often it was planned anew
    light: Light | None
    owner: str
    on: date

    @property
    def days_late(self) -> int:
        """Days past the planned day, until it was done; negative where it was done earlier."""
        return ((self.row.done_on or self.on) - self.plan.planned_on).days

    @property
    def word(self) -> str:
        """How it stands, in words beside its light."""
        row = self.row
        if row.dropped_on is not None:
            return pgettext("milestone", "Dropped")
        if row.checked_on is not None:
            late = self.days_late
            return _("Done, %d days late") % late if late > 0 else _("Done in time")
        if row.done_on is not None:
            return _("Reported, to be checked")
        late = self.days_late
        return _("%d days late") % late if late > 0 else _("%d days left") % -late


class MilestoneSection:
    """The milestones of a project in the order of their days."""

    def __init__(self, project: Entity, user: User, on: date) -> None:
        self.project, self.user, self.on = project, user, on

    @cached_property
    def rows(self) -> list[MilestoneRow]:
        return milestone_rows(list(self.project.milestones.filter(set_on__lte=self.on)), self.on)

    @property
    def done(self) -> int:
        return sum(one.row.checked_on is not None for one in self.rows)

    @property
    def may_set(self) -> bool:
        return perms.may_keep_work(self.user)


def milestone_rows(found: Sequence[Milestone], on: date) -> list[MilestoneRow]:
    """Rows with lights by the calendar of working days; those that were dropped come last."""
    rows = list(found)
    plans = newest_plans(rows, on)
    names = names_on({pk for one in rows for pk in (one.office_id, one.officer_id) if pk}, on)
    calendar = calendars.in_force().calendar if rows else None
    made = []
    for row in rows:
        plan = plans[row.pk]
        due = Due(f"milestone:{row.pk}", row.title, row.office_id, row.officer_id, row.project_id,
                  plan.planned_on, row.done_on is not None, None)  # fmt: skip
        is_open = row.checked_on is None and row.dropped_on is None
        light = light_of(due, on=on, calendar=calendar) if is_open and calendar else None
        owner = " · ".join(names[pk] for pk in (row.office_id, row.officer_id) if pk in names)
        made.append(MilestoneRow(row, plan, plan.number - 1, light, owner, on))
    return sorted(made, key=lambda one: (one.row.dropped_on is not None, one.plan.planned_on))


def milestone_section(project: Entity, user: User, on: date) -> MilestoneSection | None:
    """For those who follow the work."""
    return MilestoneSection(project, user, on) if perms.may_see_work(user) else None
