"""Indicators, figures with their sources, and one indicator of one subject over time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Exact, Id, Line, Reason, Words
from tashan.api.schemas.shared import Given, Ref

MeasureCode = Literal["level", "growth"]
HolderCode = Literal["statistics", "office", "stated"]
VintageCode = Literal["preliminary", "flash", "verified"]
UseCode = Literal["public", "work", "statistics"]


class InTongues(Schema):
    zh: str
    en: str | None


class Indicator(Schema):
    """What the library says of an indicator."""

    code: str = Field(examples=["grp"])
    title: InTongues
    unit: str
    nature: str
    direction: str
    frequency: str
    measures: list[str]
    subjects: list[str]
    is_cumulative: bool
    is_additive_over_places: bool
    is_additive_over_periods: bool
    price_basis: str
    decimals: int
    formula: str | None
    url: str


class Indicators(Schema):
    items: list[Indicator]


class Definition(Schema):
    """What the indicator meant from a day on, as its file said then."""

    number: int
    since: date
    sha256: str
    content: dict[str, Any]


class IndicatorInFull(Indicator):
    definition: InTongues
    aliases: list[str]
    definitions: list[Definition]


class FiguresAsked(Schema):
    """One of ``subject`` and ``indicator`` at least; ``versions`` also tells numbers that count
    no more."""

    subject: EntityKey | None = None
    indicator: Words = ""
    since: date | None = Field(default=None, description="Periods that end on this day or later")
    until: date | None = Field(default=None, description="Periods that end on this day or earlier")
    measure: MeasureCode | None = None
    holder: HolderCode | None = None
    known_at: AwareDatetime | None = None
    versions: bool = False


class Figure(Schema):
    """One figure; ``value`` is exact, in the unit beside it."""

    id: int
    url: str = Field(examples=["/api/v1/observations/81"])
    subject: Ref
    indicator: str
    measure: MeasureCode
    period: str = Field(examples=["2026-01/2026-09"])
    first: date
    last: date
    value: str = Field(examples=["186.4"])
    unit: str = Field(examples=["亿元"])
    holder: HolderCode
    scope: str
    vintage: VintageCode
    number: int
    approximate: str
    stated: str
    source: str = Field(examples=["/api/v1/sources/7"])


class Source(Schema):
    """Where figures or rows of a register are from, and what it may be used for."""

    id: int
    kind: Literal["entry", "file", "finding", "document"]
    title: str
    permitted_use: UseCode
    publisher: str
    published_on: date | None
    address: str
    sheet: str
    file: str | None = Field(description="The SHA-256 of the original")
    reference: dict[str, Any] = Field(description="The report, span and words of a finding")
    actor: str | None
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class Evidence(Schema):
    """A figure with all that stands behind it; ``beside`` are others' figures of the same days."""

    figure: Figure
    counts: bool
    source: Source
    versions: list[Figure]
    beside: list[Figure]


class Derived(Schema):
    """Worked out from figures: a value, or the reason why there is none."""

    value: str | None
    reason: str | None


class Check(Schema):
    published: str
    recomputed: Derived
    difference: Derived
    agrees: bool | None


class Row(Schema):
    """A period: the figure, the growth as published, and what follows from them."""

    period: str
    level: Figure | None
    growth: Figure | None
    alone: Derived
    recomputed: Derived
    check: Check | None
    two_year_average: Derived
    beside: list[Figure]


class SeriesAsked(Schema):
    holder: HolderCode | None = None


class Series(Schema):
    """One indicator of one subject over time, the newest first."""

    subject: Ref
    indicator: str
    unit: str
    holder: HolderCode
    holders: list[HolderCode]
    rows: list[Row]


class FigureGiven(Given):
    """A figure to record; without ``unit`` in the unit of its indicator, growth in per cent."""

    subject: EntityKey
    indicator: Words = Field(examples=["grp"])
    period: Words = Field(examples=["2026-01/2026-09"])
    value: Exact
    unit: Words = ""
    measure: MeasureCode = "level"
    holder: HolderCode = "statistics"
    scope: str = Field(default="", max_length=64)
    vintage: VintageCode = "flash"


class Batch(Given):
    """All or none are recorded, from one source: the reason why they are entered."""

    reason: Reason
    permitted_use: UseCode = "work"
    figures: list[FigureGiven] = Field(min_length=1, max_length=1000)


class Recorded(Schema):
    made: int
    corrected: int
    unchanged: int
    source: str
    figures: list[Id]


class CorrectionGiven(Given):
    value: Exact
    unit: Words = ""
    vintage: VintageCode
    reason: Reason


class WithdrawalGiven(Given):
    reason: Reason


class FindingGiven(Given):
    """What a finding leaves open, or says otherwise than the officer."""

    indicator: Words = ""
    subject: EntityKey | None = None
    period: Line = ""
