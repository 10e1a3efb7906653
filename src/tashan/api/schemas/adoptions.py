"""Adoptions and study trips: what is asked, and how it is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, computed_field

from tashan.api.fields import ROOT, Id, Line, Prose, Reason, Words
from tashan.api.schemas.shared import Given
from tashan.mechanisms.plain import MOST_BYTES

VALUE = "A number as text, true or false, words, a list of words, or tiers of two"
Value = Annotated[Any, Field(description=VALUE, examples=["0.95", True, ["C38", "C39"]])]
ConclusionCode = Literal["passes", "exception", "fails"]
MOST = 200


class AdoptionsAsked(Schema):
    """What was in force on a day; everything that was ever adopted where it is left out."""

    on: date | None = None
    mechanism: Words = ""
    place: Words = Field(default="", description="A division code")


class AdoptionLine(Schema):
    id: int
    mechanism: str
    title: str
    place: str = Field(description="A division code")
    since: date
    ended_on: date | None = Field(description="The first day on which it no longer holds")
    origin: int | None = Field(description="The adoption of another place it was taken from")

    @computed_field  # type: ignore[prop-decorator]  # pydantic's way to say it
    @property
    def url(self) -> str:
        return f"{ROOT}/adoptions/{self.id}"


class ParameterHere(Schema):
    code: str
    unit: str | None
    origin: Value
    here: Value
    since: date | None
    reason: str | None = Field(description="Why it is set otherwise; null where it is not")


class AdoptionVersionTold(Schema):
    number: int
    since: date
    sha256: str
    base_sha256: str
    reasons: dict[str, str]
    by: str
    at: datetime


class PedigreeLink(Schema):
    name: str
    code: str
    report: str
    note: str


class ReviewTold(Schema):
    conclusion: ConclusionCode
    document: str
    reviewer: str
    decided_on: date
    version: int


class AdoptionInFull(AdoptionLine):
    """As of a day: parameters beside the origin's, versions, pedigree both ways, the review."""

    in_force: bool
    version: int
    parameters: list[ParameterHere]
    versions: list[AdoptionVersionTold]
    learned_from: list[PedigreeLink]
    learned_by: list[int]
    needs_review: bool
    is_reviewed: bool
    review: ReviewTold | None
    trips: list[int]
    findings: list[str] = Field(description="What it was learned from")
    text: str = Field(description="The local file")


class SettingGiven(Given):
    value: Value
    reason: Reason


class FindingKey(Given):
    report: Id
    number: Id


class AdoptionGiven(Given):
    mechanism: Words
    title: Line
    place: Words = Field(description="A division code", examples=["999901"])
    since: date
    settings: dict[str, SettingGiven] = Field(default_factory=dict)
    learned_from: FindingKey | None = Field(
        default=None, description="The accepted finding of a report that led to it"
    )
    origin: Id | None = None


class ChangeGiven(Given):
    since: date
    settings: dict[str, SettingGiven]


class FileGiven(Given):
    text: str = Field(max_length=MOST_BYTES, description="The whole edited file, YAML")
    since: date
    reasons: dict[str, Reason] = Field(
        description="By the path of a change, as parts/chain/leader; that of parts/chain is for "
        "all in it, and that of an empty path for everything",
        examples=[{"parts/chain": "各链环节不同"}],
    )
    version: Id | None = Field(default=None, description="The number of the version edited")


class ReviewGiven(Given):
    conclusion: ConclusionCode
    document: Line
    reviewer: Line
    decided_on: date


class EndGiven(Given):
    on: date
    reason: Reason


class TripLine(Schema):
    id: int
    title: str
    first: date
    last: date
    place: int
    people: int | None
    distance: int | None = Field(description="Kilometres")
    purpose: str
    hosts: list[str]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"{ROOT}/trips/{self.id}"


class MemberTold(Schema):
    name: str
    post: str = ""


class SiteTold(Schema):
    id: int
    name: str
    host: str | None
    visited_on: date
    note: str


class ReportTold(Schema):
    id: int
    title: str
    findings: dict[str, int] = Field(description="By kind")
    reviewed: int
    accepted: int
    url: str


class BecameTold(Schema):
    """What was adopted because of it, and what became of that."""

    adoption: AdoptionLine
    is_reviewed: bool
    runs: int
    eligible: int | None = Field(description="Of the newest run")
    lists_confirmed: int


class TripInFull(TripLine):
    members: list[MemberTold]
    sites: list[SiteTold]
    photos: int
    reports: list[ReportTold]
    adopted: list[BecameTold]


class TripGiven(Given):
    title: Line
    first: date
    last: date
    hosts: list[Line] = Field(max_length=MOST, description="In the order of the trip")
    members: list[MemberTold] = Field(default_factory=list, max_length=MOST)
    people: int | None = Field(default=None, ge=1, le=999)
    distance: int | None = Field(default=None, ge=1, le=99_999)
    purpose: Prose = ""


class SiteGiven(Given):
    name: Line
    host: Line = Field(default="", description="One of the trip’s hosts")
    visited_on: date
    note: Line = ""


class ReportGiven(Given):
    report: Id
