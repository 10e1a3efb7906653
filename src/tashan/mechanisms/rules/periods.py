"""The days of a period that a rule names, counted from the day that the rule is run for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from tashan.mechanisms.rules.nodes import Figure, PeriodWord

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` to ``last``, both included; whole months."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"

    @property
    def year_before(self) -> Days:
        """The same months of the year before."""
        return _months(self.first.year - 1, self.first.month, self.months)

    @property
    def months(self) -> int:
        years = self.last.year - self.first.year
        return years * _MONTHS + self.last.month - self.first.month + 1


def _months(year: int, month: int, count: int) -> Days:
    """So many months from one on."""
    last_year, last_month = divmod(year * _MONTHS + month - 1 + count - 1, _MONTHS)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return Days(date(year, month, 1), date(last_year, last_month + 1, last_day))


def _months_back(day: date, count: int) -> Days:
    """The last so many whole months before the month of the day."""
    end = day.replace(day=1) - timedelta(days=1)
    year, month = divmod(end.year * _MONTHS + end.month - count, _MONTHS)
    return _months(year, month + 1, count)


def days_of(figure: Figure, on: date) -> Days:
    """``last_year`` is the calendar year before the day's, ``last_6_months`` six whole months."""
    period = figure.period
    if figure.months:
        return _months_back(on, int(period))
    if period is PeriodWord.LAST_MONTH:
        return _months_back(on, 1)
    if period is PeriodWord.LAST_QUARTER:
        quarter = on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
        return _months_back(quarter, 3)
    return _months(_year(period, on), 1, _MONTHS)


def _year(period: PeriodWord | int, on: date) -> int:
    if not isinstance(period, PeriodWord):
        return period
    back = [PeriodWord.THIS_YEAR, PeriodWord.LAST_YEAR, PeriodWord.YEAR_BEFORE_LAST]
    return on.year - back.index(period)


def months_of(figure: Figure) -> int:
    """How many months the period has, whatever the day."""
    if figure.months:
        return int(figure.period)
    return {PeriodWord.LAST_MONTH: 1, PeriodWord.LAST_QUARTER: 3}.get(
        figure.period if isinstance(figure.period, PeriodWord) else PeriodWord.LAST_YEAR, _MONTHS
    )
