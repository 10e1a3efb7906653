"""The declared rules of projects: of the adoption in force here, else of the library's own file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import AdoptionVersion
from tashan.base.errors import UserError
from tashan.indicators.target_lights import RuleBook, book_of
from tashan.mechanisms.definitions import PlanDefinition, defined
from tashan.mechanisms.library import library
from tashan.mechanisms.plan import Plan

LIGHTS, ALARMS, GRADES = "key_projects", "project_alarms", "post_evaluation"


@dataclass(frozen=True, slots=True)
class Declared:
    """A plan's part on a day; ``version`` is None where it is not adopted here."""

    plan: PlanDefinition
    version: AdoptionVersion | None
    on: date

    @property
    def book(self) -> RuleBook:
        return book_of(self.plan, on=self.on)

    def number(self, parameter: str) -> Decimal | None:
        """The parameter in force on the day; None where there is none."""
        found = self.plan.origin.parameters.get(parameter)
        return None if found is None else found.number_on(self.on)


def declared(mechanism: str, on: date) -> Declared:
    """The rules that hold on a day. Raises UserError where no file has any."""
    for held in current.in_force(on, place=settings.PLACE):
        if held.mechanism.mechanism != mechanism:
            continue
        for code, part in held.mechanism.parts.items():
            if isinstance(part, Plan):
                plan = defined(PlanDefinition, part, code=mechanism, origin=held.origin(code))
                return Declared(plan, held.version, on)
    own = library().plans.get(mechanism)
    if own is None:
        raise UserError(
            _("There are no rules “%s”.") % mechanism, hint=_("Restore the file of the library.")
        )
    return Declared(own, None, on)
