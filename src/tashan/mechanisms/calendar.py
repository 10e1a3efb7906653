"""The part `calendar`: the holidays and make-up days of a year, with the notice they come from."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import Code, Dates, Entry, Listed, Text, Words, refused


class Holiday(Dates):
    name: Words


class CalendarYear(Entry):
    """A year as the State Council's notice sets it.

    A file may hold these fields alone, without a head: `library/calendars/2026.yaml`.
    """

    year: Annotated[int, Field(ge=1949, le=2200)]
    notice: Words | None = None  # document number
    provisional: bool = False  # before the notice: statutory days alone
    holidays: Listed[Holiday] = ()
    make_up_days: Listed[date] = ()

    def model_post_init(self, context: object, /) -> None:
        if self.notice is None and not self.provisional:
            raise refused("a calendar without its 'notice' is 'provisional: true'.")
        _check_order(self.holidays)
        free = {day for day in self.make_up_days for h in self.holidays if h.first <= day <= h.last}
        if free:
            raise refused(f"{min(free)} is a holiday and a make-up day.")
        for day in self.make_up_days:
            if day.weekday() < 5:
                raise refused(f"the make-up day {day} is no Saturday or Sunday.")
        for holiday in self.holidays:
            # a holiday may begin in the December before
            if self.year not in (holiday.first.year, holiday.last.year):
                raise refused(f"{holiday.name} from {holiday.first} lies outside {self.year}.")


def _check_order(holidays: tuple[Holiday, ...]) -> None:
    for before, after in pairwise(holidays):
        if after.first <= before.last:
            raise refused(f"{after.name} from {after.first} overlaps {before.name} before it.")


class Calendar(CalendarYear):
    kind: Literal["calendar"]
    code: Code | None = None
    title: Text | None = None
