"""Opening cases, their plans, and the rules that cases run by: pilots, assessments, holidays."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Id, Line, Reason, Words
from tashan.api.schemas.cases import CaseFileGiven, Titles
from tashan.api.schemas.shared import Act, Days, Given, Ref


class ProposalsGiven(Given):
    subject: EntityKey
    on: date | None = None
    about: Words = ""


class ProcedureCondition(Schema):
    says: dict[str, str | None]
    holds: bool | None
    basis: list[str]


class StepTold(Schema):
    """``applies`` is null while a fact is missing; ``why``: always, rule, later, spared …"""

    code: str
    title: dict[str, str | None]
    stage: str
    sort: str
    duty: str
    applies: bool | None
    why: str
    before: list[str] = Field(description="What must pass first")


class NeededTold(Schema):
    code: str
    title: dict[str, str | None]
    needed_by: list[str]
    tolerated_by: list[str]
    from_step: str | None = Field(description="The step that gives it: nobody hands it in")
    is_at_once: bool


class ProposalTold(Schema):
    """What a case would be. It can be opened once ``fits`` and nothing is ``missing``."""

    adoption: int
    part: str
    title: dict[str, str | None]
    fits: bool | None
    route: str | None
    conditions: list[ProcedureCondition]
    steps: list[StepTold]
    materials: list[NeededTold]
    missing: list[str] = Field(description="The facts to enter first")
    code_state: str = Field(description="Of the project's code: valid, noted, none, invalid …")
    is_outside_pilots: bool


class ProposalList(Schema):
    on: date
    items: list[ProposalTold]


class CaseGiven(Given):
    """``given`` are the materials that came, each as a file, or null for paper.

    ``committed`` are the steps for which the applicant chose notification and commitment.
    """

    adoption: Id
    part: Words
    subject: EntityKey
    applicant: EntityKey | None = None
    title: Line = ""
    about: Words = ""
    on: date | None = None
    given: dict[Words, CaseFileGiven | None] = Field(default_factory=dict)
    committed: list[Words] = Field(default_factory=list)
    receive: bool = Field(default=True, description="Receive all that waits for nothing")


class TaskTold(Schema):
    """``slack``: days of the calendar that it may end later and move nothing."""

    code: str
    begin: date
    end: date
    ended_on: date | None
    after: str
    slack: int
    is_critical: bool
    holder: str


class SpentTold(Schema):
    """Days of the path so far; ``side``: office, applicant, procedure, between."""

    side: str
    holder: str
    days: int


class PlanTold(Schema):
    start: date
    finish: date
    path: list[str]
    holding: str | None = Field(description="The matter of the path that everything waits for")
    tasks: list[TaskTold]
    promised_finish: date
    one_after_another: date
    split: list[SpentTold]


class SpanGiven(Given):
    n: int = Field(ge=0, le=3650)
    unit: Literal["working", "calendar", "month"] = "working"


class PlanTried(Given):
    """Pairs are (before, after). Nothing of it is stored."""

    on: date | None = None
    spans: dict[Words, SpanGiven] = Field(default_factory=dict)
    dropped: list[tuple[Words, Words]] = Field(default_factory=list)
    added: list[tuple[Words, Words]] = Field(default_factory=list)
    committed: list[Words] = Field(default_factory=list)


class InboxAsked(Schema):
    waiting: Literal["open", "accept", "stopped", "asked", "follow", "check", "deliver"] = "open"
    page: int = Field(default=1, ge=1, le=10_000)


class InboxRow(Schema):
    matter: str
    case: str
    number: str
    code: str
    title: str
    state: int
    due: date | None
    left: int | None
    light: str | None
    is_unlawful: bool


class InboxTold(Schema):
    items: list[InboxRow]
    has_more: bool


class PilotTold(Days):
    id: int
    adoption: int
    park: Ref


class PilotList(Schema):
    items: list[PilotTold]


class PilotGiven(Act):
    adoption: Id
    park: EntityKey
    until: date | None = None


class AssessmentTold(Days):
    id: int
    area: Ref
    kind: str
    document: str
    decided_by: str


class AssessmentList(Schema):
    items: list[AssessmentTold]


class AssessmentGiven(Act):
    area: EntityKey
    kind: Words
    document: Line
    decided_by: Line
    until: date | None = None


class HolidayGiven(Given):
    name: Words
    first: date
    last: date


class HolidaysGiven(Given):
    """A year's days off and days worked. With ``preview`` nothing is stored."""

    year: int = Field(ge=1949, le=2200)
    notice: Line = ""
    is_provisional: bool = False
    holidays: list[HolidayGiven] = Field(default_factory=list)
    make_up_days: list[date] = Field(default_factory=list)
    preview: bool = False


class DayMoved(Schema):
    case: str
    code: str
    before: date | None
    after: date | None


class HolidaysTold(Schema):
    """The matters whose promised day becomes another."""

    moved: list[DayMoved]


class MoveCasesGiven(Given):
    """Running cases to the newest version of their rules; ``preview`` stores nothing."""

    cases: list[Id] = Field(min_length=1, max_length=200)
    reason: Reason
    preview: bool = False


class MatterChangeTold(Schema):
    code: str
    title: Titles
    change: str
    promised_before: date | None
    promised_after: date | None
    statutory_before: date | None
    statutory_after: date | None


class CaseMovedTold(Schema):
    case: str
    refused: str = Field(description="Why it cannot be moved; blank where it can")
    changes: list[MatterChangeTold]


class CasesMovedTold(Schema):
    items: list[CaseMovedTold]
