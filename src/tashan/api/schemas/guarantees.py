"""Guarantees, their claims and recoveries, and what a fund's limits leave room for."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Fen, Id, Line, Money, Reason, Words
from tashan.api.schemas.shared import Given, Ref


class GuaranteesAsked(Schema):
    state: Words = ""
    fund: Id | None = None
    bank: Id | None = None
    firm: Id | None = None


class GuaranteeLine(Schema):
    """``liability`` is what the fund owes the bank at most, as of now."""

    id: int
    fund: int
    firm: Ref
    bank: Ref
    state: str
    light: str
    asked: Money
    guaranteed: Money | None
    loan: Money | None
    liability: Money
    granted_on: date | None
    ends_on: date | None
    url: str


class EntryTold(Schema):
    """An entry of the fund's book: ``reckoning`` says how each amount came about."""

    number: int
    kind: str
    on: date
    says: str
    reckoning: list[dict[str, Any]]


class SecurityTold(Schema):
    kind: str
    title: str
    value: Money | None
    document: str
    on: date


class InspectionTold(Schema):
    on: date
    level: str
    says: str
    next_by: date | None


class ClaimTold(Schema):
    made_on: date
    loss: Money
    document: str
    says: str
    state: str
    accepted: Money | None
    answer: str
    paid_on: date | None


class RecoveryTold(Schema):
    """What came back on a day, and each one's part of it."""

    on: date
    amount: Money
    guarantor: Money
    bank: Money
    reguarantee: Money
    treasury: Money


class LiabilityTold(Schema):
    on: date
    liability: Money


class GuaranteeInFull(GuaranteeLine):
    """``shares`` of a loss are ten-thousandths that sum to 10,000; ``acts`` what you may do now."""

    bank_loan: str
    purpose: str
    lending: str
    months: int
    shares: dict[str, int]
    fee: Money | None
    repaid: Money
    reasons: list[dict[str, Any]]
    securities: list[SecurityTold]
    inspections: list[InspectionTold]
    claims: list[ClaimTold]
    recoveries: list[RecoveryTold]
    left_to_recover: dict[str, int] = Field(description="In fen, by who bore it")
    course: list[LiabilityTold]
    entries: list[EntryTold]
    acts: list[str]


class GuaranteeGiven(Given):
    fund: Id
    bank: EntityKey
    asked: Fen
    months: int = Field(ge=1, le=120)
    purpose: Line
    is_farm: bool = False
    on: date | None = None


class GuaranteeActGiven(Given):
    """What the act needs: see the guide of the act in docs/how-to/guarantee-a-loan.md."""

    fen: Fen | None = None
    says: Reason | None = None
    document: Line | None = None
    passes: bool | None = None
    kind: Words | None = None
    title: Line | None = None
    level: Words | None = None
    next_by: date | None = None
    source: Words | None = None
    on: date | None = None


class ExposureAsked(Schema):
    fund: Id
    on: date | None = None


class LimitTold(Schema):
    """``left`` is below nothing where the limit is exceeded; ``parameter`` has the basis."""

    code: str
    used: Money
    most: Money
    left: Money
    formula: str
    parameter: str


class ExposedTold(Schema):
    who: Ref
    liability: Money
    limits: list[LimitTold]


class ExposedGroup(Schema):
    firms: list[Ref]
    liability: Money
    limit: LimitTold | None


class ExposureTold(Schema):
    """What stands open on a day against the limits of that day."""

    on: date
    net_assets: Money
    made_of: str
    is_mainly_small: bool
    total: LimitTold
    by_bank: list[ExposedTold]
    by_firm: list[ExposedTold]
    by_group: list[ExposedGroup]
