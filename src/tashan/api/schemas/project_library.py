"""The library of projects: gates, age, evidence, leaving, renewal, milestones, plans."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Fen, Line, Money, Prose, Reason, Words
from tashan.api.schemas.cases import CaseFileGiven
from tashan.api.schemas.facts import Stage
from tashan.api.schemas.shared import AsOf, Given, Ref


class ProofTold(Schema):
    """What a requirement was met by: a matter, a piece of evidence (by its id), or a rule."""

    sort: str
    id: int | None
    says: str
    on: str | None


class RequirementTold(Schema):
    """``met`` is null where what decides is unknown; ``lacks`` are the ways that are left."""

    code: str
    says: str
    applies: bool
    met: bool | None
    by: list[ProofTold]
    lacks: list[str]
    basis: list[str]


class GateTold(Schema):
    """What the library asks before a stage is entered."""

    stage: str
    is_open: bool
    requirements: list[RequirementTold]


class TakenBackTold(Schema):
    """Why evidence shows nothing any more; ``stood`` are moves and plans made on it, that stay."""

    reason: str
    on: date
    stood: list[ProofTold]


class EvidenceTold(Schema):
    id: int
    kind: str
    document: str
    on: date
    sha256: str | None
    taken_back: TakenBackTold | None


class DepartureTold(Schema):
    """A request to leave the library or to return; ``is_agreed`` is null until it is checked."""

    id: int
    direction: str
    reason: str
    says: str
    asked_on: date
    asked_by: str
    checked_on: date | None
    checked_by: str | None
    is_agreed: bool | None
    answer: str


class ProjectAge(Schema):
    """In ``stage`` since a day; stale where nothing was heard for more than ``months``."""

    project: Ref
    stage: str
    since: date
    days: int
    heard_on: date
    months: int | None
    is_stale: bool


class ProjectInLibrary(ProjectAge):
    gates: list[GateTold]
    evidence: list[EvidenceTold]
    departures: list[DepartureTold]


class LibraryAsked(AsOf):
    stale: bool = Field(False, description="Only those that are stale")
    stage: Stage | None = None


class LibraryTold(Schema):
    """Every project of a day with its age, in the order of their numbers."""

    on: date
    projects: list[ProjectAge]


class RenewalAsked(AsOf):
    since: date | None = Field(None, description="The first of January where it is left out")


class Crossing(Schema):
    project: Ref
    on: date


class BatchTold(Schema):
    """``at_start`` + entered − left = ``at_end``. Shares are null where nothing was there."""

    code: str
    title: str
    at_start: int
    at_end: int
    entered: list[Crossing]
    left: list[Crossing]
    renewed: str | None = Field(description="Entered ÷ at the start, exact to six decimals")
    moved_on: str | None = Field(description="Left ÷ all that were there, to six decimals")


class RenewalTold(Schema):
    since: date
    until: date
    batches: list[BatchTold]


class EvidenceGiven(Given):
    kind: Words
    document: Line
    on: date | None = None
    file: CaseFileGiven | None = None


class DepartureGiven(Given):
    direction: Words = Field(description="leave or return")
    reason: Words = Field(description="A code of the library's file")
    says: Reason
    on: date | None = None


class Checking(Given):
    """What another person found."""

    agreed: bool
    answer: Reason
    on: date | None = None


class MilestonePlanTold(Schema):
    number: int
    planned_on: date
    planned: Money | None
    reason: str
    on: date


class ReportTakenBackTold(Schema):
    """What had been reported before it was taken back, and why."""

    done_on: date
    done: Money | None
    document: str
    was_confirmed: bool
    reason: str
    on: date


class MilestoneTold(Schema):
    """``plans`` in their order: the last counts. ``light`` is null once it is closed."""

    id: int
    url: str
    project: Ref
    title: str
    office: Ref
    officer: Ref | None
    planned_on: date
    planned: Money | None
    done_on: date | None
    done: Money | None
    document: str
    checked_on: date | None
    dropped_on: date | None
    light: str | None
    plans: list[MilestonePlanTold]
    taken_back: list[ReportTakenBackTold]


class MilestonesTold(Schema):
    items: list[MilestoneTold]


class MilestoneGiven(Given):
    title: Line
    office: EntityKey
    officer: EntityKey | None = None
    planned_on: date
    planned_fen: Fen | None = None
    on: date | None = None


class MilestoneActGiven(Given):
    """``plan`` takes planned_on, planned_fen, reason; ``report`` document, fen, file; ``check``
    agreed, answer; ``drop`` and ``take_back`` reason."""

    on: date | None = None
    planned_on: date | None = None
    planned_fen: Fen | None = None
    reason: Reason | None = None
    document: Line | None = None
    fen: Fen | None = None
    file: CaseFileGiven | None = None
    agreed: bool | None = None
    answer: Reason | None = None


class PlanAmountTold(Schema):
    year: int
    source: str
    amount: Money


class PlanYearTold(Schema):
    """Planned beside invested: what offices reported and what statistics say are never mixed.

    Null is unknown. ``report`` is the address of the report, each month the newest that tells it.
    """

    year: int
    planned: Money
    reported: Money | None
    reported_month: date | None
    report: str | None
    statistical: Money | None
    statistical_month: date | None
    statistical_source: str | None


class InvestedTold(Schema):
    """Sums of those of the projects that are known; null where none is."""

    reported: Money | None
    reported_known: int
    statistical: Money | None
    statistical_known: int
    projects: int


class PlanEntryTold(Schema):
    """A project in a plan, with what the plan states of it and why it was admitted.

    ``source`` is the sheet that it was loaded from, null where it was typed.
    """

    id: int
    project: Ref
    content: str
    begins: date
    ends: date
    total: Money
    source: str | None
    amounts: list[PlanAmountTold]
    years: list[PlanYearTold]
    admitted: list[RequirementTold]


class InvestmentPlanLine(Schema):
    id: int
    url: str
    rules: str
    title: str
    first_year: int
    last_year: int
    state: str = Field(description="draft, issued or adjusted (another took its place)")
    document: str
    issued_on: date | None
    projects: int
    invested: Money


class InvestmentPlans(Schema):
    items: list[InvestmentPlanLine]


class InvestmentPlanTold(InvestmentPlanLine):
    """``by_year`` and ``by_source`` each sum to ``invested``."""

    replaces: int | None
    reason: str
    total: Money
    by_year: dict[int, Money]
    by_source: dict[str, Money]
    invested_by_year: dict[int, InvestedTold]
    entries: list[PlanEntryTold]


class InvestmentPlanGiven(Given):
    rules: Words
    first_year: int = Field(ge=1949, le=2200)
    title: Line = ""
    on: date | None = None


class PlanAmountGiven(Given):
    year: int
    source: Words
    fen: Fen


class PlanEntryGiven(Given):
    """What is left out is what the register says."""

    project: EntityKey
    content: Prose = ""
    begins: date | None = None
    ends: date | None = None
    total: Fen | None = None
    amounts: list[PlanAmountGiven]
    on: date | None = None


class WithReason(Given):
    reason: Reason
    on: date | None = None


class PlanIssued(Given):
    document: Line
    on: date | None = None
