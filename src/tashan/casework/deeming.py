"""What the law takes to have happened when an office let its days pass."""

from __future__ import annotations

from datetime import date

from tashan.casework.clocks import ONE_DAY, Clock, Span, Unit, WorkingDays, deadline

INTAKE = Span(5, Unit.WORKING)  # what is missing is told at once, all of it, within these days


def ask_until(received_on: date, calendar: WorkingDays) -> date:
    """The last day on which a notice of what is missing is in time."""
    return deadline(Clock(received_on, INTAKE), calendar) or received_on


def deemed_from(received_on: date, calendar: WorkingDays) -> date:
    """The first day on which a matter nobody asked about counts as accepted."""
    return ask_until(received_on, calendar) + ONE_DAY
