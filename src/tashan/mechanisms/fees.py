"""What a loan of a fund costs: tiers by the day, the last day's rate more where it is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.base.calendars import Calendar
from tashan.mechanisms.fund import Days, Fee, FirstDay
from tashan.mechanisms.rules.rounding import fen as whole_fen

Tiers = Sequence[tuple[Fraction | None, Fraction]]  # up to which day, and the rate of one day


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """A fee with its parameters settled. ``minimum`` is in yuan, ``term`` in days."""

    tiers: Tiers
    term: int | None = None
    overdue: Fraction = Fraction(1)
    minimum: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """So many days at one rate: a line of the account."""

    days: int
    rate: Fraction  # a day, with what overdue adds
    yuan: Fraction
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """The whole fee in fen, half up once, with the lines that it is the sum of."""

    fen: int
    lines: tuple[FeeLine, ...]
    is_minimum: bool = False

    @property
    def overdue_days(self) -> int:
        return sum(line.days for line in self.lines if line.is_overdue)


def charge(amount: Fraction, days: int, terms: FeeTerms) -> Charge | None:
    """The fee for an amount in yuan kept so many days. None where no tier has a rate for a day."""
    lines = tuple(_lines(amount, days, terms))
    if sum(line.days for line in lines) < days:
        return None
    yuan = sum((line.yuan for line in lines), Fraction(0))
    return Charge(whole_fen(max(yuan, terms.minimum)), lines, yuan < terms.minimum)


def _lines(amount: Fraction, days: int, terms: FeeTerms) -> Iterator[FeeLine]:
    """A line for each tier, and in it one within the term and one behind it."""
    term = days if terms.term is None else terms.term
    begun = 0
    for end, rate in terms.tiers:
        last = days if end is None else min(days, int(end))
        due = min(last, term)
        if due > begun:
            yield FeeLine(due - begun, rate, amount * rate * (due - begun))
        late = last - max(begun, term)
        if late > 0:
            dearer = rate * terms.overdue
            yield FeeLine(late, dearer, amount * dearer * late, is_overdue=True)
        begun = max(begun, last)


def days_kept(drawn: date, repaid: date, fee: Fee, calendar: Calendar) -> int:
    """How many days count from the day that money was drawn to the day that it came back.

    The last day counts; the first does where ``first_day`` says so. At least one.
    """
    first = fee.first_day is FirstDay.COUNTED
    if fee.counts is Days.WORKING_DAYS:
        first = first and calendar.is_working(drawn)
        return max(1, calendar.working_days_between(drawn, repaid) + first)
    return max(1, (repaid - drawn).days + first)
