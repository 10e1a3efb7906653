"""Clocks: the day a limit ends, the days used, and of every day whether it counts and why.

Pure: all of it follows from what happened, the limit, the calendar and the day one asks on. The
day of the deadline itself is in time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.base.lights import Light

ONE_DAY = timedelta(days=1)
SOON = 2  # counting days before the end from which on the light is yellow


class Unit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"
    MONTH = "month"


class DayOne(StrEnum):
    """Which day is the first that counts."""

    NEXT_DAY = "next_day"  # the first counting day strictly after the start
    SAME_DAY = "same_day"  # the start where it counts, else the next that does
    NEXT_WORKING_DAY = "next_working_day"  # the start moves to a working day, then as next_day


class WorkingDays(Protocol):
    def is_working(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Span:
    """So many working days, days of the calendar or months."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 0:
            raise UserError(f"a limit of {self.n}.", hint="Expected 0 (the same day) or more.")


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still on [stopped_on, resumed_on); None: it still does.

    Resumed on the day it was stopped it takes nothing.
    """

    stopped_on: date
    resumed_on: date | None
    why: str = ""

    def __post_init__(self) -> None:
        if self.resumed_on is not None and self.resumed_on < self.stopped_on:
            raise UserError(
                f"a pause from {self.stopped_on} is resumed on {self.resumed_on}, before it.",
                hint="Expected the day of resumption, not before that of the stop.",
            )

    def __contains__(self, day: date) -> bool:
        return self.stopped_on <= day and (self.resumed_on is None or day < self.resumed_on)


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit that began on ``start``; extensions follow from the deadline reached so far.

    ``rolls``: a last day that does not count moves on to the next working day.
    """

    start: date
    limit: Span
    day_one: DayOne = DayOne.NEXT_DAY
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Span, ...] = ()
    rolls: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.limit, *self.extensions)

    def pause_on(self, day: date) -> Pause | None:
        return next((pause for pause in self.pauses if day in pause), None)


class DayReason(StrEnum):
    """Why a day counts or not."""

    COUNTED = "counted"
    START = "start"  # the day of the event
    NOT_WORKING = "not_working"  # weekend or holiday: the calendar tells which
    PAUSED = "paused"
    ROLLED = "rolled"  # after the last day that counts, on the way to a working day


@dataclass(frozen=True, slots=True)
class Day:
    """``number``: the how-manieth day that counts; ``pause`` where one stops it."""

    date: date
    reason: DayReason
    number: int = 0
    pause: Pause | None = None

    @property
    def is_counted(self) -> bool:
        return self.reason is DayReason.COUNTED


def days(clock: Clock, calendar: WorkingDays) -> Iterator[Day]:
    """Every day from the start to the deadline, in order.

    Where the clock stands still the last day has a pause without end, and there is no deadline.
    """
    reached = _begun(clock, calendar)
    day = _before_day_one(clock, reached)
    for offset in range((day - clock.start).days + 1):
        yield Day(clock.start + timedelta(offset), DayReason.START)
    number = 0
    for span in clock.spans:
        left = _quota(span, reached, day)
        while left:
            day += ONE_DAY
            reason, pause = _judged(clock, calendar, span.unit, day)
            if reason is DayReason.COUNTED:
                number, left = number + 1, left - 1
            yield Day(day, reason, number if reason is DayReason.COUNTED else 0, pause)
            if pause and pause.resumed_on is None:
                return
        reached = day
    while clock.rolls and not (calendar.is_working(day) and clock.pause_on(day) is None):
        day += ONE_DAY
        pause = clock.pause_on(day)
        yield Day(day, DayReason.ROLLED, pause=pause)
        if pause and pause.resumed_on is None:
            return


def _begun(clock: Clock, calendar: WorkingDays) -> date:
    day = clock.start
    if clock.day_one is DayOne.NEXT_WORKING_DAY:
        while not calendar.is_working(day):
            day += ONE_DAY
    return day


def _before_day_one(clock: Clock, reached: date) -> date:
    """The last day that can not count."""
    counts_start = clock.day_one is DayOne.SAME_DAY and clock.limit.n > 0
    return reached - ONE_DAY if counts_start else reached


def _quota(span: Span, reached: date, day: date) -> int:
    """How many days after ``day`` must count. A month ends on the same day number, clamped."""
    if span.unit is Unit.MONTH:
        return (add_months(reached, span.n) - day).days
    return span.n


def _judged(
    clock: Clock, calendar: WorkingDays, unit: Unit, day: date
) -> tuple[DayReason, Pause | None]:
    pause = clock.pause_on(day)
    if pause is not None:
        return DayReason.PAUSED, pause
    if unit is Unit.WORKING and not calendar.is_working(day):
        return DayReason.NOT_WORKING, None
    return DayReason.COUNTED, None


def deadline(clock: Clock, calendar: WorkingDays) -> date | None:
    """The last day that is in time; None while the clock stands still."""
    found = deque(days(clock, calendar), maxlen=1)
    last = found[0] if found else Day(clock.start, DayReason.START)
    stands = last.pause is not None and last.pause.resumed_on is None
    return None if stands else last.date


def if_resumed(clock: Clock, on: date) -> Clock:
    """The clock as it would run if what still stops it ended on a day."""
    ended = tuple(
        replace(pause, resumed_on=max(on, pause.stopped_on)) if pause.resumed_on is None else pause
        for pause in clock.pauses
    )
    return replace(clock, pauses=ended)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What a clock shows on a day: counting days used and left, the latter below 0 once late.

    ``deadline`` is None while it stands still; ``remaining`` is then what would be left if it
    were resumed the day after.
    """

    as_of: date
    deadline: date | None
    used: int
    remaining: int

    @property
    def is_stopped(self) -> bool:
        return self.deadline is None

    @property
    def is_overdue(self) -> bool:
        """The day of the deadline itself is in time."""
        return self.deadline is not None and self.as_of > self.deadline

    @property
    def light(self) -> Light:
        """Yellow from ``SOON`` counting days before the end on."""
        if self.is_stopped:
            return Light.STOPPED
        if self.is_overdue:
            return Light.RED
        return Light.YELLOW if self.remaining <= SOON else Light.GREEN


def read(clock: Clock, calendar: WorkingDays, as_of: date) -> ClockReading:
    """What the clock shows at the end of a day."""
    running = if_resumed(clock, as_of + ONE_DAY)
    found = list(days(running, calendar))
    counted = [day.date for day in found if day.is_counted]
    end = found[-1].date if found else clock.start
    used = sum(day <= as_of for day in counted) + _counted_after(running, calendar, end, as_of)
    return ClockReading(as_of, deadline(clock, calendar), used, len(counted) - used)


def _counted_after(clock: Clock, calendar: WorkingDays, end: date, as_of: date) -> int:
    """The counting days between the deadline and a later day."""
    unit = clock.spans[-1].unit
    late = (end + timedelta(n) for n in range(1, (as_of - end).days + 1))
    return sum(_judged(clock, calendar, unit, day)[0] is DayReason.COUNTED for day in late)
