"""Examples of funds: what a loan costs, for so many days or from one day to another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tashan.mechanisms.answering import Answers, UnfitError, check_names, day_of, number
from tashan.mechanisms.definitions import PlacedPart
from tashan.mechanisms.fees import FeeTerms, charge, days_kept
from tashan.mechanisms.fund import Fee, Fund
from tashan.mechanisms.head import Example
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import Library
from tashan.mechanisms.rules.binding import bind_number
from tashan.mechanisms.rules.bound import Constant
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import Name
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.working_days import calendar_of

FEN = Decimal("0.01")
_INPUTS = dict.fromkeys(("amount", "days", "drawn", "repaid"))


def fund_answers(example: Example, placed: PlacedPart, fund: Fund, within: Library) -> Answers:
    """``fee`` in yuan and ``overdue_days``, for ``amount`` in yuan and ``days`` kept."""
    if fund.fee is None:
        raise UnfitError(f"the fund {placed.code!r} has no fee to run.")
    check_names(example, _INPUTS)
    amount = number("amount", example.given.get("amount"))
    days = _days(example, fund.fee, within)
    if amount is None or days is None:
        return {"fee": None, "overdue_days": None}
    charged = charge(Fraction(amount), days, fee_terms(fund.fee, placed, day_of(example)))
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


def fee_terms(fee: Fee, placed: PlacedPart, on: date) -> FeeTerms:
    """The fee with its parameters as of a day. Raises UnfitError where one has no value."""
    term = None if fee.term is None else int(_number(fee.term, placed, on))
    return FeeTerms(
        tiers=_tiers(fee.rate, placed, on),
        term=term,
        overdue=Fraction(fee.overdue),
        minimum=Fraction(0) if fee.minimum is None else _number(fee.minimum, placed, on),
    )


def _tiers(rule: str, placed: PlacedPart, on: date) -> tuple[tuple[Fraction | None, Fraction], ...]:
    """The tiers of a parameter, or one tier of a rate that never changes."""
    node = parse(rule)
    parameter = placed.origin.parameters.get(node.code) if isinstance(node, Name) else None
    value = parameter.on(on) if parameter else None
    if isinstance(value, tuple):
        tiers = [tier for tier in value if isinstance(tier, tuple)]
        return tuple((None if end is None else Fraction(end), Fraction(r)) for end, r in tiers)
    return ((None, _number(rule, placed, on)),)


def _number(rule: str, placed: PlacedPart, on: date) -> Fraction:
    """A rule over parameters alone, in base units."""
    scope = Scope(Subject.OFFICE, parameters=placed.origin.parameters)
    try:
        bound = bind_number(parse(rule), scope=scope, on=on).bound
    except RuleError as error:
        raise UnfitError(f"{rule!r}: {error.message}") from error
    if isinstance(bound, Constant) and isinstance(bound.value, Fraction):
        return bound.value
    raise UnfitError(f"{rule!r} has no value on {on}.")
