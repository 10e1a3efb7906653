"""Mechanisms of the library: what they are, and each in plain words."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from tashan.api.fields import Words
from tashan.api.schemas.figures import InTongues
from tashan.api.schemas.shared import AsOf


class MechanismsAsked(AsOf):
    system: Words = Field(default="", examples=["S22"], description="Only what serves this row")


class LearnedFrom(Schema):
    place: str = Field(description="A division code, or a place by its name")
    name: str
    report: str
    note: str


class BasisTold(Schema):
    document: str | None
    article: str | None
    example_of: str | None
    note: str | None


class AdoptionRef(Schema):
    """An adoption that is in force here on the day."""

    id: int
    title: str
    since: date


class MechanismTold(Schema):
    code: str = Field(examples=["green_card"])
    title: InTongues
    systems: list[str]
    kinds: dict[str, int] = Field(description="How many parts of each kind")
    learned_from: list[LearnedFrom] = Field(description="The nearest first")
    basis: list[BasisTold]
    adoptions: list[AdoptionRef]
    url: str


class MechanismsTold(Schema):
    on: date
    items: list[MechanismTold]


class SpanTold(Schema):
    text: str
    is_strong: bool


class SentenceTold(Schema):
    """A sentence made from the file; ``part`` is empty where the head says it."""

    question: str = Field(examples=["who"], description="who, gives, does, money or measured")
    part: str
    text: str
    spans: list[SpanTold]


class ConditionTold(Schema):
    part: str
    code: str
    is_exclusion: bool
    says: str
    words: str
    rule: str
    basis: list[BasisTold]


class ParameterInWords(Schema):
    """``value`` is in words with its unit, null before the first day."""

    code: str
    title: str
    value: str | None
    since: date | None
    next_value: str | None
    next_since: date | None
    basis: list[BasisTold]


class LegalPointTold(Schema):
    code: str
    standing: str = Field(description="met, to_do or delete")
    says: str
    article: str


class MechanismInFull(MechanismTold):
    """The words are in the tongue that was asked for."""

    on: date
    sentences: list[SentenceTold]
    conditions: list[ConditionTold]
    parameters: list[ParameterInWords]
    law: list[LegalPointTold]
    file: str = Field(description="The YAML file as it is written")
