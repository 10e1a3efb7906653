"""Reports, what was found in them, and what officers decided."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.fields import Line, Prose, Words
from tashan.api.schemas.shared import Given

StateCode = Literal["waiting", "reading", "read", "failed"]
ReviewCode = Literal["open", "accepted", "corrected", "rejected"]
KindCode = Literal["indicator", "mechanism", "gap", "measure"]


class ReportsAsked(Schema):
    q: Words = ""
    state: StateCode | None = None
    mine: bool = False


class Failure(Schema):
    code: str
    message: str
    hint: str


class Report(Schema):
    """A report, how far it is read, and how far it is reviewed."""

    id: int
    url: str
    title: str
    file: str
    sha256: str
    state: StateCode
    progress: int
    failure: Failure | None
    characters: int
    uploaded_by: str
    uploaded_at: datetime
    findings: int
    open: int


class Brought(Schema):
    """``is_new`` is false where these very bytes were here already."""

    id: int
    url: str
    state: StateCode
    is_new: bool


class FindingsAsked(Schema):
    kind: KindCode | None = None
    state: ReviewCode | None = None


class SearchAsked(FindingsAsked):
    q: Words = Field(min_length=1)


class Finding(Schema):
    """What was found, with corrections applied, and the exact characters that it rests on."""

    report: int
    number: int
    url: str
    kind: KindCode
    start: int
    end: int
    quote: str
    name: str | None
    value: str | None
    unit: str | None
    place: str | None
    period: str | None
    period_iso: str | None
    type: str | None
    status: str
    scope: str | None
    approximate: str | None
    section: str
    state: ReviewCode
    as_read: dict[str, str | None] = Field(description="Corrected fields as they were read")
    version: int
    decided_by: str | None
    decided_at: datetime | None
    source: str = Field(description="The report with its original")


class FindingSeen(Given):
    """``seen_version`` is the finding's version when it was looked at: who decides on another is
    told so."""

    seen_version: int = Field(ge=0)


class Rejection(FindingSeen):
    reason: Line = ""


class FindingCorrection(FindingSeen):
    """The fields that differ from what was read; null is unknown."""

    name: Prose | None = None
    value: Words | None = Field(default=None, examples=["91.5"])
    unit: Words | None = None
    place: Line | None = None
    period: Words | None = None
    period_iso: Words | None = None
    type: Words | None = None
    scope: Words | None = None
    status: Words | None = None
