"""Examples of funds: what a loan costs, for so many days or from one day to another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.answering import Answers, UnfitError, check_names, day_of, number
from tashan.mechanisms.definitions import PlacedPart
from tashan.mechanisms.exposure_examples import exposure_answers
from tashan.mechanisms.fees import FeeTerms, charge, days_kept
from tashan.mechanisms.fund import Fee, Fund
from tashan.mechanisms.funding import fee_terms
from tashan.mechanisms.head import Example
from tashan.mechanisms.library import Library
from tashan.mechanisms.working_days import calendar_of

FEN = Decimal("0.01")
_INPUTS = dict.fromkeys(("amount", "days", "drawn", "repaid"))


def fund_answers(example: Example, placed: PlacedPart, fund: Fund, within: Library) -> Answers:
    """``fee`` in yuan and ``overdue_days``, for ``amount`` in yuan and ``days`` kept."""
    if fund.fee is None and fund.exposure is not None:
        return exposure_answers(example, placed, fund.exposure)
    if fund.fee is None:
        raise UnfitError(f"the fund {placed.code!r} has no fee to run.")
    check_names(example, _INPUTS)
    amount = number("amount", example.given.get("amount"))
    days = _days(example, fund.fee, within)
    if amount is None or days is None:
        return {"fee": None, "overdue_days": None}
    charged = charge(Fraction(amount), days, _terms(fund.fee, placed, day_of(example)))
    if charged is None:
        return {"fee": None, "overdue_days": None}
    return {
        "fee": Decimal(charged.fen) * FEN,
        "overdue_days": Decimal(charged.overdue_days),
    }


def _days(example: Example, fee: Fee, within: Library) -> int | None:
    drawn, repaid = example.given.get("drawn"), example.given.get("repaid")
    if isinstance(drawn, date) and isinstance(repaid, date):
        return days_kept(drawn, repaid, fee, calendar_of(within))
    days = number("days", example.given.get("days"))
    if days is not None and (days != int(days) or days < 1):
        raise UnfitError("'days': expected a whole number from 1 on.")
    return None if days is None else int(days)


def _terms(fee: Fee, placed: PlacedPart, on: date) -> FeeTerms:
    try:
        return fee_terms(fee, placed.origin, on)
    except UserError as error:
        raise UnfitError(str(error)) from error
