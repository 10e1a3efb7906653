"""Enterprises as their list shows them, and one with its ties and credit."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Exact, Id, Line, Money, Reason, Words
from tashan.api.schemas.facts import EnterpriseGiven
from tashan.api.schemas.shared import Act, AsOf, Given, Ref


class EnterprisesAsked(AsOf):
    """The same filters as the page; an empty one narrows nothing."""

    q: Words = ""
    industry: Words = Field(default="", description="GB/T 4754-2017, any length: 39 is all of C39")
    scale: Literal["", "large", "medium", "small", "micro"] = ""
    is_above_scale: bool | None = None
    place: Id | None = Field(default=None, description="With everything that lies in it")
    park: Id | None = None
    label: Words = ""
    standing: Literal["", "operating", "suspended", "revoked", "closed"] = ""
    sort: Literal["name", "-name", "capital", "-capital", "established", "-established"] = "name"


class Enterprise(Ref):
    """One line of the list."""

    industry: str
    scale: str
    is_above_scale: bool | None
    standing: str
    place: str
    park: str
    registered_capital: Money | None
    established_on: date | None
    labels: list[str]


class EnterpriseNew(Act):
    name: Line = Field(examples=["他山精密机械有限公司"])
    code: Words = Field(description="Unified social credit code, checked")
    short: Line = ""
    facts: EnterpriseGiven = EnterpriseGiven()


class EnterpriseChanged(Act):
    """From ``since`` on (until ``until``) the given fields hold; others stay as they were."""

    until: date | None = None
    facts: EnterpriseGiven


class Affiliate(Ref):
    tie: str
    share: str | None = Field(description="Of one, as text")
    since: date
    source: str


class Affiliates(Schema):
    items: list[Affiliate]


class AffiliationGiven(Act):
    other: EntityKey
    tie: Literal["parent", "subsidiary", "branch", "same_owner"]
    share: Exact | None = Field(default=None, description="Of one, as text", examples=["0.51"])


class Credit(Schema):
    """An event on the credit record; ``counts`` as of the day asked about."""

    id: int
    kind: str
    title: str
    severity: str
    document: str
    decided_by: str
    occurred_on: date
    ends_on: date | None
    repaired_on: date | None
    repair_document: str
    counts: bool
    source: str


class Credits(Schema):
    items: list[Credit]


class CreditGiven(Given):
    """Without ``ends_on`` the term of its kind decides until when it counts."""

    kind: Words = Field(description="A code of the library's credit files")
    document: Line
    decided_by: Line
    occurred_on: date
    ends_on: date | None = None
    reason: Reason


class RepairGiven(Given):
    on: date
    document: Line
    reason: Reason
