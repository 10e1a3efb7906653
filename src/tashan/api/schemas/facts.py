"""What is known of an entity by its kind, as it is answered and as it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

from django.db import models
from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey, named
from tashan.api.fields import Exact, Fen, Line, Money, Prose, Words, exact
from tashan.api.schemas.shared import Days, Given, Ref, Refs, days_of
from tashan.registry.dated import Dated, fields_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

MONEY = frozenset({"registered_capital", "investment"})
Level = Literal["province", "prefecture", "county", "zone", "town", "village"]
ParkLevel = Literal["national", "provincial", "municipal", "county"]
Scale = Literal["", "large", "medium", "small", "micro"]
Standing = Literal["operating", "suspended", "revoked", "closed"]
State = Literal["planned", "building", "completed"]
ProjectType = Literal["construction", "renewal", "purchase", "information", "other"]
Route = Literal["", "approval", "ratification", "filing"]
Stage = Literal[
    "planned", "reserved", "preparatory", "started", "building", "completed", "producing",
    "evaluated", "stopped", "ended",
]  # fmt: skip
Funding = Literal["", "government", "enterprise", "other"]


class FactsGiven(Given):
    """Fields of one kind; those that are left out stay as they were."""

    REFERENCES: ClassVar[Mapping[str, Kind]] = {}

    def facts(self) -> dict[str, Any]:
        """What was given, with entities in the place of their keys."""
        given = self.model_dump(exclude_unset=True)
        for name, kind in self.REFERENCES.items():
            if given.get(name) is not None:
                given[name] = named(given[name], kind)
        return given


class PlaceGiven(FactsGiven):
    REFERENCES: ClassVar[Mapping[str, Kind]] = {"parent": Kind.PLACE}
    level: Level = "county"
    parent: EntityKey | None = None


class OfficeGiven(FactsGiven):
    REFERENCES: ClassVar[Mapping[str, Kind]] = {"parent": Kind.OFFICE, "place": Kind.PLACE}
    parent: EntityKey | None = None
    place: EntityKey | None = None
    duty: Prose = ""
    phone: Words = ""


class EnterpriseGiven(FactsGiven):
    REFERENCES: ClassVar[Mapping[str, Kind]] = {"place": Kind.PLACE, "park": Kind.PARK}
    industry: Words = Field(default="", description="GB/T 4754-2017, with or without its letter")
    scale: Scale = ""
    is_above_scale: bool | None = None
    standing: Standing = "operating"
    place: EntityKey | None = None
    park: EntityKey | None = None
    address: Line = ""
    legal_representative: Words = ""
    registered_capital: Fen | None = None
    established_on: date | None = None


class ParkGiven(FactsGiven):
    REFERENCES: ClassVar[Mapping[str, Kind]] = {"place": Kind.PLACE, "committee": Kind.OFFICE}
    level: ParkLevel = "county"
    place: EntityKey | None = None
    committee: EntityKey | None = None
    planned_mu: Exact | None = None
    developed_mu: Exact | None = None
    industries: Line = ""


class BuildingGiven(FactsGiven):
    REFERENCES: ClassVar[Mapping[str, Kind]] = {"park": Kind.PARK}
    park: EntityKey | None = None
    state: State = "planned"
    completed_on: date | None = None
    owner: Line = ""
    is_public: bool | None = None


class ProjectGiven(FactsGiven):
    REFERENCES: ClassVar[Mapping[str, Kind]] = {"place": Kind.PLACE, "park": Kind.PARK}
    type: ProjectType = "construction"
    route: Route = ""
    funding: Funding = ""
    industry: Words = ""
    place: EntityKey | None = None
    park: EntityKey | None = None
    content: Prose = ""
    investment: Fen | None = None
    land_mu: Exact | None = None
    floor_area: Exact | None = None
    planned_start: date | None = None
    planned_finish: date | None = None
    is_key: bool = False
    code_note: Line = ""


class HouseholdGiven(FactsGiven):
    REFERENCES: ClassVar[Mapping[str, Kind]] = {"village": Kind.PLACE}
    village: EntityKey | None = None
    members: int | None = Field(default=None, ge=1, le=100)
    contracted_mu: Exact | None = None
    homestead_area: Exact | None = None
    house_area: Exact | None = None


class PlaceFacts(Days):
    level: Level
    parent: Ref | None


class OfficeFacts(Days):
    parent: Ref | None
    place: Ref | None
    duty: str
    phone: str


class EnterpriseFacts(Days):
    industry: str
    scale: Scale
    is_above_scale: bool | None
    standing: Standing
    place: Ref | None
    park: Ref | None
    address: str
    legal_representative: str
    registered_capital: Money | None
    established_on: date | None


class ParkFacts(Days):
    level: ParkLevel
    place: Ref | None
    committee: Ref | None
    planned_mu: str | None
    developed_mu: str | None
    industries: str


class BuildingFacts(Days):
    park: Ref | None
    state: State
    completed_on: date | None
    owner: str
    is_public: bool | None


class ProjectFacts(Days):
    type: ProjectType
    route: Route
    stage: Stage
    funding: Funding
    industry: str
    place: Ref | None
    park: Ref | None
    content: str
    investment: Money | None
    land_mu: str | None
    floor_area: str | None
    planned_start: date | None
    planned_finish: date | None
    started_on: date | None
    finished_on: date | None
    is_key: bool
    code_note: str


class HouseholdFacts(Days):
    village: Ref | None
    members: int | None
    contracted_mu: str | None
    homestead_area: str | None
    house_area: str | None


Facts = (
    PlaceFacts | OfficeFacts | EnterpriseFacts | ParkFacts | BuildingFacts | ProjectFacts
    | HouseholdFacts
)  # fmt: skip
SHOWN: dict[str, type[Schema]] = {
    Kind.PLACE: PlaceFacts,
    Kind.OFFICE: OfficeFacts,
    Kind.ENTERPRISE: EnterpriseFacts,
    Kind.PARK: ParkFacts,
    Kind.BUILDING: BuildingFacts,
    Kind.PROJECT: ProjectFacts,
    Kind.HOUSEHOLD: HouseholdFacts,
}


def references(row: Dated) -> list[Entity]:
    """The entities that a row of facts names; rows come with them in the same query."""
    return [getattr(row, name) for name in _links(type(row)) if getattr(row, name) is not None]


def _links(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.related_model is Entity and field.name != "entity"
    ]


def with_references(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    links = _links(rows.model)
    return rows.select_related(*links) if links else rows


def facts_of(row: Dated, refs: Refs) -> Facts:
    """The row as its kind is answered: money as fen and yuan, exact numbers as text."""
    entity: Entity = row.entity  # type: ignore[attr-defined]  # every table of facts has it
    links = set(_links(type(row)))
    told: dict[str, Any] = days_of(row)
    for attname, value in fields_of(row).items():
        name = attname.removesuffix("_id")
        if name in links:
            told[name] = refs.of(getattr(row, name))
        elif name in MONEY:
            told[name] = Money.of(value)
        else:
            told[name] = exact(value) if isinstance(value, Decimal) else value
    told.pop("entity", None)
    return SHOWN[entity.kind](**told)  # type: ignore[return-value]  # SHOWN are the Facts
