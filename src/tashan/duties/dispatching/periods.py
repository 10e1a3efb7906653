"""The periods in which visits and reports are due: from the first day to the last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tashan.base.dates import add_months

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
DAY = timedelta(days=1)


def first_of(day: date, period: str) -> date:
    """The first day of the week, month, quarter … in which a day lies."""
    if period == "week":
        return day - timedelta(days=day.weekday())
    months = MONTHS[period or "month"]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def next_of(day: date, period: str) -> date:
    """The first day of the period after that in which a day lies."""
    first = first_of(day, period)
    if period == "week":
        return first + timedelta(days=7)
    return add_months(first, MONTHS[period or "month"])


def last_of(day: date, period: str) -> date:
    """The last day of the period in which a day lies."""
    return next_of(day, period) - DAY


def whole_periods(since: date, until: date, period: str) -> Iterator[tuple[date, date]]:
    """The first and last days of the periods that lie wholly from ``since`` to before ``until``."""
    first = first_of(since, period)
    if first < since:
        first = next_of(since, period)
    while (end := next_of(first, period)) <= until:
        yield first, end - DAY
        first = end
