"""What the adopted file says of land or homestead on a day, worked out for one household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption
from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.mechanisms.choosing import Compared, compared
from tashan.mechanisms.options import Chooser, Options
from tashan.mechanisms.timing import LimitUnit
from tashan.programmes.exchange_models import Exchange


@dataclass(frozen=True, slots=True)
class ExchangeTerms:
    """The part with its adoption as of a day."""

    held: InForce
    part: Options
    on: date

    def compared(self, stated: dict[str, str]) -> Compared:
        """What the household has and what each option comes to. Raises UserError."""
        figures = {code: Decimal(value) for code, value in stated.items()}
        return compared(self.part, self.held.mechanism.parameters, figures, self.on)

    def take_back_until(self, chosen_on: date) -> date:
        """The last day on which a choice may be taken back; the day itself where none is said."""
        limit = self.part.agreement.taken_back_within if self.part.agreement else None
        if limit is None or isinstance(limit.number, str) or not limit.number:
            return chosen_on
        if limit.unit is LimitUnit.MONTHS:
            return add_months(chosen_on, limit.number)
        if limit.unit is LimitUnit.WORKING_DAYS:
            return in_force().calendar.nth_working_day_after(chosen_on, limit.number)
        return chosen_on + timedelta(limit.number)


def terms_of(adoption: Adoption, part: str, on: date) -> ExchangeTerms:
    """Raises UserError where the part lets no household choose, or is not in force."""
    return _terms(current.of(adoption, on), part, on)


def terms_as_chosen(row: Exchange) -> ExchangeTerms:
    """The rules by which a choice was made, whatever holds today."""
    assert row.version is not None, "a choice has its version"
    assert row.chosen_on is not None, "and its day"
    return _terms(current.of_version(row.version), row.part, row.chosen_on)


def _terms(held: InForce, part: str, on: date) -> ExchangeTerms:
    found = held.part(part)
    if not isinstance(found, Options) or found.subject is not Chooser.HOUSEHOLD:
        raise UserError(
            _("“%s” lets no household choose.") % part,
            hint=_("Choose the part of the land or of the homestead."),
        )
    return ExchangeTerms(held, found, on)


def parts_in_force(on: date) -> list[tuple[InForce, str, Options]]:
    """Every adopted part among which households choose."""
    return [
        (held, name, part)
        for held in current.in_force(on)
        for name, part in held.mechanism.parts.items()
        if isinstance(part, Options) and part.subject is Chooser.HOUSEHOLD
    ]


def stated_in(part: Options, given: dict[str, str]) -> dict[str, str]:
    """The figures asked for, not below nought. Raises UserError for what is missing or strange."""
    told: dict[str, str] = {}
    for code, asked in part.asks.items():
        try:
            value = Decimal(str(given.get(code, "")).strip())
        except InvalidOperation:
            value = Decimal(-1)
        if not value.is_finite() or value < 0 or value >= Decimal(10) ** 8:
            raise UserError(
                _("“%s” is no figure from nought on.") % asked.title.zh,
                hint=_("Give it as the survey says."),
            )
        told[code] = f"{value:f}"
    if strange := sorted(set(given) - set(part.asks)):
        raise UserError(
            _("The file does not ask for: %s.") % ", ".join(strange), hint=_("Leave them out.")
        )
    return told
