"""Parameters in words: what holds on a day, since when, what comes next, and on what it rests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tashan.mechanisms.fields import Basis
from tashan.mechanisms.head import Parameter, ParameterValue
from tashan.mechanisms.words.amounts import amount
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.spans import said, text_of
from tashan.mechanisms.words.tiers import tier_list

_PLACE = re.compile("[0-9]{6}")


@dataclass(frozen=True, slots=True)
class ParameterWords:
    """``value`` is empty before the first date; ``next_value`` where no change is known."""

    code: str
    title: str
    value: str
    since: date | None
    next_value: str
    next_since: date | None
    basis: tuple[Basis, ...]


def parameters(
    given: Mapping[str, Parameter], by: Speaker, *, basis: tuple[Basis, ...] = ()
) -> list[ParameterWords]:
    """In the file's order; ``basis`` is the head's, for those that name none of their own."""
    return [_told(code, one, by, basis) for code, one in given.items()]


def _told(code: str, given: Parameter, by: Speaker, basis: tuple[Basis, ...]) -> ParameterWords:
    coming = min((day for day in given.values if day > by.on), default=None)
    return ParameterWords(
        code=code,
        title=said(given.title, by.tongue) if given.title else code,
        value=value_in_words(given.on(by.on), given, by),
        since=given.since(by.on),
        next_value=value_in_words(given.values[coming], given, by) if coming else "",
        next_since=coming,
        basis=given.basis or basis,
    )


def value_in_words(value: ParameterValue | None, of: Parameter, by: Speaker) -> str:
    """A value with its unit; tiers and lists in one line; nothing where it is unknown."""
    match value:
        case None:
            return ""
        case bool():
            return by.pick("是", "yes") if value else by.pick("否", "no")
        case Decimal():
            return amount(value, of.unit, by.tongue)
        case str():
            return _word(value, by)
        case (str(), *_):
            return by.pick("、", ", ").join(_word(str(word), by) for word in value)
    return text_of(tier_list(value, by))


def _word(word: str, by: Speaker) -> str:
    """A code of an industry or a place with its name, any other word as it is."""
    kind = "place" if _PLACE.fullmatch(word) else "industry"
    return by.member(kind, word)
