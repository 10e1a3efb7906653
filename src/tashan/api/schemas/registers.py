"""Places, offices, officers, parks, projects and households."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Exact, Fen, Id, Line, Money, Prose, Reason, Words
from tashan.api.schemas.facts import (
    BuildingGiven,
    HouseholdGiven,
    OfficeGiven,
    ParkGiven,
    PlaceGiven,
    ProjectGiven,
    Stage,
)
from tashan.api.schemas.shared import Act, AsOf, Days, Given, Ref


class PlacesAsked(AsOf):
    parent: Id | None = Field(
        default=None, description="What lies directly in it; provinces without one"
    )


class Listed(AsOf):
    """``q`` narrows to names that hold all the words or begin with the letters of pinyin."""

    q: Words = ""


class BuildingsAsked(AsOf):
    park: Id | None = None


class ProjectsAsked(Listed):
    stage: Stage | None = None
    is_key: bool | None = None


class HouseholdsAsked(AsOf):
    """By no words: a name that is masked must not be found by guessing."""

    village: Id | None = None


class OfficesAsked(AsOf):
    place: Id | None = None


class Office(Ref):
    """An office in the tree of a day, after the one above it."""

    depth: int
    parent: int | None
    staff: int


class Offices(Schema):
    items: list[Office]


class Tenure(Days):
    """Somebody's time in a post."""

    id: int
    officer: Ref
    office: Ref
    post: str
    is_lead: bool


class Tenures(Schema):
    items: list[Tenure]


class TenureGiven(Act):
    office: EntityKey
    post: Words
    is_lead: bool = False
    order: int = Field(default=100, ge=0, le=1000)
    until: date | None = None


class EntityNew(Act):
    name: Line
    code: Words = ""
    short: Line = ""


class PlaceNew(EntityNew):
    facts: PlaceGiven


class OfficeNew(Act):
    name: Line
    short: Line = ""
    facts: OfficeGiven = OfficeGiven()


class OfficerNew(Act):
    name: Line


class ParkNew(EntityNew):
    facts: ParkGiven


class HouseholdNew(EntityNew):
    facts: HouseholdGiven


class ProjectNew(EntityNew):
    stage: Stage = "planned"
    facts: ProjectGiven = ProjectGiven()


class PartGiven(Given):
    name: Words
    area: Exact = Field(description="Square metres")
    power: Exact | None = Field(default=None, description="kVA")


class FloorGiven(Given):
    number: int = Field(ge=-9, le=200, description="1 is at the ground, -1 below it")
    height: Exact | None = Field(default=None, description="Metres")
    load: Exact | None = Field(default=None, description="Tonnes a square metre")
    parts: list[PartGiven] = Field(min_length=1, max_length=100)


class BuildingNew(EntityNew):
    facts: BuildingGiven
    floors: list[FloorGiven] = Field(default=[], max_length=100)


class FloorNew(Act):
    floor: FloorGiven


class Division(Act):
    """The floor is divided anew from a day on."""

    parts: list[PartGiven] = Field(min_length=1, max_length=100)


class Changed(Act):
    until: date | None = None


class PlaceChanged(Changed):
    facts: PlaceGiven


class OfficeChanged(Changed):
    facts: OfficeGiven


class ParkChanged(Changed):
    facts: ParkGiven


class BuildingChanged(Changed):
    facts: BuildingGiven


class ProjectChanged(Changed):
    facts: ProjectGiven


class HouseholdChanged(Changed):
    facts: HouseholdGiven


class Areas(Schema):
    """Square metres; occupancy is let ÷ available, utilisation producing ÷ available, of one."""

    available: str
    let: str
    producing: str
    vacant: str
    occupancy: str | None
    utilisation: str | None


class Tenancy(Days):
    id: int
    tenant: Ref
    signed_on: date | None
    producing_since: date | None
    rent: Money | None = Field(description="A square metre and month")
    renewal: str


class Unit(Days):
    """A part of a floor that is let as one, with who rents it on the day."""

    id: int
    building: Ref
    floor: int
    floor_id: int
    name: str
    area: str
    power: str | None
    is_available: bool
    is_producing: bool
    tenancy: Tenancy | None


class Stock(Schema):
    """A park or a building on a day: its areas and every unit."""

    on: date
    areas: Areas
    units: list[Unit]


class LeaseGiven(Act):
    """``until`` is the first day after the contract."""

    tenant: EntityKey
    until: date | None = None
    signed_on: date | None = None
    producing_since: date | None = None
    rent: Fen | None = None


class OnDay(Given):
    on: date
    reason: Reason


class Renewal(OnDay):
    words: Words


class Moved(OnDay):
    stage: Stage


class WorkGiven(Act):
    code: Words
    name: Line
    scope: Prose = ""
    floor_area: Exact | None = None


class Work(Days):
    id: int
    code: str
    name: str
    scope: str
    floor_area: str | None


class ParticipantGiven(Act):
    entity: EntityKey
    part: Literal[
        "owner", "lead_office", "lead_officer", "builder", "designer", "supervisor", "other"
    ]


class Participant(Days):
    id: int
    entity: Ref
    part: str


class StageSpell(Schema):
    stage: Stage
    since: date
    until: date | None


class ProjectParts(Schema):
    """The works, participants and stages of a project."""

    works: list[Work]
    participants: list[Participant]
    stages: list[StageSpell]


class BelongingGiven(Act):
    username: Words
    capacity: Literal["officer", "agent", "clerk"]
