"""Money won for projects: sources, what each project has of them, contracts and payments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Fen, Id, Line, Money, Prose, Reason, Words
from tashan.api.schemas.shared import Given, Ref


class SourceLine(Schema):
    """As of ``on``; ``left`` is received, and neither paid nor given back."""

    id: int
    url: str
    kind: str
    title: str
    document: str
    uses: str
    since: date
    until: date | None
    on: date
    book: int
    quota: Money
    granted: Money
    received: Money
    paid: Money
    returned: Money
    left: Money


class MoneyLine(Schema):
    """One project's money of a source; ``progress`` and ``paid_share`` of all its contracts."""

    id: int
    url: str
    source: int
    project: Ref
    state: str
    light: str | None
    idle_since: date | None
    is_idle: bool
    asked: Money
    granted: Money | None
    received: Money
    paid: Money
    carried: Money
    returned: Money
    left: Money
    advance: Money = Field(description="What contractors have had to lend: forbidden")
    progress: str | None = Field(description="Per cent of all contracts, by their amounts")


class SourceInFull(SourceLine):
    """``idle_months`` is after how many months received money lies idle."""

    idle_months: int
    moneys: list[MoneyLine]


class ContractTold(Schema):
    """``payable`` is the most in all by its progress, with the formula; ``left`` of it."""

    id: int
    number: str
    title: str
    contractor: Ref
    amount: Money
    signed_on: date
    progress: str
    paid: Money
    payable: Money
    left: Money
    advance: Money
    formula: str


class MoneyEntry(Schema):
    """An entry of the source's book: ``reckoning`` says how each amount came about."""

    number: int
    kind: str
    on: date
    says: str
    reckoning: list[dict[str, Any]]


class MoneyInFull(MoneyLine):
    """``acts`` are what you may do now."""

    application: str
    applied_on: date
    grant: str
    granted_on: date | None
    closed_on: date | None
    contracts: list[ContractTold]
    entries: list[MoneyEntry]
    acts: list[str]


class SourceGiven(Given):
    adoption: Id
    part: Words
    kind: Words
    title: Line
    document: Line
    uses: Prose
    fen: Fen
    since: date | None = None
    until: date | None = None


class MoneyAsked(Given):
    project: EntityKey
    fen: Fen
    document: Line
    on: date | None = None


class MoneyActGiven(Given):
    """What the act needs; ``progress`` in per cent of the whole contract."""

    on: date | None = None
    fen: Fen | None = None
    document: Line | None = None
    says: Reason | None = None
    contract: Id | None = None
    contractor: Id | None = None
    title: Line | None = None
    progress: Decimal | None = Field(None, ge=0, le=100, max_digits=5, decimal_places=2)
