"""What is invented, before any of it is stored: plain rows that know no database.

Rows name each other by ``key``: the code of a place, an enterprise or a project, the name of an
office, an officer, a park or a building.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

SINCE = date(2001, 1, 1)
RENAMED = date(2019, 1, 15)  # the reform that gave offices their names of today


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    level: str
    parent: str = ""  # code
    since: date = SINCE
    short: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    key: str
    name: str
    village: str  # code
    members: int
    contracted_mu: Decimal
    homestead_area: Decimal
    house_area: Decimal


@dataclass(frozen=True, slots=True)
class Office:
    name: str
    short: str
    duty: str
    since: date
    until: date | None = None
    code: str = ""
    parent: str = ""  # name
    followed_by: tuple[str, ...] = ()  # names
    former_names: tuple[tuple[str, date], ...] = ()  # each with the day it held from
    place: str = ""  # code; the county where none is given


class Post(NamedTuple):
    office: str  # name
    title: str
    since: date
    until: date | None
    is_lead: bool
    order: int


@dataclass(frozen=True, slots=True)
class Officer:
    key: str
    name: str
    posts: tuple[Post, ...]


class Mark(NamedTuple):
    """A label from a day until another."""

    code: str
    since: date
    until: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    kind: str
    severity: str
    document: str
    decided_by: str
    occurred_on: date
    ends_on: date | None
    repaired_on: date | None = None
    repair_document: str = ""


class Tie(NamedTuple):
    other: str  # credit code
    tie: str
    share: Decimal | None
    since: date


@dataclass(frozen=True, slots=True)
class Year:
    """What a firm's own signed return of a year states; money in 万元."""

    revenue: Decimal
    tax: Decimal
    value_added: Decimal | None
    power: Decimal  # 万千瓦时
    staff: int
    land: Decimal | None  # mu
    energy: Decimal | None  # tonnes of coal equivalent
    emissions: Decimal | None  # tonnes
    research: Decimal | None


@dataclass(frozen=True, slots=True)
class Enterprise:
    code: str
    name: str
    short: str
    industry: str
    scale: str
    is_above_scale: bool
    standing: str
    town: str  # code
    park: str  # name, or empty
    address: str
    legal_representative: str
    capital: int  # fen
    established_on: date
    years: Mapping[int, Year]
    labels: tuple[Mark, ...] = ()
    ties: tuple[Tie, ...] = ()
    credit: tuple[Credit, ...] = ()


class Lease(NamedTuple):
    tenant: str  # credit code
    since: date
    until: date | None
    signed_on: date
    producing_since: date | None
    rent: int  # fen a square metre and month


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    order: int
    area: Decimal
    power: Decimal
    since: date
    leases: tuple[Lease, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    number: int
    height: Decimal
    load: Decimal
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Building:
    name: str
    state: str
    completed_on: date | None
    owner: str
    is_public: bool
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True)
class Park:
    name: str
    level: str
    town: str  # code
    committee: str  # name of an office
    planned_mu: Decimal
    developed_mu: Decimal
    industries: str
    since: date
    buildings: tuple[Building, ...]


class Part(NamedTuple):
    entity: str  # key of an office, an officer or an enterprise
    kind: str
    part: str
    since: date


class Stage(NamedTuple):
    stage: str
    since: date


class Work(NamedTuple):
    code: str
    name: str
    scope: str
    floor_area: Decimal


@dataclass(frozen=True, slots=True)
class Project:
    code: str
    name: str
    stages: tuple[Stage, ...]
    facts: Mapping[str, Any]  # fields of ProjectFacts that name no other row
    town: str
    park: str
    parts: tuple[Part, ...]
    works: tuple[Work, ...]
    planned: Mapping[int, Decimal] = field(default_factory=dict)  # 亿元 by year
    done: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)  # 亿元 from January


@dataclass(frozen=True, slots=True)
class Release:
    """What published figures: its title is that of their source."""

    title: str
    publisher: str
    on: date
    use: str = "work"


class Fact(NamedTuple):
    """A figure; ``kind`` and ``subject`` name what it is about."""

    kind: str
    subject: str
    indicator: str
    measure: str
    first: date
    last: date
    value: Decimal
    holder: str = "statistics"
    scope: str = ""
    vintage: str = "flash"


class Sheet(NamedTuple):
    release: Release
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A target; ``key`` is how its parts name it."""

    key: str
    indicator: str
    measure: str
    subject: str  # code of a place
    answerable: str  # name of an office, or code of a town
    first: date
    last: date
    value: Decimal
    curve: str
    points: tuple[Any, ...] = ()
    parent: str = ""
    is_bottom_line: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """``code`` is that of the plan file whose lights hold."""

    key: str
    code: str
    title: str
    document: str
    place: str
    first: date
    last: date
    aims: tuple[Aim, ...]
    parent: str = ""


class Excuse(NamedTuple):
    """An exemption of a target."""

    aim: str
    reason: str
    since: date
    until: date
