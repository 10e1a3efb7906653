"""Which published period the days of a figure are, by what its indicator publishes."""

from __future__ import annotations

from datetime import date

from tashan.base.dates import Period, Precision
from tashan.base.errors import UserError
from tashan.base.periods import FigurePeriod, PeriodKind
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Frequency, Nature


def published_period(first: date, last: date, of: IndicatorDefinition) -> FigurePeriod | Period:
    """January to June is 1—6月, 上半年 or 前二季度: the indicator's frequency decides.

    Days that no series publishes stay a period of days.
    """
    days = Period(first, last, Precision.DAY)
    if first == last:
        return _or_days(FigurePeriod(PeriodKind.MONTH_END, last.year, last.month), days)
    months = last.month - first.month + 1
    if first.month == 1 and months == 12:
        return _or_days(FigurePeriod(PeriodKind.YEAR, last.year), days)
    if of.frequency is Frequency.QUARTER and last.month % 3 == 0:
        whole = PeriodKind.YTD_QUARTER if first.month == 1 else PeriodKind.QUARTER
        if first.month in (1, last.month - 2):
            return _or_days(FigurePeriod(whole, last.year, last.month // 3), days)
    if of.frequency is Frequency.HALF_YEAR and months == 6:
        return _or_days(FigurePeriod(PeriodKind.HALF, last.year, last.month // 6), days)
    if months == 1:
        return _or_days(FigurePeriod(PeriodKind.MONTH, last.year, last.month), days)
    if first.month == 1:
        return _or_days(FigurePeriod(PeriodKind.YTD_MONTH, last.year, last.month), days)
    return days


def _or_days(found: FigurePeriod, days: Period) -> FigurePeriod | Period:
    return found if (found.first, found.last) == (days.first, days.last) else days


def days_of(text: str, of: IndicatorDefinition) -> tuple[date, date]:
    """The first and last day of a period as officers and imports write it: 2026-01/2026-09.

    Of a stock only the end counts: 2026-09 is the 30th of September.
    """
    found = _parsed(text)
    if of.nature is Nature.STOCK:
        return found.last, found.last
    return found.first, found.last


def _parsed(text: str) -> FigurePeriod | Period:
    try:
        return FigurePeriod.parse(text)
    except UserError:
        return Period.parse(text)
