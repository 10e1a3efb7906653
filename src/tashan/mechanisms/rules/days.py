"""Days as whole numbers, and the scales on which a span of days is a difference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, partial

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.wholes import Fixed, Values, Whole, looked

_FIRST = date(1970, 1, 1)
_Scale = Callable[[date], int]


def number_of(day: date) -> int:
    """Days since 1970 began, as the columns of engines hold them."""
    return (day - _FIRST).days


def day_of(number: int) -> date:
    return _FIRST + timedelta(days=number)


def whole_years_scale(day: Whole) -> Whole:
    """A day as yyyymmdd: the whole years between two are their difference by 10,000."""
    return _on_scale(day, _written)


def working_days_scale(day: Whole, calendar: Calendar) -> Whole:
    """How many working days have passed: a span is the difference of two."""
    return _on_scale(day, _worked(calendar))


def _on_scale(day: Whole, scale: _Scale) -> Whole:
    if isinstance(day, Fixed):
        return Fixed(None if day.value is None else scale(day_of(day.value)))
    return looked(day, day.low, _values(scale, day.low, day.high))


@lru_cache(maxsize=64)
def _values(scale: _Scale, first: int, last: int) -> Values:
    return Values(tuple(scale(day_of(number)) for number in range(first, last + 1)))


def _written(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


@lru_cache(maxsize=8)
def _worked(calendar: Calendar) -> _Scale:
    return partial(calendar.working_days_between, _FIRST)
