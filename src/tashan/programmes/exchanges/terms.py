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
from tashan.mechanisms.timing import LimitUnit, TimeLimit
from tashan.programmes.exchange_models import Exchange


@dataclass(frozen=True, slots=True)
class ExchangeDays:
    """The last day on which a choice may be taken back (that of the choice where none is said),
    and those by which it is signed, paid and handed over (None: the file says none)."""

    take_back_until: date
    sign_by: date | None
    pay_by: date | None
    hand_over_by: date | None


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

    def days_of(self, chosen_on: date) -> ExchangeDays:
        """What the file says of a choice made on a day. Raises UserError for a limit whose
        parameter has no value then."""
        limits = dict(self.part.agreement.limits()) if self.part.agreement else {}
        until = self._within(limits.get("taken_back_within"), chosen_on) or chosen_on
        return ExchangeDays(
            until,
            self._within(limits.get("signed_within"), chosen_on),
            self._within(limits.get("paid_within"), until),
            self._within(limits.get("handed_over_within"), until),
        )

    def _within(self, limit: TimeLimit | None, since: date) -> date | None:
        """The last day of a limit from a day on; None where none is said."""
        if limit is None:
            return None
        number = self._number(limit.number)
        if limit.unit is LimitUnit.MONTHS:
            return add_months(since, number)
        if limit.unit is LimitUnit.WORKING_DAYS:
            return in_force().calendar.nth_working_day_after(since, number) if number else since
        return since + timedelta(number)

    def _number(self, said: int | str) -> int:
        if isinstance(said, int):
            return said
        found = self.held.mechanism.parameters[said].number_on(self.on)
        if found is None or found < 0 or found != int(found):
            raise UserError(
                _("“%(name)s” has no whole number of days or months on %(day)s.")
                % {"name": said, "day": self.on.isoformat()},
                hint=_("Set the parameter of the adopted file from that day on."),
            )
        return int(found)


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
