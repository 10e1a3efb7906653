"""The days a line counts by: those of the calendar with its own over them, and why each counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tashan.base.calendars import Calendar, DayKind, Why
from tashan.base.day_tables import DayTable
from tashan.casework.lines.asked import Base, OwnDays

_KEPT = 64
_WEEKENDS = Calendar([])


@dataclass(frozen=True, slots=True)
class Reckoner:
    """A table to count by; of ``base`` come the names of holidays and what is provisional."""

    table: DayTable
    base: Calendar
    own: OwnDays

    def why(self, day: date) -> Why:
        """Why the day is worked or not: the line's own word goes first."""
        if self.own.is_plain:
            return self.base.why(day)
        known = self.base.why(day)
        notice, provisional = known.notice, known.provisional
        if day in self.own.on or day in self.table.on:
            return Why(DayKind.MAKE_UP, "", notice, provisional)
        if day in self.table.off:
            name = "" if day in self.own.off else known.name
            return Why(DayKind.HOLIDAY, name, notice, provisional)
        free = day.weekday() in self.table.weekend
        return Why(DayKind.WEEKEND if free else DayKind.WEEKDAY, "", notice, provisional)

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether a notice that may still change these days is not out."""
        return self.own.base is Base.CN and not self.base.is_settled(first, last)


@lru_cache(maxsize=_KEPT)
def reckoner(own: OwnDays) -> Reckoner:
    """The days of a line; the library is opened by the first that asks for it."""
    base = _library() if own.base is Base.CN else _WEEKENDS
    if own.is_plain:
        return Reckoner(base, base, own)
    off = (base.off - own.on) | own.off
    on = (base.on - own.off) | own.on
    return Reckoner(DayTable(off, on, own.weekend), base, own)


def _library() -> Calendar:
    from tashan.mechanisms.working_days import calendar

    return calendar()
