"""What the rules of a fund come to on a day: each a number over the parameters in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.mechanisms.definitions import Origin
from tashan.mechanisms.fund import Fund as FundPart
from tashan.mechanisms.funding import amount_of, rate_of
from tashan.programmes.fund_models import Fund


@dataclass(frozen=True, slots=True)
class FundTerms:
    """The part of the file with the parameters of its adoption, as of a day."""

    held: InForce
    part: FundPart
    origin: Origin
    on: date

    def fen(self, rule: str) -> int:
        """A rule in yuan as whole fen, half up. Raises UserError where it has no value."""
        return amount_of(rule, self.origin, self.on)

    def rate(self, rule: str) -> Fraction:
        """A rule as an exact number in base units. Raises UserError where it has no value."""
        return rate_of(rule, self.origin, self.on)


def terms_of(fund: Fund, on: date) -> FundTerms:
    """The rules of a fund on a day. Raises UserError where its adoption does not hold."""
    return terms_in(current.of(fund.adoption, on), fund.part, on)


def terms_in(held: InForce, part: str, on: date) -> FundTerms:
    """The rules of the part of this name. Raises UserError where it is no fund."""
    found = held.part(part)
    if not isinstance(found, FundPart):
        raise UserError(_("“%s” is no fund.") % part, hint=_("Choose a part of the kind fund."))
    return FundTerms(held, found, held.origin(part), on)
