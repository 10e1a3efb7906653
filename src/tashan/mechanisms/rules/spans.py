"""From one date to another: days, working days, whole years."""

from __future__ import annotations

from datetime import date

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import Span


def span(what: Span, start: date, end: date, calendar: Calendar) -> int:
    """Below nought where ``end`` is before ``start``. The first day never counts."""
    if what is Span.DAYS:
        return (end - start).days
    if what is Span.WORKING_DAYS:
        return calendar.working_days_between(start, end)
    return whole_years(start, end)


def whole_years(start: date, end: date) -> int:
    """Birthdays passed; one of 29 February is passed on 1 March of other years."""
    if end < start:
        return -whole_years(end, start)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
