"""Guidance and incubation funds: figures, partners, calls, investments, and acts."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from tashan.api.fields import Fen, Id, Line, Money, Prose, Words
from tashan.api.schemas.shared import Ref


class PartnerTold(Schema):
    id: int
    party: Ref
    is_government: bool
    committed: Money
    owes: Money
    paid_in: Money
    capital_back: Money
    gain: Money


class CallTold(Schema):
    """``shares`` are fen by the partner's id."""

    number: int
    amount: Money
    called_on: date
    due_on: date
    document: str
    shares: dict[str, int]


class TrancheTold(Schema):
    position: int
    milestone: str
    amount: Money
    met_on: date | None
    paid_on: date | None


class InvestmentTold(Schema):
    """``worth`` is the newest value; None where it was never valued."""

    id: int
    target: Ref
    sort: str
    state: str
    amount: Money
    document: str
    decided_on: date
    ended_on: date | None
    worth: Money | None
    tranches: list[TrancheTold]


class GuidanceTold(Schema):
    """As of ``on``. ``dpi`` and ``tvpi`` are exact fractions as text with their formulas."""

    id: int
    url: str
    title: str
    sort: str
    approval: str
    on: date
    committed: Money
    called: Money
    paid_in: Money
    invested: Money
    distributed: Money
    cash: Money
    dpi: str | None
    dpi_formula: str
    tvpi: str | None
    tvpi_formula: str
    partners: list[PartnerTold]
    calls: list[CallTold]
    investments: list[InvestmentTold]


class FundActGiven(Schema):
    """What is said with an act; which fields it needs the answer tells where one is missing."""

    on: date | None = Field(None, description="The day it happened, today where none is given")
    fen: Fen | None = None
    document: Line | None = None
    party: Id | None = None
    is_government: bool | None = None
    due_on: date | None = None
    call: Id | None = None
    partner: Id | None = None
    investment: Id | None = None
    position: Id | None = None
    target: Id | None = None
    sort: Words | None = None
    milestones: Prose | None = None
