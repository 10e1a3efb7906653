"""The part `chain`: one industry, one leader, responsible offices, one set of policies (四个一)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.mechanisms.fields import CODE, Choice, Code, Entry, Listed, Some, Text, refused
from tashan.mechanisms.head import Parameter


class ChainTier(StrEnum):
    PILLAR = "pillar"  # 支柱产业
    LEADING = "leading"  # 主导产业
    PILOT = "pilot"  # 先导产业


def _industry(given: str) -> str:
    try:
        found = industry(given)
    except UserError as error:
        raise refused(str(error)) from error
    if found.full_code != given:
        raise refused(f"{given!r}: expected {found.full_code!r}, with the letter of its section.")
    return given


IndustryCode = Annotated[str, AfterValidator(_industry)]


def _industries(given: Any) -> tuple[str, ...] | str:
    if isinstance(given, str) and CODE.fullmatch(given):
        return given
    if isinstance(given, list) and given and all(isinstance(code, str) for code in given):
        return tuple(_industry(code) for code in given)
    raise refused("expected a list of industry codes, as [C38, C39], or the name of a parameter.")


Industries = Annotated[
    tuple[str, ...] | str,
    PlainValidator(_industries),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Link(Entry):
    """One link, in the order of the chain; nobody in its industries: it is missing."""

    title: Text
    industries: Some[IndustryCode]
    key: bool = False  # 关键环节: promotion looks for it first


class Chain(Entry):
    """``industries`` are codes, or the parameter that holds them for the place."""

    kind: Literal["chain"]
    code: Code | None = None
    title: Text
    tier: Choice[ChainTier]
    industries: Industries
    links: Annotated[dict[Code, Link], Field(min_length=1)]
    leader: Text  # the post, never a person
    offices: Some[Text]  # the first leads
    policies: Listed[Code] = ()  # programmes
    indicators: Listed[Code] = ()  # to watch

    def industries_on(self, parameters: Mapping[str, Parameter], day: date) -> tuple[str, ...]:
        """The codes that hold on a day; none where the parameter has no value yet."""
        if not isinstance(self.industries, str):
            return self.industries
        value = parameters[self.industries].on(day)
        words = value if isinstance(value, tuple) else (value,)
        return tuple(word for word in words if isinstance(word, str))

    def links_on(self, parameters: Mapping[str, Parameter], day: date) -> dict[str, Link]:
        """Its links that touch the industries of the day: a place may take part of a chain."""
        own = self.industries_on(parameters, day)
        if not own:
            return self.links
        return {name: link for name, link in self.links.items() if _touch(link.industries, own)}


def _touch(some: Iterable[str], others: Sequence[str]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in some for b in others)
