"""The light of an order or a complaint, by the one rule of what is due."""

from __future__ import annotations

from datetime import date

from tashan.base.lights import Light
from tashan.casework.clocks import WorkingDays
from tashan.casework.due import Due, light_of
from tashan.casework.models import Matter


def last_day_of(matter: Matter) -> date | None:
    """The last day of its promise, else of its statutory limit; None while it stands still."""
    return matter.promised_on or matter.statutory_on


def light_until(day: date | None, on: date, calendar: WorkingDays) -> Light | None:
    """The light of what an order waits for until a day; None where it waits for nothing."""
    if day is None:
        return None
    return light_of(Due("", "", None, None, None, day, False, None), on=on, calendar=calendar)


def light_on(matter: Matter, on: date, calendar: WorkingDays) -> Light | None:
    """The light on a day; None once the matter ended."""
    if matter.ended_on is not None:
        return None
    due = Due("", "", None, None, None, last_day_of(matter), matter.is_stopped, None)
    return light_of(due, on=on, calendar=calendar)
