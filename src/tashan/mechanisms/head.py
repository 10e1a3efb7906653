"""The head of a mechanism file: what it is, where it was learned, what it rests on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema

from tashan.mechanisms.fields import (
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    Number,
    OneOrMore,
    Some,
    Text,
    UnitCode,
    Words,
    refused,
)

Tier = tuple[Decimal | None, Decimal]
ParameterValue = Decimal | bool | str | tuple[Tier, ...] | tuple[str, ...]
System = Annotated[str, Field(pattern=r"^S[0-9]{2}$")]


class Authority(StrEnum):
    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    NATION = "nation"


class LawfulBasis(StrEnum):
    LAW = "law"
    STATE_COUNCIL = "state_council"
    EXCEPTION = "exception"


class Review(StrEnum):
    REQUIRED = "required"
    NOT_REQUIRED = "not_required"


class Learned(Entry):
    """One link of the pedigree."""

    place: Words
    report: Words | None = None
    note: Words | None = None


class Needs(Entry):
    """What a place must have before it can adopt the mechanism."""

    money: Number | None = None  # yuan
    people: Annotated[int, Field(ge=0)] | None = None
    authority: Choice[Authority] | None = None
    systems: Listed[System] = ()


class Selective(Entry):
    """Why a condition may favour some firms (fair competition review regulations, 8–12)."""

    basis: Choice[LawfulBasis]
    document: Words
    article: Words | None = None
    until: date | None = None


def _none(given: object) -> object:
    return None if given == "none" else given


class Law(Entry):
    fair_competition_review: Choice[Review]
    selective: Annotated[
        Selective | None,
        BeforeValidator(_none),
        WithJsonSchema({"anyOf": [{"const": "none"}, {"type": "object"}]}),
    ] = None


def _number(given: object) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        return None
    return Decimal(given)


def _tier(given: object) -> Tier:
    if isinstance(given, list) and len(given) == 2:
        upto, held = _number(given[0]), _number(given[1])
        if held is not None and (upto is not None or given[0] is None):
            return upto, held
    raise refused("expected a tier of two: up to where (null: without end), and the value.")


def _parameter_value(given: Any) -> ParameterValue:
    if isinstance(given, bool) or (isinstance(given, str) and given):
        return given
    if isinstance(given, list) and given:
        if isinstance(given[0], list):
            return _rising(tuple(_tier(tier) for tier in given))
        return tuple(_word(word) for word in given)
    number = _number(given)
    if number is None:
        raise refused("expected a number, true or false, words, a list of words, or tiers.")
    return number


def _rising(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    ends = [end for end, _ in tiers if end is not None]
    open_ends = [place for place, (end, _) in enumerate(tiers, start=1) if end is None]
    if any(low >= high for low, high in pairwise(ends)) or open_ends not in ([], [len(tiers)]):
        raise refused(
            "the tiers' ends must rise: each above the one before, null only at the last."
        )
    return tiers


def _word(given: object) -> str:
    if isinstance(given, str) and given:
        return given
    raise refused("expected words in the list; a code of digits stands in quotes: '330283'.")


class Parameter(Entry):
    """What a place may change: its value from each date on, its unit and what it rests on."""

    title: Text | None = None
    unit: UnitCode | None = None
    values: Annotated[
        dict[date, Annotated[ParameterValue, PlainValidator(_parameter_value)]],
        Field(min_length=1),
        WithJsonSchema({"type": "object", "minProperties": 1}),
    ]
    basis: OneOrMore[Basis] = ()

    def since(self, day: date) -> date | None:
        """The date from which the value in force on ``day`` has held."""
        return max((first for first in self.values if first <= day), default=None)

    def on(self, day: date) -> ParameterValue | None:
        """The value in force on ``day``; before its first date it is unknown."""
        first = self.since(day)
        return None if first is None else self.values[first]

    def number_on(self, day: date) -> Decimal | None:
        value = self.on(day)
        return value if isinstance(value, Decimal) else None


Figure = Decimal | str | bool | date | None
Held = Figure | tuple[Figure, ...]
Figures = Held | dict[str, Held]  # of one subject, or of several by name


def _figures(given: Any) -> Figures:
    if isinstance(given, dict):
        return {str(name): _held(held) for name, held in given.items()}
    return _held(given)


def _held(given: Any) -> Held:
    return tuple(_figure(item) for item in given) if isinstance(given, list) else _figure(given)


def _figure(given: object) -> Figure:
    if given is None or isinstance(given, str | bool | date):
        return given
    number = _number(given)
    if number is None:
        raise refused("expected a number, words, a date, true or false, or null where unknown.")
    return number


Given = Annotated[
    Figures,
    PlainValidator(_figures),
    WithJsonSchema({"type": ["number", "string", "boolean", "null", "array", "object"]}),
]


class Example(Entry):
    """What an officer expects of a part; `tashan check` runs it.

    Without ``on`` it runs under the newest value of each parameter.
    """

    name: Words
    part: Code
    on: date | None = None
    given: dict[str, Given]
    expect: Annotated[dict[str, Given], Field(min_length=1)]


def _no_repeats(given: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(given)) < len(given):
        raise refused("the same system stands here twice.")
    return given


class Head(Entry):
    """What every mechanism file begins with."""

    mechanism: Code
    title: Text
    aliases: Listed[Words] = ()  # what reports call it
    systems: Annotated[Some[System], AfterValidator(_no_repeats)]
    learned_from: Listed[Learned] = ()
    basis: OneOrMore[Basis] = ()
    needs: Needs | None = None
    law: Law | None = None
    parameters: dict[Code, Parameter] = Field(default_factory=dict)
    effect: Listed[Code] = ()  # the indicators by which one sees whether it works
    examples: Listed[Example] = ()
