"""Programmes, matches, lists and chains: what is asked, and how it is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, computed_field

from tashan.api.fields import ROOT, Id, Line, Reason, Words, entity_url
from tashan.api.schemas.shared import AsOf, Given

EngineCode = Literal["columnar", "kernel", "reference"]
StandingCode = Literal["eligible", "near", "unknown"]
ChanceCode = Literal["qualifies", "nearly", "unknown", "no"]
Fen = int | None


class Both(Schema):
    """Words in Chinese and in English."""

    zh: str
    en: str


class ProgrammeLine(Schema):
    """A programme in force here; of the library where ``adoption`` is null."""

    adoption: int | None
    adoption_title: str | None
    version: int | None
    mechanism: str
    part: str
    code: str
    title: Both
    subject: str
    mode: str
    gives: str
    label: str | None
    issuer: str | None
    beneficiaries: str | None
    needs_review: bool


class Condition(Schema):
    code: str
    says: Both
    rule: str
    is_exclusion: bool
    basis: list[dict[str, Any]]


class ParameterTold(Schema):
    """Each value with the day from which it holds; numbers are text."""

    title: Both | None
    unit: str | None
    values: dict[str, Any]


class ProgrammeInFull(ProgrammeLine):
    conditions: list[Condition]
    amount: str | None = Field(description="The rule of the amount, in yuan")
    benefits: list[Both]
    parameters: dict[str, ParameterTold]
    places: int | None
    budget: Fen = Field(description="What there is, in fen")


class Programmes(Schema):
    on: date
    items: list[ProgrammeLine]


class Wanted(Given):
    """A programme: of an adoption by its part, or of the library by its code, as a preview."""

    adoption: Id | None = None
    part: Words = ""
    code: Words = ""


class MatchGiven(Given):
    programmes: list[Wanted] = Field(min_length=1, max_length=200)
    on: date | None = None
    engine: EngineCode = "columnar"


class RunProgramme(Schema):
    """``wanted`` is what all who qualify would get, ``given`` what they get, in fen."""

    position: int
    adoption: int | None
    mechanism: str
    part: str
    code: str
    title: Both
    parameters: dict[str, Any]
    digest: str
    eligible: int | None
    near: int | None
    unknown: int | None
    wanted: Fen
    given: Fen
    budget: Fen


class Match(Schema):
    id: int
    subject: str
    on: date
    state: Literal["waiting", "running", "done", "failed"]
    progress: int
    problem: str | None
    engine: str
    is_preview: bool
    at: datetime
    snapshot: str | None = Field(description="The SHA-256 of what it ran on")
    rows: int | None
    result: str | None = Field(description="The SHA-256 of its result")
    programmes: list[RunProgramme]

    @computed_field  # type: ignore[prop-decorator]  # pydantic's way to say it
    @property
    def url(self) -> str:
        return f"{ROOT}/matches/{self.id}"


class Column(Schema):
    """A thing that a rule asks for, and the office that knows it."""

    key: str
    title: Both
    holder: Both
    first: date | None
    last: date | None


class MissingColumn(Column):
    is_withheld: bool = Field(description="Reported for statistics alone, so not used")


class Detail(Schema):
    """A comparison: both sides in base units (yuan, shares of one, m², days), and the gap."""

    held: bool | None
    value: str | None
    wanted: str | None
    unit: str
    gap: str | None


class ReasonTold(Condition):
    met: bool | None
    details: list[Detail]
    missing: list[MissingColumn]


class AnswerTold(Schema):
    verdict: Literal["yes", "no", "unknown"]
    fen: Fen
    reasons: list[ReasonTold]


class ResultLine(Schema):
    subject: int
    standing: Literal["eligible", "near", "unknown", "out"]
    missed: str | None = Field(description="The one condition that a near miss misses")
    fen: Fen = Field(description="Due by the rule")
    given: Fen = Field(description="After places, budget and other programmes")
    outcome: str | None
    place: int | None
    answer: AnswerTold

    @computed_field  # type: ignore[prop-decorator]
    @property
    def subject_url(self) -> str:
        return entity_url(self.subject)


class MissingFigures(Column):
    subjects: int
    withheld: int


class ResultsAsked(Schema):
    standing: StandingCode = "eligible"
    order: Literal["place", "fen", "given", "subject"] = "place"
    descending: bool = False
    first: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    limit: int = Field(default=50, ge=1, le=200)


class ResultsTold(Schema):
    """``missing`` are the figures for want of which answers are unknown, and who holds them."""

    programme: RunProgramme
    total: int
    items: list[ResultLine]
    missing: list[MissingFigures]
    next: str | None


class ProspectTold(Schema):
    """``as_of`` is the day of the run that ranked it, where a rank among all was needed."""

    programme: ProgrammeLine
    chance: ChanceCode
    as_of: date | None
    answer: AnswerTold


class Prospects(Schema):
    on: date
    items: list[ProspectTold]


class WhatIfGiven(Wanted):
    """``parameters`` by code: numbers as text, lists of words, tiers as pairs."""

    on: date | None = None
    parameters: dict[Words, Any] = Field(min_length=1, max_length=50)


class SideTold(Schema):
    eligible: int
    near: int
    unknown: int
    given_to: int
    wanted: Fen
    given: Fen
    budget: Fen


class MovedTold(Schema):
    subject: int
    change: Literal["gains", "loses", "more", "less"]
    before: Fen
    after: Fen


class WhatIfTold(Schema):
    """Nothing is stored; ``moved`` are the first 200 of those whom it touches."""

    before: SideTold
    after: SideTold
    touched: int
    moved: list[MovedTold]


class Opportunities(Schema):
    """Policies from above with their newest preview; null where none was made yet."""

    items: list[Opportunity]


class Opportunity(Schema):
    programme: ProgrammeLine
    match: int | None
    on: date | None
    result: RunProgramme | None


class Matches(Schema):
    items: list[Match]


class LookGiven(AsOf, Given):
    """The day for which policies from above are matched."""


class ListGiven(Given):
    """A list of all who are given something by one programme of a finished match."""

    match: Id
    position: Annotated[int, Field(ge=0, le=1000)] = 0
    title: Line = ""


class DropList(Given):
    reason: Reason


class ListLine(Schema):
    id: int
    adoption: int
    part: str
    number: int
    title: str
    state: Literal["drafted", "confirmed", "dropped"]
    sha256: str
    run: int
    drafted_by: int
    drafted_at: datetime
    confirmed_by: int | None
    confirmed_at: datetime | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"{ROOT}/lists/{self.id}"


class AwardLine(Schema):
    id: int
    entity: int
    place: int | None
    fen: Fen
    state: Literal["matched", "pushed", "confirmed", "declined"]


class ListInFull(ListLine):
    awards: list[AwardLine]


class ChainLine(Schema):
    adoption: int
    part: str
    title: Both
    tier: str
    leader: Both
    offices: list[Both]


class Chains(Schema):
    items: list[ChainLine]


class LinkTold(Schema):
    code: str
    title: Both
    industries: list[str]
    is_key: bool
    is_missing: bool
    enterprises: list[int]


class ChainSumTold(Schema):
    """Added up over those that are known; exact, in the indicator's unit."""

    indicator: str
    first: date
    last: date
    value: str | None
    known: int
    members: int


class ChainInFull(ChainLine):
    on: date
    industries: list[str]
    links: list[LinkTold]
    unplaced: list[int]
    projects: list[int]
    sums: list[ChainSumTold]
    policies: list[ProgrammeLine]
