"""Books: what stands on their accounts, their entries, and the statement of one account."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from tashan.api.fields import Money, Reason, Words


class AccountTold(Schema):
    """One account of all its parties; amounts on its own side."""

    code: str
    title: dict[str, str]
    side: str
    opening: Money
    debit: Money
    credit: Money
    closing: Money


class BookTold(Schema):
    """A book with its trial balance from the first day until ``on``."""

    id: int
    url: str
    code: str
    title: str
    opened_on: date
    entries: int
    on: date
    accounts: list[AccountTold]


class BookRow(Schema):
    """A book in the list of books."""

    id: int
    url: str
    code: str
    title: str
    opened_on: date
    entries: int


class ReckonedTold(Schema):
    """One step of a reckoning; ``amount`` is None where it is no whole number of fen."""

    title: dict[str, str]
    formula: str
    amount: Money | None


class LineTold(Schema):
    """One line of an entry: a debit is positive."""

    account: str
    party: int | None
    amount: Money


class BookEntryTold(Schema):
    """An entry with its lines, how the amounts came about, and what it rests on."""

    number: int
    url: str
    kind: str
    on: date
    entered_at: datetime
    says: str
    about: str
    adoption: int
    version: int
    by: str
    lines: list[LineTold]
    reckoning: list[ReckonedTold]
    reverses: int | None
    reversed_by: int | None


class EntriesAsked(Schema):
    kind: Words = ""
    account: Words = ""
    about: Words = ""
    words: Words = Field(default="", description="In what it says, or its number")
    since: date | None = None
    until: date | None = None


class ReversalGiven(Schema):
    says: Reason = Field(description="Why; the entry stays, another turns it round")


class StatementAsked(Schema):
    account: Words = "cash"
    since: date
    until: date


class StatementLineTold(Schema):
    number: int
    on: date
    kind: str
    says: str
    about: str
    debit: Money
    credit: Money
    balance: Money


class StatementTold(Schema):
    book: int
    account: AccountTold
    since: date
    until: date
    lines: list[StatementLineTold]
