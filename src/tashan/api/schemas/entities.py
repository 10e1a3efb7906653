"""Entities of the registers: what was found, one in full, and its dated rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Line, Reason, Words
from tashan.api.schemas.facts import Facts
from tashan.api.schemas.shared import Act, AsOf, Days, Given, Known, Ref

KindCode = Literal[
    "place", "office", "officer", "enterprise", "park", "building", "project", "household"
]


class EntitiesAsked(AsOf):
    """``q`` is characters of a name, first letters of its pinyin, or a code."""

    q: Words
    kind: KindCode | None = None
    limit: int = Field(default=20, ge=1, le=50)


class Hit(Ref):
    matched: str = Field(description="The name or code that was found")
    is_current: bool = Field(description="Whether that name holds on the day")


class Hits(Schema):
    items: list[Hit]


class NameAsked(AsOf):
    """A name as a text or a sheet writes it; ``context`` is the place that it speaks of."""

    name: Line
    kind: KindCode
    context: EntityKey | None = None


class Candidate(Ref):
    why: str
    matched: str
    is_successor: bool


class Resolved(Schema):
    """One entity, or candidates with reasons; never a guess."""

    entity: Ref | None
    candidates: list[Candidate]


class Name(Days):
    name: str
    sort: Literal["official", "short", "alias"]


class Names(Schema):
    items: list[Name]


class Label(Days):
    id: int
    code: str
    note: str


class Labels(Schema):
    items: list[Label]


class Entity(Ref):
    """One entity as of a day."""

    on: date
    merged_into: Ref | None
    facts: Facts | None = Field(description="None where nothing is known of that day")
    names: list[Name]
    labels: list[Label]
    became: list[Ref] = Field(description="Itself, or what followed it by that day")


class Spell(Days):
    """What held for some days, as it is known now or was known at a moment."""

    facts: Facts
    entered_at: datetime
    replaced_at: datetime | None


class FactHistory(Schema):
    items: list[Spell]


class HistoryAsked(Known):
    """Without ``on`` all days; ``all`` also tells what was replaced by better knowledge."""

    all: bool = False


class Event(Schema):
    sequence: int
    kind: str
    occurred_on: date
    recorded_at: datetime
    actor: str | None
    payload: dict[str, object]


class NameGiven(Act):
    """An official name replaces the one before it from that day on; others stand beside it."""

    name: Line
    sort: Literal["official", "short", "alias"] = "official"


class LabelGiven(Act):
    code: Words
    until: date | None = None
    note: Line = ""


class Ended(Given):
    on: date
    reason: Reason


class MergeGiven(Given):
    """``into`` stays; two codes are two entities unless ``despite_codes`` says otherwise."""

    into: EntityKey
    on: date
    reason: Reason
    despite_codes: bool = False


class SuccessorGiven(Given):
    successor: EntityKey
    on: date
    reason: Reason
    note: Line = ""
