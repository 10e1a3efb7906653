"""Cards: what is told of them, and what is asked to issue, renew, withdraw and show them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from tashan.api.fields import Id, Reason
from tashan.api.schemas.matches import Both
from tashan.api.schemas.shared import Given, Ref

StateCode = Literal["valid", "not_yet", "expired", "withdrawn"]
FieldCode = Literal["number", "dates", "name", "benefits", "rank"]
ProspectCode = Literal["new", "renewed", "has", "declined", "excluded", "withdrawn"]


class CardLine(Schema):
    """A card; ``until`` is the first day on which it is valid no more."""

    id: int
    url: str = Field(examples=["/api/v1/cards/12"])
    number: str
    title: Both
    holder: Ref
    adoption: int
    part: str
    list: int | None = Field(description="The confirmed list that it was issued by")
    publication: int | None = Field(description="The published ranking that it was issued by")
    rank: int | None
    since: date
    until: date
    state: StateCode
    before: int | None = Field(description="The card that it renews")
    withdrawn_on: date | None


class Benefit(Schema):
    """What the holder is entitled to; other programs ask by its code."""

    code: str
    title: Both


class Withdrawn(Schema):
    on: date
    why: str
    basis: str
    document: str


class CardInFull(CardLine):
    benefits: list[Benefit]
    shows: list[FieldCode] = Field(description="What anybody may see, as the holder agreed")
    agreed_since: date | None
    withdrawal: Withdrawn | None
    check: str = Field(description="The address that its QR code names")


class Grounds(Schema):
    """A confirmed list, or the first so many of a published ranking for one programme."""

    list: Id | None = None
    publication: Id | None = None
    adoption: Id | None = None
    part: str = Field(default="", max_length=64)
    first: Annotated[int, Field(ge=1, le=500)] = 50


class Planned(Schema):
    holder: Ref
    prospect: ProspectCode
    rank: int | None
    card: int | None = Field(description="The card that it has, or that would be renewed")


class Plan(Schema):
    """Who would get a card on a day and who has one already."""

    on: date
    items: list[Planned]


class Issued(Schema):
    items: list[CardLine]


class IssueGiven(Given):
    """``on`` is the day of issue, today where it is left out."""

    list: Id | None = None
    publication: Id | None = None
    adoption: Id | None = None
    part: str = Field(default="", max_length=64)
    first: Annotated[int, Field(ge=1, le=500)] = 50
    on: date | None = None


class OnADay(Given):
    on: date | None = None


class WithdrawGiven(OnADay):
    why: Annotated[Reason, Field(max_length=500)]
    basis: Annotated[Reason, Field(max_length=200)]
    document: Annotated[Reason, Field(max_length=200)]


class ShowGiven(Given):
    """These fields and no others are shown from today on; an empty list shows none."""

    shows: list[FieldCode]


class CheckTold(Schema):
    """What anybody who scans the card is told; null is what the holder did not agree to."""

    on: date
    title: Both
    state: StateCode
    withdrawn_on: date | None
    number: str | None
    since: date | None
    until: date | None = Field(description="The last day on which it is valid")
    name: str | None
    benefits: list[Both]
    rank: int | None
