"""Funds that lend, their loans, fees and queue."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Fen, Id, Line, Money, Reason, Words
from tashan.api.schemas.shared import Given, Ref


class FundLine(Schema):
    """A fund. ``balances`` in the day's order of accounts are told to those who see funds."""

    id: int
    url: str
    title: str
    sort: str
    adoption: int
    part: str
    opened_on: date
    closed_on: date | None
    balances: dict[str, Money] | None = Field(
        description="By account at the end of the day: cash, capital, loans, fee_cash, fees …"
    )


class LimitOfFund(Schema):
    """A limit of the fund's rules: of whom, and how much."""

    of: str
    most: Money


class FundInFull(FundLine):
    """With the rules of a day. Rates are of one, as exact decimals."""

    limits: list[LimitOfFund]
    share_of_promise: str | None
    term: str | None
    rates: list[tuple[int | None, str]] = Field(description="Up to which day, and the rate")
    minimum: Money | None
    ask_first: list[dict[str, str]]
    queue: list[str] = Field(description="The keys of the order while the pool is short")
    never: list[str]


class LoansAsked(Schema):
    state: Words = ""
    fund: Id | None = None
    bank: Id | None = None
    firm: Id | None = None
    overdue: bool | None = None


class LoanLine(Schema):
    id: int
    url: str
    fund: int
    case: int
    firm: Ref
    borrower: str
    bank: Ref
    bank_loan: str
    matures_on: date
    asked: Money
    approved: Money | None
    state: str
    is_overdue: bool
    applied_on: date
    drawn_on: date | None
    due_on: date | None
    repaid_on: date | None


class LoanEntryTold(Schema):
    """An entry of the fund's book: ``reckoning`` says how each amount came about."""

    number: int
    kind: str
    on: date
    says: str
    reckoning: list[dict[str, Any]]


class LoanInFull(LoanLine):
    """``outstanding`` is principal; ``acts`` what this account may do now."""

    account: str
    owed: Money
    promised: Money | None
    promised_on: date | None
    renews_on: date | None
    approved_on: date | None
    renewed: Money | None
    renewed_on: date | None
    recovered_since: date | None
    outstanding: Money
    fee: Money | None
    fee_paid: Money
    entries: list[LoanEntryTold]
    acts: list[str]


class FeeStepTold(Schema):
    title: dict[str, str]
    formula: str
    fen: int | None = Field(description="Null for a line that is no whole fen; the sum is rounded")


class FeeSheetTold(Schema):
    """The fee if what is still out came back on a day; null where nothing was paid out."""

    on: date
    days: int
    overdue_days: int
    total: Money | None
    is_minimum: bool
    steps: list[FeeStepTold]


class QueuedTold(Schema):
    """A loan that waits: its place, what those before it take, and whether the pool reaches."""

    place: int
    loan: LoanLine
    before: Money
    available: Money
    reaches: bool
    keys: list[str]


class QueueTold(Schema):
    on: date
    items: list[QueuedTold]


class ClaimsAsked(Schema):
    """The year, this one where it is left out; ``on``: counted until that day."""

    year: int | None = Field(default=None, ge=2000, le=2100)
    on: date | None = None


class YearClaimTold(Schema):
    """One figure of the year as an exact number; null where it is not known, with ``why``."""

    code: str
    unit: str = Field(description="fen, firms, loans, times, days, or share (of one)")
    value: str | None = Field(examples=["12", "235/100"])
    formula: str
    why: str


class UseTold(Schema):
    """A loan that the claims count, with the number of the entry that paid it out."""

    loan: int
    firm: Ref
    drawn: Money
    days: int
    is_back: bool
    was_overdue: bool
    fee: Money
    entry: int


class ClaimsTold(Schema):
    """What the fund says of its year, recomputed from the entries of its book."""

    fund: int
    year: int
    on: date
    claims: list[YearClaimTold]
    uses: list[UseTold]


class LoanGiven(Given):
    """An application of the account's own firm; an officer of the fund names the ``firm``."""

    fund: Id
    firm: EntityKey | None = None
    borrower: Literal["company", "owner", "sole_trader"] = "company"
    bank: EntityKey
    bank_loan: Line
    account: Line
    matures_on: date
    owed: Fen
    asked: Fen
    may_renew_unpaid: bool = Field(description="Whether the bank renews without repayment")
    on: date | None = None


class LoanActGiven(Given):
    """What the act needs: see docs/how-to/run-a-bridge-fund.md."""

    fen: Fen | None = None
    says: Reason | None = None
    document: Line | None = None
    passes: bool | None = None
    renews_on: date | None = None
    entry: int | None = Field(default=None, ge=1, description="The number of an entry")
    on: date | None = None
