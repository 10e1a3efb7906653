"""The numbers of a fund's rules: over its parameters alone, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.definitions import Origin
from tashan.mechanisms.fees import FeeTerms, Tiers
from tashan.mechanisms.fund import BorrowerKind, Fee, FundLimits
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.rules.binding import bind_number
from tashan.mechanisms.rules.bound import Constant
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import Name
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.rounding import fen as whole_fen
from tashan.mechanisms.rules.scope import Scope


def rate_of(rule: str, origin: Origin, on: date) -> Fraction:
    """A rule over parameters alone, in base units: yuan, shares of one, days.

    Raises UserError where it is none, or has no value on the day.
    """
    scope = Scope(Subject.OFFICE, parameters=origin.parameters)
    try:
        bound = bind_number(parse(rule), scope=scope, on=on).bound
    except RuleError as error:
        raise UserError(f"{rule!r}: {error.message}", hint="Write a number.") from error
    if isinstance(bound, Constant) and isinstance(bound.value, Fraction):
        return bound.value
    raise UserError(
        f"{rule!r} has no value on {on}.", hint="Give its parameters one that holds on that day."
    )


def amount_of(rule: str, origin: Origin, on: date) -> int:
    """A rule in yuan as whole fen, half up."""
    return whole_fen(rate_of(rule, origin, on))


def fee_terms(fee: Fee, origin: Origin, on: date) -> FeeTerms:
    """The fee with its parameters as of a day. Raises UserError where one has no value."""
    term = None if fee.term is None else int(rate_of(fee.term, origin, on))
    return FeeTerms(
        tiers=_tiers(fee.rate, origin, on),
        term=term,
        overdue=Fraction(fee.overdue),
        minimum=Fraction(0) if fee.minimum is None else rate_of(fee.minimum, origin, on),
    )


def _tiers(rule: str, origin: Origin, on: date) -> Tiers:
    """The tiers of a parameter, or one tier of a rate that never changes."""
    node = parse(rule)
    parameter = origin.parameters.get(node.code) if isinstance(node, Name) else None
    value = parameter.on(on) if parameter else None
    if isinstance(value, tuple):
        tiers = [tier for tier in value if isinstance(tier, tuple)]
        return tuple((None if end is None else Fraction(end), Fraction(r)) for end, r in tiers)
    return ((None, rate_of(rule, origin, on)),)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: what the bank promised and what a member has paid in, in yuan, where known."""

    borrower: BorrowerKind
    promise: Fraction | None = None
    paid_in: Fraction | None = None


def ceilings(limits: FundLimits | None, asked: Asking, origin: Origin, on: date) -> list[Fraction]:
    """Every most that holds, in yuan; the lowest counts."""
    if limits is None:
        return []
    own = limits.borrowers.get(asked.borrower) or limits.per_firm
    found = [rate_of(rule, origin, on) for rule in (own, limits.per_loan) if rule is not None]
    if limits.share_of_promise is not None and asked.promise is not None:
        found.append(rate_of(limits.share_of_promise, origin, on) * asked.promise)
    if limits.times_paid_in is not None and asked.paid_in is not None:
        found.append(rate_of(limits.times_paid_in, origin, on) * asked.paid_in)
    return found
