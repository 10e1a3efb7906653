"""What a loan of a fund costs: tiers by the day, the last day's rate more where it is overdue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from tashan.base.calendars import Calendar
from tashan.mechanisms.fund import Days, Fee, FirstDay, Waiver
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
    rate: Fraction  # a day, with what overdue adds; nothing on days that are waived
    yuan: Fraction
    is_overdue: bool = False
    is_waived: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """The whole fee in fen, half up once, with the lines that it is the sum of."""

    fen: int
    lines: tuple[FeeLine, ...]
    is_minimum: bool = False

    @property
    def overdue_days(self) -> int:
        return sum(line.days for line in self.lines if line.is_overdue)


def charge(
    amount: Fraction, days: int, terms: FeeTerms, *, waived: Collection[int] = ()
) -> Charge | None:
    """The fee for an amount in yuan kept so many days. None where no tier has a rate for a day.

    ``waived`` are the numbers of days that cost nothing; without any other day there is no
    minimum either.
    """
    lines = lines_of(amount, days, terms, waived=waived)
    return None if lines is None else total(lines, terms)


def total(lines: Sequence[FeeLine], terms: FeeTerms) -> Charge:
    """What lines come to, with the minimum."""
    yuan = sum((line.yuan for line in lines), Fraction(0))
    is_free = all(line.is_waived for line in lines)
    least = Fraction(0) if is_free else terms.minimum
    return Charge(whole_fen(max(yuan, least)), tuple(lines), yuan < least)


def lines_of(
    amount: Fraction, days: int, terms: FeeTerms, *, waived: Collection[int] = ()
) -> list[FeeLine] | None:
    """A line for each stretch of days at one rate; None where no tier has a rate for a day."""
    each = [_day(day, terms, day in waived) for day in range(1, days + 1)]
    told = [one for one in each if one is not None]
    if len(told) < days:
        return None
    return [
        FeeLine(n, rate, amount * rate * n, late, free) for n, (rate, late, free) in _runs(told)
    ]


Day = tuple[Fraction, bool, bool]  # its rate, whether it is overdue, whether it is waived


def _day(number: int, terms: FeeTerms, is_waived: bool) -> Day | None:
    rate = next((r for end, r in terms.tiers if end is None or number <= end), None)
    if rate is None:
        return None
    is_late = terms.term is not None and number > terms.term
    if is_waived:
        return Fraction(0), is_late, True
    return rate * terms.overdue if is_late else rate, is_late, False


def _runs(days: Sequence[Day]) -> Iterator[tuple[int, Day]]:
    for day, same in groupby(days):
        yield len(list(same)), day


def days_kept(drawn: date, repaid: date, fee: Fee, calendar: Calendar) -> int:
    """How many days count from the day that money was drawn to the day that it came back.

    The last day counts; the first does where ``first_day`` says so. At least one.
    """
    first = fee.first_day is FirstDay.COUNTED
    if fee.counts is Days.WORKING_DAYS:
        first = first and calendar.is_working(drawn)
        return max(1, calendar.working_days_between(drawn, repaid) + first)
    return max(1, (repaid - drawn).days + first)


def due_on(drawn: date, term: int, fee: Fee, calendar: Calendar) -> date:
    """The last day of a term of so many days, the first counted as it is for the fee."""
    every = (fee.term_counts or fee.counts) is Days.CALENDAR_DAYS
    day = drawn if fee.first_day is FirstDay.COUNTED else drawn + timedelta(days=1)
    left = max(1, term)
    while True:
        left -= every or calendar.is_working(day)
        if left <= 0:
            return day
        day += timedelta(days=1)


def waived_days(
    drawn: date, repaid: date, fee: Fee, waivers: Iterable[Waiver], calendar: Calendar
) -> frozenset[int]:
    """Which of the days that count are waived, by their numbers from 1 on."""
    first = drawn if fee.first_day is FirstDay.COUNTED else drawn + timedelta(days=1)
    every = [first + timedelta(days=n) for n in range((repaid - first).days + 1)]
    if fee.counts is Days.WORKING_DAYS:
        every = [day for day in every if calendar.is_working(day)]
    free = list(waivers)
    return frozenset(
        number
        for number, day in enumerate(every, start=1)
        if any(one.since <= day <= one.until for one in free)
    )
