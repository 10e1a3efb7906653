"""Whether a matter keeps its limits: late against the promise, unlawful against the statute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tashan.base.lights import Light
from tashan.casework.clocks import Clock, ClockReading, WorkingDays, read
from tashan.casework.models import Extension, Matter, Stop
from tashan.casework.terms import LimitKind, clock_of, limits_of


class Breach(StrEnum):
    """What is broken: nothing, the promise, or the law."""

    NONE = "none"
    LATE = "late"
    UNLAWFUL = "unlawful"


@dataclass(frozen=True, slots=True)
class Timing:
    """The promised and the statutory clock beside each other, each with what it shows."""

    clocks: Mapping[LimitKind, Clock]
    readings: Mapping[LimitKind, ClockReading]

    @property
    def breach(self) -> Breach:
        """Unlawful goes first: a statute that is broken is more than a promise."""
        if self._is_overdue(LimitKind.STATUTORY):
            return Breach.UNLAWFUL
        return Breach.LATE if self._is_overdue(LimitKind.PROMISED) else Breach.NONE

    @property
    def light(self) -> Light | None:
        """The more urgent of the two; None while no clock runs."""
        lights = [reading.light for reading in self.readings.values()]
        return min(lights, key=lambda light: light.urgency, default=None)

    def _is_overdue(self, kind: LimitKind) -> bool:
        return kind in self.readings and self.readings[kind].is_overdue


def timing(
    matter: Matter,
    calendar: WorkingDays,
    as_of: date,
    *,
    stops: Iterable[Stop],
    extensions: Iterable[Extension],
    ended: Mapping[str, date],
) -> Timing:
    """What the clocks of a matter show on a day; of one that ended, on the day it did."""
    stopped, longer = list(stops), list(extensions)
    asked = min(as_of, matter.ended_on) if matter.ended_on else as_of
    made = {
        kind: clock_of(matter, limit, stops=stopped, extensions=longer, ended=ended)
        for kind, limit in limits_of(matter).items()
    }
    clocks = {kind: clock for kind, clock in made.items() if clock is not None}
    shown = {kind: read(clock, calendar, asked) for kind, clock in clocks.items()}
    return Timing(clocks, shown)
