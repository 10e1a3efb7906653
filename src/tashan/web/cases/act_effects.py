"""What an act would do to the deadlines of a matter, told before it is done."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date

from tashan.casework.calendars import in_force
from tashan.casework.legal import Act
from tashan.casework.models import Extension, Matter, Stop
from tashan.casework.recounting import KeptDays, ended_of, kept_days
from tashan.casework.states import State
from tashan.web.cases.act_room import ActRoom

STOPPING = (Act.BEGIN_SPECIAL, Act.ASK_SUPPLEMENT, Act.ASK_WITHDRAWAL)
RESUMING = (Act.END_SPECIAL, Act.SUPPLEMENT)
MOVING = (*STOPPING, *RESUMING, Act.ACCEPT, Act.EXTEND, Act.REMOVE_EXTENSION)


@dataclass(frozen=True, slots=True)
class Effect:
    """The deadlines before and after; ``stops`` says that the clock would stand still."""

    before: KeptDays
    after: KeptDays
    stops: bool
    is_provisional: bool

    @property
    def is_moved(self) -> bool:
        return (self.before.promised_on, self.before.statutory_on) != (
            self.after.promised_on,
            self.after.statutory_on,
        )


def effect_of(act: Act, room: ActRoom, *, on: date, n: int | None = None) -> Effect | None:
    """None for an act that leaves the deadlines alone."""
    if act not in MOVING or (act in STOPPING and room.matter.accepted_on is None):
        return None
    counts, matter = in_force(), copy(room.matter)
    stops, longer = _rows_after(act, room, matter, on, n)
    after = kept_days(
        matter, counts.calendar, on, stops=stops, extensions=longer,
        ended=ended_of({room.case.pk})[room.case.pk],
    )  # fmt: skip
    before = KeptDays(room.matter.promised_on, room.matter.statutory_on)
    years = {day.year for day in (after.promised_on, after.statutory_on) if day}
    provisional = any(counts.calendar.is_provisional(year) for year in years)
    return Effect(before, after, act in STOPPING, provisional)


def _rows_after(
    act: Act, room: ActRoom, matter: Matter, on: date, n: int | None
) -> tuple[list[Stop], list[Extension]]:
    """The stops and extensions as they would be; the matter is changed in place."""
    stops, longer = list(map(copy, room.stops)), list(map(copy, room.extensions))
    if act is Act.ACCEPT:
        matter.state, matter.accepted_on = State.ACCEPTED, on
    elif act in STOPPING:
        stops.append(Stop(matter=matter, reason="supplement", stopped_on=on))
    elif act in RESUMING:
        for stop in stops:
            if stop.resumed_on is None:
                stop.resumed_on = max(on, stop.stopped_on)
    elif act is Act.EXTEND:
        cap = room.extension_cap
        longer.append(Extension(n=cap.n if n is None else n, unit=cap.unit.value))
    elif act is Act.REMOVE_EXTENSION:
        longer = [one for one in longer if one.removed_on is not None]
    return stops, longer
