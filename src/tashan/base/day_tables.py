"""Which days are worked, as a table: a week, days off within it, and days that are worked all the
same.

Counting is arithmetic over the table, not a walk over its days: a limit of years costs as much as
one of days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

from tashan.base.errors import UserError

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
_WEEK = 7
_WALKED = 40  # as many days are walked one by one; more are jumped over first


class DayTable:
    """Days off and make-up days over a week. A day that is both is worked.

    ``weekend`` are days of the week, Monday 0 to Sunday 6. ``off`` and ``on`` are the days off and
    those worked all the same, wherever in the week they fall.
    """

    def __init__(
        self,
        off: Iterable[date],
        on: Iterable[date],
        weekend: Iterable[int] = (SATURDAY, SUNDAY),
    ) -> None:
        self.weekend = frozenset(weekend)
        self.on = frozenset(on)
        self.off = frozenset(off) - self.on
        worked = [number not in self.weekend for number in range(_WEEK)]
        self._of_week = tuple(accumulate(worked, initial=0))
        # those that differ from the week, for counting
        self._fewer = sorted(day for day in self.off if day.weekday() not in self.weekend)
        self._more = sorted(day for day in self.on if day.weekday() in self.weekend)

    def is_working(self, day: date) -> bool:
        if day in self.on:
            return True
        return day.weekday() not in self.weekend and day not in self.off

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and with ``last``; below nought where it is earlier.

        The day of the event never counts: what came in on Monday has had one day on Tuesday.
        """
        return self._worked_until(last) - self._worked_until(first)

    def nth_working_day_after(self, day: date, n: int) -> date:
        """The day on which ``n`` working days have passed, not counting ``day`` itself.

        Raises UserError where the table has no such day.
        """
        if n < 1:
            raise UserError(f"the {n}th working day after {day}.", hint="Expected 1 or more.")
        self._check_reach(day, n)
        reached, left = day, n
        try:
            while left > _WALKED:  # n days hold at most n that are worked
                jumped = reached + timedelta(days=left)
                left -= self.working_days_between(reached, jumped)
                reached = jumped
            while left:
                reached += ONE_DAY
                left -= self.is_working(reached)
        except OverflowError:
            raise UserError(
                f"the {n}th working day after {day} lies beyond the year 9999.",
                hint="Expected a shorter limit.",
            ) from None
        return reached

    def _check_reach(self, day: date, n: int) -> None:
        """A week without a working day has those alone that are made up."""
        if len(self.weekend) == _WEEK and len(self._more) - bisect_right(self._more, day) < n:
            raise UserError(
                f"there are no {n} working days after {day}: every day of the week is free.",
                hint="Expected a weekend that leaves days to work.",
            )

    def _worked_until(self, day: date) -> int:
        """Working days from the beginning of time until and with ``day``."""
        weeks, rest = divmod(day.toordinal(), _WEEK)  # day 1 was a Monday
        of_week = self._of_week
        weekdays = weeks * of_week[_WEEK] + of_week[rest]
        return weekdays - bisect_right(self._fewer, day) + bisect_right(self._more, day)
