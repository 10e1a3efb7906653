"""A line of JSON that asks for a clock, checked field by field; what is left out has a default."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NoReturn

from tashan.base.day_tables import SATURDAY, SUNDAY
from tashan.base.errors import UserError
from tashan.casework.clocks import ONE_DAY, Clock, DayOne, Pause, Span, Unit
from tashan.casework.lines import fields

MOST_CHARACTERS = 1_000_000


class Base(StrEnum):
    """The days that the line's own days are laid over: the library's, or weekends alone."""

    CN = "cn"
    NONE = "none"


class Roll(StrEnum):
    NEXT_WORKING_DAY = "next_working_day"


# of every field its default as JSON; None: it must be given, or is nothing
DEFAULTS: Mapping[str, object] = {
    "start": None,
    "unit": "working",
    "n": None,
    "day_one": "next_day",
    "calendar": "cn",
    "holidays": [],
    "make_up_days": [],
    "weekend": [SATURDAY, SUNDAY],
    "pauses": [],
    "extensions": [],
    "roll": None,
    "as_of": None,
}
_PAUSE, _EXTENSION = ("from", "to"), ("n", "unit")


@dataclass(frozen=True, slots=True)
class OwnDays:
    """The line's own days, over those of its calendar. A day that is off and made up is worked."""

    base: Base
    off: frozenset[date]
    on: frozenset[date]
    weekend: frozenset[int]

    @property
    def is_plain(self) -> bool:
        """Whether the line says nothing of its own."""
        return not self.off and not self.on and self.weekend == {SATURDAY, SUNDAY}


@dataclass(frozen=True, slots=True)
class Asked:
    clock: Clock
    days: OwnDays
    as_of: date | None


def asked(line: str) -> Asked:
    """What a line asks. Raises UserError with field, value and what is expected of it."""
    said = {**DEFAULTS, **_object(line)}
    unit = fields.word("unit", said["unit"], Unit)
    return Asked(
        Clock(
            fields.day("start", said["start"]),
            Span(fields.number("n", said["n"]), unit),
            fields.word("day_one", said["day_one"], DayOne),
            fields.listed("pauses", said["pauses"], _pause),
            fields.listed(
                "extensions", said["extensions"], lambda name, one: _extension(name, one, unit)
            ),
            said["roll"] is not None and bool(fields.word("roll", said["roll"], Roll)),
        ),
        OwnDays(
            fields.word("calendar", said["calendar"], Base),
            frozenset(fields.listed("holidays", said["holidays"], fields.day)),
            frozenset(fields.listed("make_up_days", said["make_up_days"], fields.day)),
            frozenset(fields.listed("weekend", said["weekend"], fields.weekday)),
        ),
        fields.day_or_none("as_of", said["as_of"]),
    )


def _object(line: str) -> Mapping[str, object]:
    if not line.strip():
        raise UserError("an empty line.", hint="Expected one JSON object in each line.")
    if len(line) > MOST_CHARACTERS:
        raise UserError(f"more than {MOST_CHARACTERS} characters.", hint="Expected a shorter line.")
    try:
        found = json.loads(line, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise UserError(f"no JSON: {error.msg} at character {error.pos + 1}.") from None
    except (ValueError, RecursionError):
        raise UserError("no JSON: a number is too long or lists lie too deep.") from None
    said = fields.mapping("line", found, DEFAULTS)
    for field in ("start", "n"):
        fields.required("line", said, field)
    return said


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError(f"the field {twice!r} stands twice.", hint="Expected each field once.")
    return found


def _no_constant(word: str) -> NoReturn:
    raise UserError(f"no JSON: {word} is no number.")


def _pause(name: str, value: object) -> Pause:
    """From its first day to its last, both included; ``to: null`` while it goes on."""
    said = fields.mapping(name, value, _PAUSE)
    first = fields.day(f"{name}.from", fields.required(name, said, "from"))
    last = fields.day_or_none(f"{name}.to", fields.required(name, said, "to"))
    if last is None:
        return Pause(first, None)
    if last < first:
        fields.refuse(f"{name}.to", str(last), f"Expected a day not before 'from', {first}.")
    return Pause(first, last + ONE_DAY)


def _extension(name: str, value: object, unit: Unit) -> Span:
    """In the unit of the limit unless it says another."""
    said = fields.mapping(name, value, _EXTENSION)
    n = fields.number(f"{name}.n", fields.required(name, said, "n"))
    return Span(n, fields.word(f"{name}.unit", said.get("unit", unit.value), Unit))
