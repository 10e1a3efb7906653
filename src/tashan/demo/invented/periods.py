"""The months that the figures of the invented county run over."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple


class Month(NamedTuple):
    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def from_january(self) -> date:
        return date(self.year, 1, 1)

    def later(self, months: int) -> Month:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)


FIRST, LAST = Month(2023, 12), Month(2026, 10)
MONTHS = tuple(FIRST.later(n) for n in range(35))
YEARS = (2023, 2024, 2025, 2026)
FULL_YEARS = (2023, 2024, 2025)


def released_on(month: Month) -> date:
    """The monthly sheet comes out on the 20th of the following month."""
    return month.later(1).first.replace(day=20)
