"""The terms of a matter as its rules say them, and the clocks that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tashan.casework.clocks import Clock, DayOne, Pause, Span, Unit
from tashan.casework.models import Extension, Matter, Stop


class LimitKind(StrEnum):
    """Late if the promise is broken, unlawful if the statute is."""

    PROMISED = "promised"
    STATUTORY = "statutory"


RECEIPT, ACCEPTANCE, STEP = "receipt", "acceptance", "step:"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit and the event it runs from: receipt, acceptance or ``step:<code>``."""

    kind: LimitKind
    span: Span
    day_one: DayOne = DayOne.NEXT_DAY
    base: str = ACCEPTANCE
    basis: tuple[str, ...] = ()
    rolls: bool = False

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Limit:
        """The limit that one entry of ``Matter.terms["limits"]`` says."""
        return cls(
            LimitKind(said.get("kind", LimitKind.PROMISED)),
            Span(said["n"], Unit(said["unit"])),
            DayOne(said.get("day_one", DayOne.NEXT_DAY)),
            said.get("base", ACCEPTANCE),
            tuple(said.get("basis", ())),
            bool(said.get("rolls")),
        )


def limits_of(matter: Matter) -> dict[LimitKind, Limit]:
    """The promised and the statutory limit of a matter, each where it has one."""
    return {limit.kind: limit for limit in map(Limit.of, matter.terms.get("limits", ()))}


def began_on(matter: Matter, limit: Limit, ended: Mapping[str, date]) -> date | None:
    """The day of the limit's base event; None while it has not happened.

    ``ended`` are the days on which matters of the case passed, by their code.
    """
    if limit.base == RECEIPT:
        return matter.received_on
    if limit.base.startswith(STEP):
        return ended.get(limit.base.removeprefix(STEP))
    return matter.accepted_on


def clock_of(
    matter: Matter,
    limit: Limit,
    *,
    stops: Iterable[Stop],
    extensions: Iterable[Extension],
    ended: Mapping[str, date],
) -> Clock | None:
    """The running clock of a limit; None before its base event.

    A stop counts from the base event on; an extension lengthens both limits while it stands.
    """
    start = began_on(matter, limit, ended)
    if start is None:
        return None
    pauses = tuple(
        Pause(stop.stopped_on, stop.resumed_on, stop.reason)
        for stop in stops
        if stop.resumed_on is None or stop.resumed_on > start
    )
    longer = tuple(Span(e.n, Unit(e.unit)) for e in extensions if e.removed_on is None)
    return Clock(start, limit.span, limit.day_one, pauses, longer, limit.rolls)
