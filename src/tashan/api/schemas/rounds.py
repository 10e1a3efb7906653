"""Rounds on projects, problems, alarms, inspections and evaluations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Base64Bytes, Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Exact, Fen, Id, Line, Money, Prose, Reason, Words
from tashan.api.schemas.shared import Given, Ref

Mark = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
PaperName = Literal[
    "year_plan", "study", "estimate", "spent", "ratification", "extension", "assessment",
    "licence", "statistics", "payment",
]  # fmt: skip
ProblemName = Literal[
    "land", "clearance", "approval", "money", "supply", "tender", "environment", "works", "other",
]  # fmt: skip


class DispatchTold(Schema):
    """A month's round with how many were asked, have answered, and were checked."""

    id: int
    url: str
    month: date
    title: str
    asks: str
    issued_on: date
    due_on: date
    asked: int
    answered: int
    checked: int


class ReportSideTold(Schema):
    """One side of a light: ``figure`` is what it rests on; null where it is not known."""

    dimension: str
    light: str | None
    figure: str | None
    message: str
    action: str
    excused: bool


class RoundReportTold(Schema):
    """``done`` is reported by the office, ``statistical`` is from statistics: never the same row.

    ``light`` is null where a figure that decides is missing.
    """

    id: int
    url: str
    project: Ref
    office: Ref
    state: str
    light: str | None
    sides: list[ReportSideTold]
    progress: str
    is_same: bool = Field(description="Word for word the last month's")
    done: Money | None
    statistical: Money | None
    statistical_source: str
    planned: Money | None
    planned_by: str = Field(description="The annual plan or the paper that gives it")
    plan: str | None = Field(description="The annual plan; null where a paper gives the figure")
    scheduled: str = Field(description="What should be done by then of the plan, in per cent")
    has_curve: bool = Field(description="By the project's own months, not by the time elapsed")
    received: Money | None
    paid: Money | None
    lowered_because: str
    problems: str
    answered_on: date | None
    checked_on: date | None
    remark: str
    photos: int


class DispatchInFull(DispatchTold):
    reports: list[RoundReportTold]


class PhotoTold(Schema):
    url: str = Field(description="The picture itself")
    sha256: str
    taken_on: date
    place: str


class RoundReportInFull(RoundReportTold):
    pictures: list[PhotoTold]


class DispatchGiven(Given):
    """``projects`` left out: the key projects under way."""

    month: date
    title: Line
    asks: Prose = ""
    due_on: date
    projects: list[EntityKey] | None = Field(default=None, max_length=2000)


class FindingAnswerGiven(Given):
    """Amounts are whole fen from January on; left out is not known."""

    progress: Prose
    done: Fen | None = None
    received: Fen | None = None
    paid: Fen | None = None
    problems: Prose = ""
    lowered_because: Line = ""
    on: date | None = None


class CheckGiven(Given):
    verdict: Literal["check", "send_back"]
    remark: Line = ""
    on: date | None = None


class PhotoGiven(Given):
    """A .jpg or .png as base64."""

    name: Line
    data: Base64Bytes
    taken_on: date
    place: Line


class StatisticalGiven(Given):
    project: EntityKey
    month: date
    fen: Fen
    document: Line


class StatisticalTold(Schema):
    project: Ref
    month: date
    amount: Money
    source: str


class PaperGiven(Given):
    """``on`` is the paper's own day; ``share`` in per cent."""

    project: EntityKey
    sort: PaperName
    document: Line
    on: date
    fen: Fen | None = None
    year: int | None = Field(default=None, ge=1990, le=2200)
    share: Mark | None = None


class PaperTold(Schema):
    id: int
    project: Ref
    sort: str
    on: date
    year: int | None
    amount: Money | None
    share: Exact | None
    source: str


class PlanCurveGiven(Given):
    """``fen`` to be invested from January to the end of each month; ``reason`` of a change."""

    year: int = Field(ge=1990, le=2200)
    fen: list[Fen] = Field(min_length=12, max_length=12)
    document: Line
    reason: Line = ""
    on: date | None = None


class PlanCurveTold(Schema):
    """``counts`` is false where December is no longer what the plan of the year gives."""

    number: int
    fen: list[int]
    on: date
    document: str
    reason: str
    counts: bool


class PlanCourseTold(Schema):
    """A year of a project: planned, by its own months, reported and statistical by month, in fen
    from January on; months that nobody told are left out."""

    project: Ref
    year: int
    planned: Money | None
    planned_by: str
    plan: str | None
    curve: PlanCurveTold | None
    reported: dict[int, int]
    statistical: dict[int, int]


class ExcuseGiven(Given):
    project: EntityKey
    dimension: Words
    reason: Reason
    until: date
    on: date | None = None


class ExcuseTold(Schema):
    project: Ref
    dimension: str
    reason: str
    since: date
    until: date


class AlarmTold(Schema):
    """``figure`` in the unit of the dimension; ``papers`` are the sources that it is from."""

    project: Ref
    dimension: str
    light: str
    figure: Exact
    message: str
    action: str
    basis: list[str]
    lapses_on: date | None
    papers: list[str]


class AlarmsTold(Schema):
    on: date
    alarms: list[AlarmTold]


class ProblemTold(Schema):
    """``light`` by its limit while it is open, and by ``review_on`` while it is on account."""

    id: int
    url: str
    project: Ref
    kind: str
    state: str
    says: str
    needs: str
    raised_on: date
    office: Ref | None
    leader: Ref | None
    measures: str
    due_on: date | None
    asks_until: date | None
    postponed: int
    closed_on: date | None
    light: str | None
    report: int | None
    inspection: int | None
    asks_review_on: date | None = Field(description="Asked to be put on account until then")
    account_reason: str
    review_on: date | None
    approver: str | None = Field(description="Who put it on account")


class ProblemStepTold(Schema):
    act: str
    says: str
    on: date
    actor: str
    file: str | None = Field(description="The address of the evidence")


class ProblemInFull(ProblemTold):
    """``acts`` are what you may do now."""

    steps: list[ProblemStepTold]
    acts: list[str]


class ProblemGiven(Given):
    project: EntityKey
    kind: ProblemName
    says: Reason
    needs: Line = ""
    report: Id | None = None
    on: date | None = None


class ProblemEvidenceGiven(Given):
    """A file as base64."""

    name: Line
    data: Base64Bytes


class ProblemActGiven(Given):
    """What the act needs; each refuses the others' fields."""

    on: date | None = None
    says: Reason | None = None
    office: EntityKey | None = None
    leader: EntityKey | None = None
    measures: Reason | None = None
    until: date | None = None
    file: ProblemEvidenceGiven | None = None


class MoneyInspectionTold(Schema):
    id: int
    url: str
    project: Ref
    title: str
    document: str
    inspectors: str
    on: date
    summary: str
    found: int
    put_right: int


class InspectionInFull(MoneyInspectionTold):
    findings: list[ProblemTold]


class InspectionGiven(Given):
    project: EntityKey
    title: Line
    document: Line
    inspectors: Line
    summary: Prose = ""
    on: date | None = None


class InspectionFindingGiven(Given):
    kind: ProblemName
    says: Reason
    needs: Line = ""
    office: EntityKey
    measures: Reason
    due_on: date
    on: date | None = None


class MarkTold(Schema):
    code: str
    weight: int
    mark: str


class MoneyUseTold(Schema):
    says: str
    document: str
    on: date


class PostEvaluationTold(Schema):
    """``score`` of a hundred by the weights; ``light`` is its grade."""

    id: int
    url: str
    project: Ref
    evaluator: Ref
    document: str
    on: date
    score: str
    light: str | None
    grade: str
    says: str
    marks: list[MarkTold]
    uses: list[MoneyUseTold]


class PostEvaluationGiven(Given):
    project: EntityKey
    evaluator: EntityKey
    document: Line
    marks: dict[Words, Mark]
    says: Prose
    on: date | None = None


class UseGiven(Given):
    says: Reason
    document: Line = ""
    on: date | None = None
