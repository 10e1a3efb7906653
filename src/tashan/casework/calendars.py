"""The calendar that limits run by: the library's, with the notices an office entered over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from tashan.base.calendars import Calendar, Holiday, YearTable
from tashan.casework.models import HolidayNotice
from tashan.mechanisms import working_days

_KEPT = 8  # calendars a process remembers: those of now, and of a notice about to be entered


@dataclass(frozen=True, slots=True)
class Counting:
    """A calendar and its number: the highest notice in it, 0 where there is none.

    What is counted by it is kept beside the number (``Matter.counted_by``).
    """

    calendar: Calendar
    number: int


def in_force() -> Counting:
    """What counts now: one small query; the calendar itself is made once a process."""
    newest = HolidayNotice.objects.aggregate(newest=Max("pk"))["newest"]
    return counting(newest or 0)


def newest_number() -> Coalesce:
    """The number of the calendar in force, for who asks for it in a query of their own."""
    return Coalesce(Subquery(HolidayNotice.objects.order_by("-pk").values("pk")[:1]), 0)


def counting(number: int) -> Counting:
    """The calendar as of one notice, without a query where the process has made it before."""
    return Counting(_overlaid(number, working_days.calendar()), number)


@lru_cache(maxsize=_KEPT)
def _overlaid(number: int, library: Calendar) -> Calendar:
    if not number:
        return library
    entered = HolidayNotice.objects.filter(pk__lte=number).order_by("pk")
    return overlaid(library, [table_of(notice) for notice in entered])


def overlaid(library: Calendar, entered: Iterable[YearTable]) -> Calendar:
    """The library's years with what an office entered in their place; of a year the last counts.

    What was entered before its notice gives way to a library that has the notice. Raises UserError
    where two years contradict each other.
    """
    tables = {table.year: table for table in library.tables}
    for table in entered:
        known = tables.get(table.year)
        if known is None or known.provisional or not table.provisional:
            tables[table.year] = table
    return Calendar(tables.values())


def table_of(notice: HolidayNotice) -> YearTable:
    """The year as a notice was entered."""
    return table_from(
        notice.days, year=notice.year, notice=notice.notice, is_provisional=notice.is_provisional
    )


def table_from(
    days: Mapping[str, Any], *, year: int, notice: str, is_provisional: bool
) -> YearTable:
    """The year that ``HolidayNotice.days`` tells. Raises UserError for one that cannot be."""
    return YearTable(
        year=year,
        notice=notice,
        holidays=tuple(
            Holiday(h["name"], date.fromisoformat(h["first"]), date.fromisoformat(h["last"]))
            for h in days.get("holidays", ())
        ),
        make_up_days=tuple(map(date.fromisoformat, days.get("make_up_days", ()))),
        provisional=is_provisional,
    )
