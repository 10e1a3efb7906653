"""What the adopted mechanism says of a round: its part, points and shares on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.duties.dispatch_models import SecondmentRound
from tashan.duties.dispatching.problem import Weights
from tashan.mechanisms.assignment import Assignment
from tashan.mechanisms.funding import rate_of
from tashan.mechanisms.timing import LimitUnit


@dataclass(frozen=True, slots=True)
class SendingTerms:
    """The part of the file with the parameters of its adoption, as of a day."""

    held: InForce
    part: Assignment
    code: str
    on: date

    def whole(self, rule: str) -> int:
        """A rule as a whole number. Raises UserError where it is none on the day."""
        found = rate_of(rule, self.held.origin(self.code), self.on)
        if found.denominator != 1:
            raise UserError(
                _("“%s” is no whole number of points.") % rule, hint=_("Change the parameter.")
            )
        return int(found)

    def weights(self) -> Weights:
        """The points of each need, of staying and of load; one point a need where none are said."""
        fit = self.part.fit
        usual = "1" if fit is None else fit.need
        needs = {
            code: self.whole(need.points or usual) for code, need in self.part.needs.items()
        }  # fmt: skip
        if fit is None:
            return Weights(needs)
        return Weights(needs, self.whole(fit.stays), self.whole(fit.load))

    def quotas(self) -> dict[str, int]:
        """The places of each group of destinations."""
        goals = self.part.destinations.items()
        return {
            code: self.whole(one.quota) if isinstance(one.quota, str) else one.quota
            for code, one in goals
        }

    def marks(self) -> Mapping[str, int]:
        """How much each part of the appraisal counts; nothing where there is no appraisal."""
        marks = self.part.marks
        return {} if marks is None else {n: self.whole(r) for n, r in marks.rules().items()}

    def log_days(self) -> int | None:
        """Within how many days a visit is logged; None where any day will do."""
        limit = self.part.visits.log_within if self.part.visits else None
        if limit is None:
            return None
        if limit.unit is not LimitUnit.DAYS or not isinstance(limit.number, int):
            raise UserError(
                _("Visits are logged within days of the calendar, not “%s”.") % limit,
                hint=_("Change it in the mechanism, as “3 days”."),
            )
        return limit.number


def terms_in(held: InForce, code: str, on: date) -> SendingTerms:
    """The part of this name. Raises UserError where it sends nobody."""
    part = held.part(code)
    if not isinstance(part, Assignment):
        raise UserError(
            _("“%s” sends nobody.") % code, hint=_("Choose a part of the kind assignment.")
        )
    return SendingTerms(held, part, code, on)


def terms_of(row: SecondmentRound) -> SendingTerms:
    """As the version says it under which the round was opened, on its first day."""
    return terms_in(current.of_version(row.version), row.part, row.since)


def sending_parts(on: date) -> list[SendingTerms]:
    """All adopted parts in force on a day that send people."""
    return [
        SendingTerms(held, part, code, on)
        for held in current.in_force(on)
        for code, part in held.mechanism.parts.items()
        if isinstance(part, Assignment)
    ]
