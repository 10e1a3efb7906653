"""Clocks for the tests: days of 2026, any clock at all, and a second way to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from tashan.base.calendars import Calendar
from tashan.base.day_tables import DayTable
from tashan.casework.clocks import Clock, DayOne, Pause, Span, Unit
from tashan.mechanisms.working_days import calendar

ONE_DAY = timedelta(days=1)
WEEKENDS = Calendar([])


def cn() -> Calendar:
    """The shipped calendar."""
    return calendar()


def day(text: str) -> date:
    """``03-02`` of 2026, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def working(n: int) -> Span:
    return Span(n, Unit.WORKING)


def pause(first: str, resumed: str | None, why: str = "supplement") -> Pause:
    return Pause(day(first), None if resumed is None else day(resumed), why)


NEAR = st.dates(date(2025, 11, 1), date(2026, 6, 30))
SPANS = st.one_of(
    st.builds(Span, st.integers(0, 60), st.sampled_from([Unit.WORKING, Unit.CALENDAR])),
    st.builds(Span, st.integers(0, 5), st.just(Unit.MONTH)),
)


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    stopped_on = draw(NEAR)
    return Pause(stopped_on, stopped_on + timedelta(draw(st.integers(0, 40))))


@st.composite
def clocks(draw: st.DrawFn, *, rolls: bool | None = None) -> Clock:
    return Clock(
        draw(NEAR),
        draw(SPANS),
        draw(st.sampled_from(DayOne)),
        tuple(draw(st.lists(pauses(), max_size=4))),
        tuple(draw(st.lists(SPANS, max_size=2))),
        draw(st.booleans()) if rolls is None else rolls,
    )


@st.composite
def tables(draw: st.DrawFn) -> DayTable:
    """Weekends with days off and on wherever they fall; a week keeps a working day."""
    weekend = draw(st.sets(st.integers(0, 6), max_size=5))
    return DayTable(draw(st.sets(NEAR, max_size=30)), draw(st.sets(NEAR, max_size=10)), weekend)


@dataclass
class ByHand:
    """Counts a clock one day at a time, from the sentences of the reference and nothing else."""

    clock: Clock
    table: DayTable

    def deadline(self) -> date:
        last = self.clock.start
        if self.clock.day_one is DayOne.NEXT_WORKING_DAY:
            while not self.table.is_working(last):
                last += ONE_DAY
        is_first = self.clock.day_one is DayOne.SAME_DAY and self.clock.limit.n > 0
        for span in (self.clock.limit, *self.clock.extensions):
            last = self._after(last, span, includes_start=is_first)
            is_first = False
        while self.clock.rolls and (not self.table.is_working(last) or self._is_paused(last)):
            last += ONE_DAY
        return last

    def _after(self, day: date, span: Span, *, includes_start: bool) -> date:
        left = span.n
        if span.unit is Unit.MONTH:
            left = (_months_later(day, span.n) - day).days + includes_start
        current = day - ONE_DAY if includes_start else day
        while left:
            current += ONE_DAY
            counts = span.unit is not Unit.WORKING or self.table.is_working(current)
            left -= counts and not self._is_paused(current)
        return current

    def _is_paused(self, day: date) -> bool:
        return any(
            p.stopped_on <= day and (p.resumed_on is None or day < p.resumed_on)
            for p in self.clock.pauses
        )


def _months_later(day: date, months: int) -> date:
    month = day.month + months
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)
