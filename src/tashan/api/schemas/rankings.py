"""Rankings, runs with every step, what is recorded for them, and published lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Exact, Id, Line, Prose, Reason, Words
from tashan.api.schemas.shared import Given, Ref

StateCode = Literal["ranked", "unknown", "not_ranked", "excluded", "undecided", "no_group"]
EXACT = "Exact numbers as text: 1234.5, or a fraction like 100/3"


class RankingLine(Schema):
    """A ranking of an adopted mechanism; ``run`` is its newest run."""

    adoption: int
    part: str
    title: dict[str, str] = Field(examples=[{"zh": "纳税百强", "en": "The hundred"}])
    subject: str
    run: int | None
    board: int | None


class RankingList(Schema):
    rankings: list[RankingLine]


class RunGiven(Given):
    year: int | None = Field(default=None, ge=1949, le=2200, description="What is assessed")


class RunsAsked(Schema):
    adoption: Id | None = None
    part: Words = ""
    year: int | None = None


class RunLine(Schema):
    id: int
    adoption: int
    part: str
    number: int
    on: date
    year: int
    sha256: str
    snapshot: int
    before: int | None
    url: str


class Run(RunLine):
    """``head`` says what was settled: measures, weights, classes, how many have which state."""

    head: dict[str, Any]
    is_intact: bool = Field(description="Whether all that is stored still has its hash")


class RowsAsked(Schema):
    group: Words = ""
    grade: str = Field(default="", max_length=60)
    state: StateCode | None = None


class RankedLine(Schema):
    subject: Ref
    position: int
    group: str
    state: StateCode
    rank: int | None
    shared: bool
    score: Exact | None
    grade: str
    before: int | None
    url: str


class Sheet(RankedLine):
    """``detail`` holds the steps, the plus and minus points and the vetoes."""

    detail: dict[str, Any] = Field(description=EXACT)
    own: dict[str, Exact] = Field(description="The assessed's own points, by measure")


class FlipLine(Schema):
    """If this figure were ``after`` instead of ``before``, the lower one would stand above."""

    upper: Ref
    lower: Ref
    subject: Ref | None
    column: str = Field(examples=["tax_paid@2025-01-01/2025-12-31"])
    unit: str
    before: str | None = Field(description=EXACT)
    after: str | None = Field(description=EXACT)


class FlipsAsked(Schema):
    first: int = Field(default=20, ge=2, le=100, description="Of every group")


class Flips(Schema):
    flips: list[FlipLine]


class TrialGiven(Given):
    weights: dict[str, Exact] = Field(default_factory=dict)
    parameters: dict[str, Exact] = Field(default_factory=dict)


class Place(Schema):
    rank: int | None
    score: Exact | None
    grade: str


class MovedLine(Schema):
    subject: Ref
    now: Place | None
    then: Place | None


class Trial(Schema):
    moved: list[MovedLine]


class MarkGiven(Given):
    subject: EntityKey
    kind: Literal["extra", "veto"]
    code: Words
    level: Words = ""
    times: int = Field(default=1, ge=1, le=100)
    occurred_on: date
    document: Line


class TakenBack(Given):
    why: Reason


class OwnGiven(Given):
    subject: EntityKey
    points: dict[str, Exact] = Field(description="By measure")
    note: Line = ""


class ObjectionGiven(Given):
    subject: EntityKey
    text: Prose
    measure: Words = ""
    on: date | None = None


class AnswerGiven(Given):
    outcome: Literal["upheld", "partly", "dismissed"]
    answer: Prose


class ObjectionLine(Schema):
    id: int
    subject: Ref
    measure: str
    text: str
    opened_on: date
    outcome: str
    answer: str
    answered_on: date | None


class Objections(Schema):
    objections: list[ObjectionLine]


class ConsentGiven(Given):
    subjects: list[EntityKey] = Field(min_length=1, max_length=500)
    given: bool
    document: Line
    since: date


class Count(Schema):
    recorded: int


class PublicationGiven(Given):
    reason: Line = Field(default="", description="What a further version corrects")


class BoardLine(Schema):
    """A published list: ``version`` is the newest; the address stays when it is corrected."""

    id: int
    run: int
    version: int
    title: dict[str, str]
    published_on: date
    sha256: str
    url: str


class Boards(Schema):
    boards: list[BoardLine]


class BoardAsked(Schema):
    version: int | None = Field(default=None, ge=1, le=9999)


class Board(BoardLine):
    """``content`` is what was frozen: names and ranks, or classes, never an amount."""

    content: dict[str, Any]
    versions: list[int]


def place_of(rank: int | None, score: Decimal | None, grade: str | None) -> Place:
    return Place(rank=rank, score=score, grade=grade or "")
