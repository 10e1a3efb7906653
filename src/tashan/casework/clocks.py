"""Clocks: the day a limit ends, the days used, and of every day whether it counts and why.

Pure: all of it follows from what happened, the limit, the calendar and the day one asks on. The
day of the deadline itself is in time. Deadlines are arithmetic; only ``days`` walks.
"""

from __future__ import annotations

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
    """What a clock asks of a calendar, as ``base.day_tables.DayTable`` answers it."""

    def is_working(self, day: date) -> bool: ...

    def working_days_between(self, first: date, last: date) -> int: ...

    def nth_working_day_after(self, day: date, n: int) -> date: ...


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


Standing = list[tuple[date, date]]  # [stopped, resumed) in order; date.max: still


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


@dataclass(frozen=True, slots=True)
class Leg:
    """The limit, or one extension, as it ran: ``n`` days that count after ``after`` up to ``last``.

    ``last`` is None where the clock stands still before its end.
    """

    unit: Unit
    n: int
    after: date
    last: date | None


def legs(clock: Clock, calendar: WorkingDays) -> list[Leg]:
    """The limit and its extensions in order, up to the first that stands still.

    Raises UserError for a clock that runs beyond the year 9999 or has no day to count.
    """
    try:
        return _legs(clock, calendar, _standing(clock))
    except (OverflowError, ValueError):
        raise UserError(
            f"a clock from {clock.start} runs beyond the year 9999.",
            hint="Expected a shorter limit.",
        ) from None


def _legs(clock: Clock, calendar: WorkingDays, stood: Standing) -> list[Leg]:
    reached = _begun(clock, calendar)
    after = _before_day_one(clock, reached)
    found: list[Leg] = []
    for span in clock.spans:
        n = _quota(span, reached, after)
        last = _nth(stood, calendar, span.unit, after, n) if n else after
        found.append(Leg(span.unit, n, after, last))
        if last is None:
            break
        reached = after = last
    return found


def _standing(clock: Clock) -> Standing:
    """When the clock stood still, in order, overlaps joined; pauses of no length left out."""
    found: list[tuple[date, date]] = []
    for pause in sorted(clock.pauses, key=lambda pause: pause.stopped_on):
        until = pause.resumed_on or date.max
        if found and pause.stopped_on <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], until)
        elif pause.stopped_on < until:
            found.append((pause.stopped_on, until))
    return found


def _begun(clock: Clock, calendar: WorkingDays) -> date:
    """The start, moved to a working day where the rule says so."""
    if clock.day_one is DayOne.NEXT_WORKING_DAY and not calendar.is_working(clock.start):
        return calendar.nth_working_day_after(clock.start, 1)
    return clock.start


def _before_day_one(clock: Clock, reached: date) -> date:
    """The last day that can not count."""
    counts_start = clock.day_one is DayOne.SAME_DAY and clock.limit.n > 0
    return reached - ONE_DAY if counts_start else reached


def _quota(span: Span, reached: date, day: date) -> int:
    """How many days after ``day`` must count. A month ends on the same day number, clamped."""
    if span.unit is Unit.MONTH:
        return (add_months(reached, span.n) - day).days
    return span.n


def _nth(stood: Standing, calendar: WorkingDays, unit: Unit, day: date, n: int) -> date | None:
    """The ``n``-th day after ``day`` that counts; None where the clock stands still before it."""
    for stopped_on, resumed_on in stood:
        if resumed_on - day <= ONE_DAY:
            continue
        if stopped_on - day > ONE_DAY:
            room = _between(calendar, unit, day, stopped_on - ONE_DAY)
            if room >= n:
                break
            n -= room
        if resumed_on == date.max:
            return None
        day = resumed_on - ONE_DAY
    if unit is Unit.WORKING:
        return calendar.nth_working_day_after(day, n)
    return day + timedelta(n)


def _between(calendar: WorkingDays, unit: Unit, first: date, last: date) -> int:
    if unit is Unit.WORKING:
        return calendar.working_days_between(first, last)
    return (last - first).days


def _counted(stood: Standing, calendar: WorkingDays, unit: Unit, first: date, last: date) -> int:
    """The days after ``first`` up to and with ``last`` that count."""
    if last <= first:
        return 0
    counted = _between(calendar, unit, first, last)
    for stopped_on, resumed_on in stood:
        begin, end = max(stopped_on - ONE_DAY, first), min(resumed_on - ONE_DAY, last)
        if begin < end:
            counted -= _between(calendar, unit, begin, end)
    return counted


def deadline(clock: Clock, calendar: WorkingDays) -> date | None:
    """The last day that is in time; None while the clock stands still."""
    return _rolled(clock, calendar, legs(clock, calendar)[-1].last)


def _rolled(clock: Clock, calendar: WorkingDays, last: date | None) -> date | None:
    """Where the rule says so, the next working day that is not paused."""
    if last is None or not clock.rolls:
        return last
    if calendar.is_working(last) and clock.pause_on(last) is None:
        return last
    return _nth(_standing(clock), calendar, Unit.WORKING, last, 1)


def days(clock: Clock, calendar: WorkingDays) -> Iterator[Day]:
    """Every day from the start to the deadline, in order.

    Where the clock stands still the last day is the first of a pause without end.
    """
    ran = legs(clock, calendar)
    yield from (Day(day, DayReason.START) for day in _each(clock.start - ONE_DAY, ran[0].after))
    number = 0
    for leg in ran:
        for day in _each(leg.after, leg.last or _stands_from(clock, leg.after)):
            reason, pause = _judged(clock, calendar, leg.unit, day)
            number += reason is DayReason.COUNTED
            yield Day(day, reason, number if reason is DayReason.COUNTED else 0, pause)
    last = ran[-1].last
    if last is not None:
        until = _rolled(clock, calendar, last) or _stands_from(clock, last)
        for day in _each(last, until):
            yield Day(day, DayReason.ROLLED, pause=clock.pause_on(day))


def _each(after: date, last: date) -> Iterator[date]:
    return (after + timedelta(n) for n in range(1, (last - after).days + 1))


def _stands_from(clock: Clock, after: date) -> date:
    """The first day after a day on which the pause without end holds."""
    stopped_on = min(pause.stopped_on for pause in clock.pauses if pause.resumed_on is None)
    return max(stopped_on, after + ONE_DAY)


def _judged(
    clock: Clock, calendar: WorkingDays, unit: Unit, day: date
) -> tuple[DayReason, Pause | None]:
    pause = clock.pause_on(day)
    if pause is not None:
        return DayReason.PAUSED, pause
    if unit is Unit.WORKING and not calendar.is_working(day):
        return DayReason.NOT_WORKING, None
    return DayReason.COUNTED, None


def if_resumed(clock: Clock, on: date) -> Clock:
    """The clock as it would run if what still stops it ended on a day."""
    if all(pause.resumed_on is not None for pause in clock.pauses):
        return clock
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
    ran, stood = legs(running, calendar), _standing(running)
    end = _rolled(running, calendar, ran[-1].last) or as_of
    used = sum(
        _counted(stood, calendar, leg.unit, leg.after, min(leg.last or as_of, as_of)) for leg in ran
    )
    used += _counted(stood, calendar, ran[-1].unit, end, as_of)
    shown = end if running is clock else deadline(clock, calendar)
    return ClockReading(as_of, shown, used, sum(leg.n for leg in ran) - used)


def next_reminder(clock: Clock, calendar: WorkingDays, as_of: date) -> date | None:
    """The next day, ``as_of`` among them, to remind of: the light's first yellow day, the
    deadline, and the day after it. None once they are over, and while the clock stands still.

    Never stored but as a cache: a stop, an extension or a holiday moves it.
    """
    return ends_and_reminds(clock, calendar, as_of)[1]


def ends_and_reminds(
    clock: Clock, calendar: WorkingDays, as_of: date
) -> tuple[date | None, date | None]:
    """The deadline and the next reminder, reckoned together for who keeps both."""
    ran = legs(clock, calendar)
    end = _rolled(clock, calendar, ran[-1].last)
    if end is None:
        return None, None
    soon = _first_yellow(clock, calendar, ran)
    return end, next((day for day in (soon, end, end + ONE_DAY) if day >= as_of), None)


def _first_yellow(clock: Clock, calendar: WorkingDays, ran: list[Leg]) -> date:
    """The day at whose end ``SOON`` days are left; of a shorter limit, the day it starts."""
    left = sum(leg.n for leg in ran) - SOON
    for leg in ran:
        if 0 < left <= leg.n:
            stood = _standing(clock)
            return _nth(stood, calendar, leg.unit, leg.after, left) or clock.start
        left -= leg.n
    return clock.start
