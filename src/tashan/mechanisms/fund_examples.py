"""Examples of funds: what a loan costs, when it is due, and the most that may be lent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.answering import Answers, UnfitError, check_names, day_of, number
from tashan.mechanisms.definitions import PlacedPart
from tashan.mechanisms.exposure_examples import exposure_answers
from tashan.mechanisms.fees import FeeTerms, charge, days_kept, due_on, waived_days
from tashan.mechanisms.fund import BorrowerKind, Fee, Fund
from tashan.mechanisms.funding import Asking, ceilings, fee_terms, rate_of
from tashan.mechanisms.head import Example, Held
from tashan.mechanisms.library import Library
from tashan.mechanisms.rules.rounding import fen
from tashan.mechanisms.spending_examples import spending_answers
from tashan.mechanisms.working_days import calendar_of

FEN = Decimal("0.01")
_INPUTS = dict.fromkeys(("amount", "days", "drawn", "repaid", "borrower", "promise", "paid_in"))


def fund_answers(example: Example, placed: PlacedPart, fund: Fund, within: Library) -> Answers:
    """``fee`` in yuan and ``overdue_days``, for ``amount`` in yuan and ``days`` kept, or from
    ``drawn`` to ``repaid``; what is ``prepaid``, and the day when it is ``due``.

    ``most`` in yuan, for a ``borrower``, with the bank's ``promise`` or what was ``paid_in``.
    """
    if fund.fee is None and fund.exposure is not None:
        return exposure_answers(example, placed, fund.exposure)
    if fund.spending is not None:
        return spending_answers(example, placed, fund.spending)
    if fund.fee is None:
        raise UnfitError(f"the fund {placed.code!r} has no fee to run.")
    check_names(example, _INPUTS)
    try:
        terms = fee_terms(fund.fee, placed.origin, day_of(example))
        told = _dated(example, fund, fund.fee, terms, within)
        return told | _prepaid(example, fund.fee, placed, terms) | _most(example, fund, placed)
    except UserError as error:
        raise UnfitError(str(error)) from error


def _dated(
    example: Example, fund: Fund, fee: Fee, terms: FeeTerms, within: Library
) -> dict[str, Held]:
    """The fee by the days given, or by the days from one to another, with what is waived."""
    calendar, days, waived = calendar_of(within), _days(example), frozenset[int]()
    drawn, repaid = example.given.get("drawn"), example.given.get("repaid")
    due: date | None = None
    if isinstance(drawn, date) and terms.term is not None:
        due = due_on(drawn, terms.term, fee, calendar)
        terms = replace(terms, term=days_kept(drawn, due, fee, calendar))
    if isinstance(drawn, date) and isinstance(repaid, date):
        days = days_kept(drawn, repaid, fee, calendar)
        waived = waived_days(drawn, repaid, fee, fund.waived, calendar)
    amount = _given(example, "amount")
    known = amount is not None and days is not None
    charged = charge(amount or Fraction(0), days or 0, terms, waived=waived) if known else None
    return {
        "fee": Decimal(charged.fen) * FEN if charged else None,
        "overdue_days": Decimal(charged.overdue_days) if charged else None,
        "due": due,
    }


def _days(example: Example) -> int | None:
    days = number("days", example.given.get("days"))
    if days is not None and (days != int(days) or days < 1):
        raise UnfitError("'days': expected a whole number from 1 on.")
    return None if days is None else int(days)


def _given(example: Example, name: str) -> Fraction | None:
    found = number(name, example.given.get(name))
    return None if found is None else Fraction(found)


def _prepaid(
    example: Example, fee: Fee, placed: PlacedPart, terms: FeeTerms
) -> dict[str, Held]:  # fmt: skip
    amount = _given(example, "amount")
    if fee.prepaid is None or amount is None:
        return {"prepaid": None}
    charged = charge(amount, int(rate_of(fee.prepaid, placed.origin, day_of(example))), terms)
    return {"prepaid": Decimal(charged.fen) * FEN if charged else None}


def _most(example: Example, fund: Fund, placed: PlacedPart) -> dict[str, Held]:
    kind = example.given.get("borrower", BorrowerKind.COMPANY.value)
    if kind not in list(BorrowerKind):
        raise UnfitError(f"'borrower': expected {', '.join(BorrowerKind)}.")
    asked = Asking(BorrowerKind(str(kind)), _given(example, "promise"), _given(example, "paid_in"))
    most = min(ceilings(fund.limits, asked, placed.origin, day_of(example)), default=None)
    return {"most": None if most is None else Decimal(fen(most)) * FEN}
