"""What a guarantee costs, and what the fund owes the bank under it at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.ledger.reckoning import Step, of_all, percent, step, yuan
from tashan.mechanisms.guaranteeing import YearlyCharge, split, yearly_charge
from tashan.mechanisms.rules.rounding import half_up
from tashan.programmes.funds.terms import terms_of
from tashan.programmes.guarantee_models import Guarantee
from tashan.programmes.guarantees.limits import exposure_part


@dataclass(frozen=True, slots=True)
class GuaranteeFee:
    """The fee of a guarantee in fen with how it came about."""

    charge: YearlyCharge
    formula: str
    rate: Fraction

    @property
    def fen(self) -> int:
        return self.charge.fen


def fee_of(guarantee: Guarantee, fen: int, on: date) -> GuaranteeFee:
    """For an amount guaranteed for the term of the application, by the rules of a day."""
    terms = terms_of(guarantee.fund, on)
    rule = exposure_part(terms).fee
    if rule is None:
        return GuaranteeFee(YearlyCharge(0, 0, False), yuan(0), Fraction(0))
    rate = terms.rate(rule.rate)
    least = 0 if rule.minimum is None else terms.fen(rule.minimum)
    charge = yearly_charge(fen, rate, guarantee.months, least)
    formula = f"{yuan(fen)} × {percent(rate)} × {guarantee.months} ÷ 12 = {yuan(charge.reckoned)}"
    if charge.is_minimum:
        formula += f" < {yuan(charge.fen)}"
    return GuaranteeFee(charge, formula, rate)


def owed_of(guarantee: Guarantee, fen: int) -> int:
    """What the fund owes the bank at most of so much guaranteed: all but the bank's share."""
    return fen - split(fen, guarantee.shares)["bank"]


def owed_step(guarantee: Guarantee, fen: int) -> Step:
    """How that came about."""
    owed = owed_of(guarantee, fen)
    formula = f"{yuan(fen)} × (100% − {of_all(guarantee.bank_share)}) = {yuan(owed)}"
    return step("担保责任", "Liability", formula, owed)


def covered_left(guarantee: Guarantee) -> int:
    """How much of the loan is still guaranteed, in fen: it falls as the loan is repaid."""
    if guarantee.guaranteed is None or guarantee.loan is None:
        return 0
    left = guarantee.loan - guarantee.repaid
    return int(half_up(Fraction(guarantee.guaranteed * left, guarantee.loan)))
