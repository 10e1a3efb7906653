"""Investment promotion: leads with their course, acts, funnels, days, promises and events."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Exact, Fen, Id, Line, Prose, Words
from tashan.api.schemas.cases import CaseFileGiven
from tashan.api.schemas.shared import Given, Ref

Said = Annotated[Prose, Field(max_length=2000)]
YesNo = bool


class CurrencyAmount(Schema):
    """Whole hundredths of a currency; two currencies are never summed."""

    currency: str
    hundredths: int
    amount: str = Field(examples=["120000000.00"])


class LeadLine(Schema):
    """``stage`` as of ``on``; ``idle_days`` since the last progress, ``is_alarm``: too long."""

    id: int
    url: str
    title: str
    stage: str
    on: date
    source: str
    investor: Ref | None
    investor_name: str
    investor_home: str
    industry: str
    wanted: CurrencyAmount
    registered_capital: CurrencyAmount | None
    owner: str
    owner_office: Ref
    reported_on: date
    first_visit: date | None
    signed_on: date | None
    days_to_signing: int | None = Field(description="From the first visit to us to the signing")
    idle_days: int
    is_alarm: bool
    project: int | None


class LeadStepTold(Schema):
    id: int
    stage: str
    on: date
    says: str
    document: str
    event: int | None
    corrected: bool


class LeadVisitTold(Schema):
    id: int
    lead: int
    direction: str
    on: date
    place: str
    people: str
    says: str
    by: str


class LeadPromiseTold(Schema):
    """``standing``: kept, kept_late, open, late, or void where the lead came to nothing."""

    id: int
    lead: int
    kind: str
    by_us: bool
    due_on: date
    amount: CurrencyAmount | None
    says: str
    standing: str
    kept_on: date | None


class CapitalTold(Schema):
    """``rate``: arrived of promised in per cent; null where nothing was promised in it."""

    promised: CurrencyAmount
    arrived: CurrencyAmount
    waiting: CurrencyAmount = Field(description="Entered, and not checked by another yet")
    rate: Exact | None


class ArrivalTold(Schema):
    id: int
    on: date
    amount: CurrencyAmount
    evidence: str
    document: str
    file: str = Field(description="The address of the file")
    accepted: bool | None
    reason: str


class EntrySheetTold(Schema):
    office: Ref
    points: dict[str, str]
    vetoes: dict[str, str]


class EntryReviewTold(Schema):
    id: int
    opened_on: date
    closed_on: date | None
    score: Exact | None
    passed: bool | None
    sheets: list[EntrySheetTold]


class FairReviewTold(Schema):
    on: date
    document: str
    conclusion: str
    exception_basis: str
    until: date | None
    incentives: list[str]


class LeadCredit(Schema):
    """``share`` in per cent of the whole credit."""

    officer: str
    office: Ref
    share: Exact


class LeadClaimTold(Schema):
    id: int
    office: Ref
    on: date
    says: str
    holds: bool | None
    reason: str


class LeadInFull(LeadLine):
    """``acts`` are what you may do now; ``protected_until`` is the owner's, while it holds."""

    land_mu: Exact | None
    factory_area: Exact | None
    park: Ref | None
    protected_until: date | None
    lapsed_on: date | None
    is_protected: bool
    steps: list[LeadStepTold]
    visits: list[LeadVisitTold]
    promises: list[LeadPromiseTold]
    capital: list[CapitalTold]
    arrivals: list[ArrivalTold]
    reviews: list[EntryReviewTold]
    fair_reviews: list[FairReviewTold]
    credit: list[LeadCredit]
    claims: list[LeadClaimTold]
    acts: list[str]


class LeadGiven(Given):
    """Amounts in hundredths of ``currency``. An investor of the register, or a name and home."""

    adoption: Id
    part: Words = "pipeline"
    title: Line
    source: Words
    wanted: Fen
    currency: Words = "CNY"
    investor: EntityKey | None = None
    investor_name: Line = ""
    investor_home: Words = ""
    industry: Annotated[Words, Field(max_length=5)] = ""
    registered_capital: Fen | None = None
    land_mu: Annotated[Exact, Field(ge=0, lt=10**10)] | None = None
    factory_area: Annotated[Exact, Field(ge=0, lt=10**12)] | None = None
    park: EntityKey | None = None
    event: Id | None = None
    on: date | None = None


class LeadActGiven(Given):
    """What the act needs; amounts in hundredths of their currency.

    ``which`` is the arrival, promise, claim or step of the lead, or the lead to merge into.
    """

    on: date | None = None
    says: Said | None = None
    document: Line | None = None
    direction: Words | None = None
    place: Line | None = None
    people: Line | None = None
    promise: Line | None = None
    due: date | None = None
    kind: Words | None = None
    by_us: YesNo | None = None
    amount: Fen | None = None
    currency: Words | None = None
    start_due: date | None = None
    production_due: date | None = None
    event: Id | None = None
    evidence: Words | None = None
    file: CaseFileGiven | None = None
    which: Id | None = None
    holds: YesNo | None = None
    taker: Words | None = None
    day: date | None = None
    conclusion: Words | None = None
    incentives: list[Words] | None = None
    points: dict[Words, Exact] | None = None
    vetoes: dict[Words, Line] | None = None
    code: Words | None = None


class FunnelStepTold(Schema):
    """``part`` of ``whole``, with the leads that are the part; ``rate`` in per cent."""

    stage: str
    part: int
    whole: int
    rate: Exact | None
    leads: list[int]


class FunnelTold(Schema):
    """``basis``: contact and signing follow a cohort; happened counts what fell in the year."""

    basis: str
    year: int
    on: date
    steps: list[FunnelStepTold]
    counted: int | None = Field(description="Landed with the registered capital of the rules")
    counted_from: CurrencyAmount | None
    capital: list[CapitalTold]


class LeadDays(Schema):
    lead: int
    url: str
    days: int
    first_visit: date
    signed_on: date


class DaysGroup(Schema):
    """``of``: nothing for all, a year of signing, or a division of industries."""

    of: str
    count: int
    median: Exact | None
    best: int | None
    best_lead: int | None


class StageDaysTold(Schema):
    stage: str
    left: int
    median: Exact | None
    waiting: int
    longest_waiting: int | None


class LeadDaysTold(Schema):
    on: date
    all: DaysGroup
    years: list[DaysGroup]
    industries: list[DaysGroup]
    leads: list[LeadDays]
    stages: list[StageDaysTold]


class PromotionEventTold(Schema):
    """``kept`` of ``signed``: landed, and not ended since."""

    id: int
    title: str
    place: str
    began_on: date
    ended_on: date
    organiser: Ref
    signed: list[int]
    kept: list[int]
    rate: Exact | None


class PromotionEventGiven(Given):
    title: Line
    place: Line
    began_on: date
    ended_on: date
    organiser: EntityKey
