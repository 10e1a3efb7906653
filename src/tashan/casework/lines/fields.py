"""Fields of a line, each taken in one form or refused with its name, value and what it expects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import NoReturn, TypeVar

from tashan.base.errors import UserError
from tashan.mechanisms.problems import nearest, unknown

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

FIRST, LAST = date(1900, 1, 1), date(9998, 12, 31)
_SHOWN = 60  # characters of a wrong value
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_EXPECTED = f"Expected a day from {FIRST} to {LAST}, written like 2026-03-02."
_SUNDAY = 6


def refuse(name: str, value: object, expected: str) -> NoReturn:
    """Raise UserError: the field, its value and what it should be."""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    raise UserError(f"{name}: {shown}.", hint=expected)


def mapping(name: str, value: object, known: Collection[str]) -> Mapping[str, object]:
    """An object whose fields are all known ones."""
    if not isinstance(value, dict):
        refuse(name, value, f"Expected an object with {', '.join(known)}.")
    for field in value:
        if field not in known:
            raise UserError(f"{name}: {unknown('field', field, known)}")
    return value


def required(name: str, fields: Mapping[str, object], field: str) -> object:
    if field not in fields:
        raise UserError(f"{name}: the field {field!r} is missing.", hint="It has no default.")
    return fields[field]


def day(name: str, value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        refuse(name, value, _DAY_EXPECTED)
    try:
        found = date.fromisoformat(value)
    except ValueError:
        refuse(name, value, "There is no such day. " + _DAY_EXPECTED)
    if not FIRST <= found <= LAST:
        refuse(name, value, _DAY_EXPECTED)
    return found


def day_or_none(name: str, value: object) -> date | None:
    return None if value is None else day(name, value)


def number(name: str, value: object) -> int:
    """A whole number from 0 up; true and 5.0 are none."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        refuse(name, value, "Expected a whole number, 0 or more.")
    return value


def weekday(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _SUNDAY:
        refuse(name, value, "Expected days of the week from 0 (Monday) to 6 (Sunday).")
    return value


def word(name: str, value: object, words: type[E]) -> E:
    """One of the words of an enumeration."""
    known = [one.value for one in words]
    if not isinstance(value, str) or value not in known:
        close = nearest(value, known) if isinstance(value, str) else None
        hint = f" Did you mean {close!r}?" if close else ""
        refuse(name, value, f"Expected one of: {', '.join(known)}.{hint}")
    return words(value)


def listed(name: str, value: object, each: Callable[[str, object], T]) -> tuple[T, ...]:
    """A list, of which each entry is named by its place: ``pauses[2]``, the first is 0."""
    if not isinstance(value, list):
        refuse(name, value, "Expected a list.")
    return tuple(each(f"{name}[{place}]", entry) for place, entry in enumerate(value))
