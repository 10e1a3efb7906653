"""The working days of the library's calendars: what every limit in working days counts."""

from __future__ import annotations

from functools import cache

from tashan.base.calendars import Calendar, Holiday, YearTable
from tashan.mechanisms.definitions import CalendarDefinition
from tashan.mechanisms.library import Library, library


@cache
def calendar() -> Calendar:
    """All years of the library in use; years without a file count weekends and are provisional."""
    return calendar_of(library())


def calendar_of(within: Library) -> Calendar:
    """The working days of one library."""
    return Calendar(_table(year) for year in within.calendars.values())


def _table(found: CalendarDefinition) -> YearTable:
    return YearTable(
        year=found.year,
        notice=found.notice or "",
        holidays=tuple(Holiday(h.name, h.first, h.last) for h in found.holidays),
        make_up_days=tuple(found.make_up_days),
        provisional=found.provisional,
    )
