"""Plans, their targets as of a day, and what planners do with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field, computed_field

from tashan.api.asked import EntityKey
from tashan.api.fields import ROOT, Exact, Id, Line, Reason, Words, entity_url, figure_url
from tashan.api.schemas.figures import HolderCode, MeasureCode
from tashan.api.schemas.shared import AsOf, Given
from tashan.indicators.target_table import COLUMNS

CurveCode = Literal["even", "monthly", "stepped"]
LightCode = Literal["green", "yellow", "red", "stopped"]
POINTS = (
    "Shares of one as text: one a month for a curve by month, pairs of month and share for steps"
)


class PlansAsked(Schema):
    place: Id | None = None
    running_on: date | None = None


class TargetsExported(AsOf):
    """What the page's table can be asked for; all of the plan's whole targets otherwise."""

    office: Id | None = Field(default=None, description="Who answers; with it parts count too")
    light: Literal["", "red", "yellow", "green", "unknown"] = ""
    words: Words = Field(default="", description="In the title or the subject")
    sort: str = Field(
        default="light",
        pattern=rf"^-?({'|'.join(COLUMNS)})$",
        description="A column, with - before it from the other end",
    )


class PlanLine(Schema):
    id: int
    title: str
    rules: str | None = Field(description="The plan file of the library whose light rules hold")
    place: int
    first: date
    last: date
    parent: int | None
    document: str | None

    @computed_field  # type: ignore[prop-decorator]  # pydantic's way to say it
    @property
    def url(self) -> str:
        return f"{ROOT}/plans/{self.id}"


class Target(Schema):
    """What a figure should be; ``id`` stays the same through all its changes."""

    id: int
    plan: int
    parent: int | None
    indicator: str
    measure: MeasureCode
    subject: int
    answerable: int | None
    first: date
    last: date
    value: str
    curve: CurveCode
    points: list[Any]
    bottom_line: bool
    holder: HolderCode

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"{ROOT}/targets/{self.id}"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def subject_url(self) -> str:
        return entity_url(self.subject)


class TargetState(Target):
    """A target as of a day; what is not known is null, and its light too."""

    on: date
    condition: str
    actual: str | None
    actual_first: date | None
    actual_last: date | None
    observations: list[int]
    share: str | None = Field(description="Done, in per cent")
    planned: str | None = Field(description="Planned by then, in per cent")
    elapsed: str | None
    difference: str | None = Field(description="Ahead of the plan, in percentage points")
    light: LightCode | None
    at_least: LightCode | None
    missing: list[str]
    exempted: bool
    note: str

    @computed_field  # type: ignore[prop-decorator]
    @property
    def source(self) -> list[str]:
        """The figures that say how much is done, each with its evidence."""
        return [figure_url(pk) for pk in self.observations]


class Tally(Schema):
    green: int
    yellow: int
    red: int
    unknown: int


class PlanState(PlanLine):
    on: date
    light: LightCode | None
    broken_bottom_lines: list[int]
    tally: Tally
    targets: list[TargetState]


class ExemptionTold(Schema):
    id: int
    target: int
    reason: str
    approver: int
    since: date
    until: date


class TargetSaid(Target):
    """What the target said, since when, and why."""

    entered_at: datetime
    entered_by: str | None
    reason: str
    replaced_at: datetime | None


class TargetInFull(TargetState):
    history: list[TargetSaid]
    exemptions: list[ExemptionTold]
    parts: list[int]
    adds_up: bool | None = Field(description="Whether the parts make up the whole; null: unknown")
    parts_total: str | None
    parts_difference: str | None


class PlanGiven(Given):
    title: Line
    place: EntityKey
    first: date
    last: date
    rules: Words = Field(default="", description="A plan file of the library")
    document: Line = ""
    parent: Id | None = None


class TargetGiven(Given):
    indicator: Words
    subject: EntityKey
    value: Exact
    first: date
    last: date
    measure: MeasureCode = "level"
    answerable: EntityKey | None = None
    curve: CurveCode = "even"
    points: list[Any] = Field(default_factory=list, max_length=120, description=POINTS)
    bottom_line: bool = False
    holder: HolderCode = "statistics"


class TargetsGiven(Given):
    """Several targets from one document, all or none."""

    reason: Reason
    targets: list[TargetGiven] = Field(min_length=1, max_length=200)


class TargetsSet(Schema):
    targets: list[Target]


class TargetChange(Given):
    """Only what is given changes; what it said stays in its history."""

    reason: Reason
    value: Exact | None = None
    answerable: EntityKey | None = None
    curve: CurveCode | None = None
    points: list[Any] | None = Field(default=None, max_length=120, description=POINTS)
    bottom_line: bool | None = None
    holder: HolderCode | None = None


class PartOfTarget(Given):
    value: Exact
    subject: EntityKey | None = None
    answerable: EntityKey | None = None
    first: date | None = None
    last: date | None = None


class SplitGiven(Given):
    """``plan`` is where the parts stand, if it is another one: the year's of a five-year plan."""

    reason: Reason
    parts: list[PartOfTarget] = Field(min_length=1, max_length=200)
    plan: Id | None = None


class ExemptionGiven(Given):
    """No yellow or red from ``since`` until the day before ``until``."""

    reason: Reason
    since: date
    until: date


class DropGiven(Given):
    reason: Reason
