"""What the adopted mechanism says on a day: days ahead, how often is too often, what is exempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.casework.clocks import WorkingDays
from tashan.casework.four_report_models import ActKind, ExemptGround
from tashan.duties.holding import holder
from tashan.mechanisms.procedure import Procedure
from tashan.registry.home import home
from tashan.registry.models import Entity

MECHANISM = "four_reports"
RECEIVING = "receive"  # the step whose duty acknowledges


@dataclass(frozen=True, slots=True)
class ReportRules:
    """The parameters of the adoption in force on a day, with the calendar that days run by."""

    held: InForce
    calendar: WorkingDays
    on: date

    def number(self, code: str) -> int:
        """A whole number. Raises UserError where the file gives none on the day."""
        found = self.held.mechanism.parameters.get(code)
        value = found.number_on(self.on) if found else None
        if value is None:
            raise UserError(
                _("“%(title)s” says nothing of “%(code)s” on %(day)s.")
                % {"title": self.held.adoption.title, "code": code, "day": self.on.isoformat()},
                hint=_("Give the parameter a value that holds on that day."),
            )
        return int(value)

    def words(self, code: str) -> frozenset[str]:
        """A list of words; empty where the file gives none."""
        found = self.held.mechanism.parameters.get(code)
        value = found.on(self.on) if found else None
        return frozenset(str(one) for one in value) if isinstance(value, tuple) else frozenset()

    def wanted_by(self, kind: ActKind, planned: date) -> date:
        """The last day on which a report of an act on a day is in time."""
        wanted = self.number(f"ahead_{kind.value}")
        day = planned
        while wanted > 0:
            day -= timedelta(1)
            wanted -= self.calendar.is_working(day)
        return day

    def due_after(self, code: str, day: date) -> date:
        """So many working days after a day."""
        return self.calendar.nth_working_day_after(day, self.number(code))

    @property
    def exempt(self) -> frozenset[ExemptGround]:
        """The grounds for which an act is recorded afterwards."""
        return frozenset(one for one in ExemptGround if one.value in self.words("exempt"))


def rules_on(on: date) -> ReportRules:
    """What holds here on a day. Raises UserError where the mechanism is not adopted."""
    found = rules_or_none(on)
    if found is None:
        raise UserError(
            _("No place here works by “Four reports” on %s.") % on.isoformat(),
            hint=_("A steward adopts it among the mechanisms first."),
        )
    return found


def rules_or_none(on: date) -> ReportRules | None:
    """As ``rules_on``, for pages that say that there is nothing."""
    for held in current.in_force(on, place=home().code):
        if held.adoption.mechanism == MECHANISM:
            return ReportRules(held, in_force().calendar, on)
    return None


def managing_office(rules: ReportRules) -> Entity:
    """Who acknowledges on the day. Raises UserError where nobody answers for that duty."""
    parts = [one for one in rules.held.mechanism.parts.values() if isinstance(one, Procedure)]
    duties = [one.steps[RECEIVING].duty for one in parts if RECEIVING in one.steps]
    found = holder(duties[0], rules.on) if duties else None
    if found is None:
        raise UserError(
            _("No office answers for “%s”.") % (duties[0] if duties else RECEIVING),
            hint=_("Give this duty to the office that keeps the cards first."),
        )
    return found.office
