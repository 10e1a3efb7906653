"""The months that figures run to: which may be expected, which came before, when each is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Frequency

STEPS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}


class End(NamedTuple):
    """The month at whose last day a figure ends: of January to September it is September."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> End:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> End | None:
        """From 2026-09; None for anything else."""
        year, _, month = text.partition("-")
        if len(text) != 7 or not (year.isdecimal() and month.isdecimal()):
            return None
        return cls(int(year), int(month)) if 1 <= int(month) <= 12 and int(year) > 0 else None

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def later(self, months: int) -> End:
        """So many months on, or back where below zero."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return End(year, month + 1)

    @property
    def a_year_before(self) -> End:
        return End(self.year - 1, self.month)


def expected(of: IndicatorDefinition, sheet: End) -> End:
    """Up to which month the sheet of a month can have the figure: services come a month late."""
    end = sheet.later(-of.lag)
    while end.month % STEPS[of.frequency]:
        end = end.later(-1)
    return _published(of, end)


def previous(of: IndicatorDefinition, end: End) -> End:
    """The end before it in its series; before 1–2月 it is the whole year before."""
    return _published(of, end.later(-STEPS[of.frequency]))


def due(of: IndicatorDefinition, end: End) -> End:
    """The month in which the figure comes out: the one after its end, later by its lag."""
    return end.later(1 + of.lag)


def _published(of: IndicatorDefinition, end: End) -> End:
    """January has no figure of its own where the two first months come out together."""
    while end.month in of.not_alone:
        end = end.later(-STEPS[of.frequency])
    return end
