"""What the adopted file says of a list of key work: how many, how often told, how cleared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption
from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.casework.clocks import WorkingDays
from tashan.casework.key_work_models import WorkList
from tashan.indicators.units import unit
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.binding import bind_number
from tashan.mechanisms.rules.bound import Constant
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.units import BARE, COUNT
from tashan.mechanisms.tasklist import TaskList
from tashan.mechanisms.timing import Every, LimitUnit

PER_CENT = "%"


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """The part of the file as it holds on a day."""

    held: InForce
    part: TaskList
    name: str
    on: date

    def value_of(self, rule: str, unit_of_indicator: str) -> Decimal:
        """A rule as a number in the unit of its indicator; a bare number is in it already."""
        origin = self.held.origin(self.name)
        scope = Scope(Subject.PLACE, indicators=library().indicators, parameters=origin.parameters)
        try:
            found = bind_number(parse(rule), scope=scope, on=self.on)
        except RuleError as error:
            raise UserError(f"{rule!r}: {error.message}", hint=_("Write a number.")) from error
        if not isinstance(found.bound, Constant) or not isinstance(found.bound.value, Fraction):
            raise UserError(
                _("“%s” has no value on this day.") % rule,
                hint=_("Set the parameter for this day."),
            )
        exact = found.bound.value
        if found.measured not in (BARE, COUNT):
            exact = exact * 100 if unit_of_indicator == PER_CENT \
                else exact / unit(unit_of_indicator).factor  # fmt: skip
        return Decimal(exact.numerator) / exact.denominator

    def check_by(self, on: date, calendar: WorkingDays) -> date | None:
        """By when a clearing asked for on a day is to be checked; None where no limit is set."""
        limit = self.part.clearing.within
        if limit is None or not isinstance(limit.number, int):
            return None
        if limit.unit is LimitUnit.WORKING_DAYS:
            return calendar.nth_working_day_after(on, limit.number)
        if limit.unit is LimitUnit.MONTHS:
            return add_months(on, limit.number)
        return on + timedelta(days=limit.number)


def terms_of(work: WorkList, on: date) -> WorkTerms:
    """The rules of a list on a day. Raises UserError where its adoption does not hold."""
    return terms_in(work.adoption, work.part, on)


def terms_in(adoption: Adoption, part: str, on: date) -> WorkTerms:
    """The rules of a part. Raises UserError where it is no list of key work."""
    held = current.of(adoption, on)
    found = held.part(part)
    if not isinstance(found, TaskList):
        raise UserError(
            _("“%s” is no list of key work.") % part, hint=_("Choose a part of the kind list.")
        )
    return WorkTerms(held, found, part, on)


def told_since(every: Every, on: date) -> date:
    """The first day of the last whole period before a day: a report since then is enough."""
    if every is Every.WEEK:
        return on - timedelta(days=on.weekday() + 7)
    months = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}[every]
    begun = on.replace(day=1, month=(on.month - 1) // months * months + 1)
    return add_months(begun, -months)
