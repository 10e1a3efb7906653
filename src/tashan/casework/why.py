"""Why this date: the days of a clock as lines, a line for each run of days with one reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tashan.base.calendars import Calendar, Why
from tashan.casework.clocks import Clock, Day, DayReason, Pause, Unit, days


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row that count, or do not, for one reason.

    ``numbers`` are the first and last of the days that count, ``calendar`` says why they are
    worked or not: the kind, the holiday's name, the notice, and whether it is provisional. Both
    are None where they do not matter.
    """

    first: date
    last: date
    reason: DayReason
    numbers: tuple[int, int] | None = None
    calendar: Why | None = None
    pause: Pause | None = None

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_provisional(self) -> bool:
        """Whether a notice that is not out may still change these days."""
        return self.calendar is not None and self.calendar.provisional


def why_this_date(clock: Clock, calendar: Calendar) -> list[Run]:
    """Every day from the start to the deadline, grouped; the last run ends on the deadline."""
    asks = any(span.unit is Unit.WORKING for span in clock.spans)
    found = ((_why(day, calendar, asks=asks), day) for day in days(clock, calendar))
    grouped = groupby(found, key=lambda told: (told[1].reason, told[0], told[1].pause))
    return [_run(why, [day for _, day in told]) for (_, why, _), told in grouped]


def is_provisional(clock: Clock, calendar: Calendar) -> bool:
    """Whether the deadline hangs on days whose notice is not out."""
    return any(run.is_provisional for run in why_this_date(clock, calendar))


def _why(day: Day, calendar: Calendar, *, asks: bool) -> Why | None:
    """The calendar's word, where it decides whether the day counts."""
    if day.reason in (DayReason.START, DayReason.PAUSED):
        return None
    if day.reason is DayReason.COUNTED and not (asks and calendar.is_working(day.date)):
        return None
    return calendar.why(day.date)


def _run(why: Why | None, told: list[Day]) -> Run:
    first, last = told[0], told[-1]
    numbers = (first.number, last.number) if first.is_counted else None
    return Run(first.date, last.date, first.reason, numbers, why, first.pause)
