"""Periods as reports name them, and month arithmetic with its rounding stated."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from tashan.base.errors import UserError


class Precision(IntEnum):
    YEAR = 1
    MONTH = 2
    DAY = 3


_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month; where that month is shorter, its last day.

    31 January + 1 month is 28 (or 29) February. Not reversible: a month back gives 28 January.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``first`` to ``last``, both included, as fine as ``precision`` says."""

    first: date
    last: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UserError(
                f"period from {self.first} to {self.last} ends before it begins.",
                hint="Expected the earlier end first.",
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """``2009``, ``2010-03``, ``2010-03-05`` or two of them joined by a slash."""
        ends = text.split("/")
        found = [_PARTS.fullmatch(end) for end in ends]
        if len(ends) > 2 or not all(found):
            raise UserError(
                f"period {text!r} is not understood.",
                hint="Expected 2009, 2010-01, 2010-01-31 or two of them: 2010-01/2010-10.",
            )
        try:
            spans = [_span(match) for match in found if match]
        except ValueError as error:
            raise UserError(f"period {text!r} names no day: {error}.") from error
        if spans[0][2] is not spans[-1][2]:
            raise UserError(
                f"period {text!r} is finer at one end.", hint="Expected both ends alike."
            )
        return cls(spans[0][0], spans[-1][1], spans[0][2])

    @classmethod
    def year(cls, year: int) -> Period:
        return cls.years(year, year)

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        return cls(date(first, 1, 1), date(last, 12, 31), Precision.YEAR)

    @classmethod
    def months(cls, year: int, *, first: int, last: int) -> Period:
        return cls(date(year, first, 1), _last_of_month(year, last), Precision.MONTH)

    def __str__(self) -> str:
        length = (0, 4, 7, 10)[self.precision]
        first, last = self.first.isoformat()[:length], self.last.isoformat()[:length]
        return first if first == last else f"{first}/{last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


def _span(match: re.Match[str]) -> tuple[date, date, Precision]:
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the first group always takes part
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if day is None:
        return date(year, month, 1), _last_of_month(year, month), Precision.MONTH
    return date(year, month, day), date(year, month, day), Precision.DAY


def _last_of_month(year: int, month: int) -> date:
    return add_months(date(year, month, 1), 1) - date.resolution
