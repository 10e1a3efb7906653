"""Limits as files write them: ``2 working days``, ``same day``, ``term days from pay_out``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from tashan.mechanisms.fields import refused


class LimitUnit(StrEnum):
    DAYS = "days"  # of the calendar
    WORKING_DAYS = "working days"
    MONTHS = "months"


class DayOne(StrEnum):
    """Which day of a limit is the first that counts."""

    DAY_AFTER = "day_after"
    SAME_DAY = "same_day"
    NEXT_WORKING_DAY = "next_working_day"  # the event moves to a working day, then the day after


class Every(StrEnum):
    """How often something is due."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


RECEIPT, ACCEPTANCE = "receipt", "acceptance"
EVENTS = (RECEIPT, ACCEPTANCE)  # words that no step may be called by
_SAME_DAY = "same day"
_PATTERN = (
    r"^(?:same day|([0-9]{1,4}|[a-z][a-z0-9_]{0,59}) (working days?|days?|months?)"
    r"(?: from ([a-z][a-z0-9_]{0,59}))?)$"
)
_LIMIT = re.compile(_PATTERN)
_SCHEMA = {"type": "string", "pattern": _PATTERN}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """``number`` is a whole number or the name of a parameter; 0 days is the same day.

    ``since`` names the event at which the limit begins: ``receipt``, ``acceptance``, or a step, at
    whose end it does. Without it that is the acceptance.
    """

    number: int | str
    unit: LimitUnit
    since: str | None = None

    def __str__(self) -> str:
        if self.number == 0:
            return _SAME_DAY
        unit = str(self.unit)[:-1] if self.number == 1 else str(self.unit)
        return f"{self.number} {unit}" + (f" from {self.since}" if self.since else "")

    @property
    def step(self) -> str | None:
        """The step at whose end the limit begins; None where that is an event of its own."""
        return None if self.since in EVENTS else self.since

    def is_longer_than(self, other: TimeLimit) -> bool:
        """Whether it is surely longer: of limits in one unit, from one beginning."""
        if not (isinstance(self.number, int) and isinstance(other.number, int)):
            return False
        events = {self.since or ACCEPTANCE, other.since or ACCEPTANCE}
        alike = self.unit is other.unit and len(events) == 1
        working = self.unit is LimitUnit.WORKING_DAYS and other.unit is LimitUnit.DAYS
        return (alike or working) and self.number > other.number


def read_limit(given: object) -> TimeLimit:
    """The limit that a text says. Raises the error of a field for anything else."""
    found = _LIMIT.match(given) if isinstance(given, str) else None
    if found is None:
        raise refused(
            f"{str(given)[:40]!r} is no limit. Expected one like '2 working days', 'same day', "
            "'30 days from receipt', '3 months' or 'term days from pay_out'."
        )
    if found.group() == _SAME_DAY:
        return TimeLimit(0, LimitUnit.DAYS)
    number, unit, since = found.groups()
    if number.isdecimal() and int(number) == 0:
        raise refused(f"{found.group()!r}: expected 'same day', or a number from 1 on.")
    counted = int(number) if number.isdecimal() else number
    return TimeLimit(counted, LimitUnit(unit.removesuffix("s") + "s"), since)


Limit = Annotated[
    TimeLimit, PlainValidator(read_limit), PlainSerializer(str), WithJsonSchema(_SCHEMA)
]


def read_notice(given: object) -> TimeLimit:
    """How long something is under public notice: a number of days and nothing else."""
    found = read_limit(given)
    if not found.number or isinstance(found.number, str) or found.since:
        raise refused(f"{found} is no time of notice. Expected one like '5 working days'.")
    return found


Notice = Annotated[
    TimeLimit, PlainValidator(read_notice), PlainSerializer(str), WithJsonSchema(_SCHEMA)
]
