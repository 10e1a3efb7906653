"""Budgets, payments and nominations: what is told of them, and what is asked to move them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tashan.api.fields import Fen, Id, Line, Money, Prose, Words
from tashan.api.schemas.shared import Given, Ref

BudgetAct = Literal["change", "carry_over", "close"]
PaymentsAct = Literal["approve", "drop", "file"]
PaymentAct = Literal["pay", "come_back", "claim_back", "refund"]
RoundAct = Literal["choose", "publish", "drop"]
ChamberCode = Literal["congress", "cppcc"]
Signed = int


class Share(Schema):
    code: str = Field(examples=["available"])
    money: Money


class BudgetTold(Schema):
    """A budget with where its money stands today: its accounts in fen."""

    id: int
    url: str
    year: int
    title: str
    document: str
    book: int
    opened_on: date
    closed_on: date | None
    accounts: list[Share]
    programmes: list[str] = Field(description="Adoption and part of each: 3.srdi")


class Part(Given):
    adoption: Id
    part: Words


class BudgetGiven(Given):
    year: int = Field(ge=2000, le=2999)
    title: Line
    document: Line
    fen: Fen
    parts: list[Part] = Field(min_length=1, max_length=50)


class BudgetMoved(Given):
    """``fen`` below nothing cuts; ``to`` is the budget that it is carried over to."""

    act: BudgetAct
    document: Line
    fen: Signed = 0
    to: Id | None = None


class PaymentTold(Schema):
    id: int
    award: int
    enterprise: Ref
    award_list: int
    money: Money
    account: str
    receipt: str
    state: str
    promised_on: date
    working_days: int
    paid_on: date | None
    returned_on: date | None
    reckoning: list[dict[str, Any]]
    claimed_back: Money | None
    came_back: Money | None


class PaymentsTold(Schema):
    """A payment list of a budget."""

    id: int
    url: str
    budget: int
    number: int
    state: str
    drafted_on: date
    approved_on: date | None
    total: Money


class PaymentsInFull(PaymentsTold):
    payments: list[PaymentTold]


class PaymentsMoved(Given):
    act: PaymentsAct
    says: Line = ""


class PaymentMoved(Given):
    """What an act needs: account and receipt, a reason, a code and document, an amount."""

    act: PaymentAct
    account: Line = ""
    receipt: Words = ""
    says: Line = ""
    code: Words = ""
    document: Line = ""
    fen: Fen = 0


class NominationTold(Schema):
    id: int
    enterprise: Ref | None
    person: str
    office: Ref | None
    reasons: str
    state: str
    scores: list[int]
    mean: str | None


class RoundTold(Schema):
    id: int
    url: str
    title: str
    year: int
    state: str
    closes_on: date
    published_on: date | None
    notice: str = Field(description="What a notice of it is about")


class RoundInFull(RoundTold):
    nominations: list[NominationTold]


class RoundGiven(Given):
    adoption: Id
    part: Words
    year: int = Field(ge=2000, le=2999)
    closes_on: date


class NominationGiven(Given):
    """An enterprise or a person; an agent names nobody and nominates their own."""

    enterprise: Id | None = None
    person: Words = ""
    reasons: Prose


class ScoreGiven(Given):
    points: int = Field(ge=0, le=100)
    says: Line = ""


class RoundMoved(Given):
    act: RoundAct
    nominations: list[Id] = Field(default=[], max_length=1000)
    says: Line = ""


class SeatTold(Schema):
    """A published fact, with its document."""

    id: int
    person: str
    chamber: ChamberCode
    term: str
    document: str
    published_on: date


class SeatGiven(Given):
    person: Words
    chamber: ChamberCode
    term: Words
    document: Line
    published_on: date


class Payable(Schema):
    awards: int
