"""One milestone: its plans in their order, what was done, and what the visitor may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tashan.casework.perms import offices_of
from tashan.casework.project_models import Milestone, MilestonePlan, ReportTakenBack
from tashan.casework.projects.milestones import may_take_back
from tashan.casework.projects.rights import may_tell
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.naming import name_on
from tashan.web.project_library.milestone_section import MilestoneRow, milestone_rows


@dataclass(frozen=True, slots=True)
class MilestoneAct:
    """The word on its button, and by which right."""

    word: Promise
    right: Callable[[Visitor], bool]


ACTS: Mapping[str, MilestoneAct] = {
    "report": MilestoneAct(gettext_lazy("Report it done"), perms.may_report_work),
    "check": MilestoneAct(gettext_lazy("Check the report"), perms.may_check_work),
    "plan": MilestoneAct(gettext_lazy("Plan anew"), perms.may_keep_work),
    "drop": MilestoneAct(gettext_lazy("Drop it"), perms.may_keep_work),
    "take_back": MilestoneAct(gettext_lazy("Take the report back"), may_tell),
}


class MilestonePage:
    """A milestone as of a day."""

    def __init__(self, row: Milestone, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def line(self) -> MilestoneRow | None:
        """None on a day on which nothing was planned yet."""
        on = max(self.on, self.row.set_on)
        return next(iter(milestone_rows([self.row], on)), None)

    @cached_property
    def plans(self) -> list[MilestonePlan]:
        return list(self.row.plans.select_related("actor"))

    @cached_property
    def taken_back(self) -> list[ReportTakenBack]:
        """What had been reported and was taken back, the newest first."""
        rows = self.row.taken_back.select_related("actor", "reported_by", "checked_by")
        return list(rows.order_by("-pk"))

    @property
    def project_name(self) -> str:
        return name_on(self.row.project, self.on)

    @property
    def acts(self) -> list[tuple[str, str]]:
        """The words and addresses of what this person may do to it as it stands."""
        return [
            (str(ACTS[name].word), reverse("milestone_act", args=[self.row.pk, name]))
            for name in self._open
            if ACTS[name].right(self.user)
        ]

    @property
    def _open(self) -> list[str]:
        row = self.row
        if row.dropped_on is not None:
            return []
        back = ["take_back"] if may_take_back(self.user, row, self.on) else []
        if row.checked_on is not None:
            return back
        if row.done_on is None:
            own = row.office_id in offices_of(self.user, self.on)
            return ["report", "plan", "drop"] if own else ["plan", "drop"]
        return back if row.reported_by_id == self.user.pk else ["check", *back]
