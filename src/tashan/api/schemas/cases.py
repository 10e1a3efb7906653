"""Cases, matters, clocks and moves: what is asked, and how it is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Base64Bytes, Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Id, Line, Prose, Words
from tashan.api.schemas.shared import Given, Ref

CaseStateCode = Literal["running", "finished", "ended"]
LightCode = Literal["green", "yellow", "red", "stopped"]
Titles = Annotated[dict[str, str], Field(examples=[{"zh": "建设工程规划许可", "en": "Permit"}])]


class CasesAsked(Schema):
    """``about`` names what a notice is of: ``list:7``."""

    state: CaseStateCode | None = None
    subject: Id | None = None
    applicant: Id | None = None
    about: Words = ""
    q: Words = Field(default="", description="In its title or number")


class CaseLine(Schema):
    id: int
    url: str
    number: str
    title: str
    subject: Ref
    about: str
    part: str
    adoption: int
    version: int = Field(description="The number of the version of the rules that it keeps")
    route: str
    project_code: str
    applicant: Ref | None
    state: CaseStateCode
    opened_on: date
    closed_on: date | None
    unfinished: int


class ClockTold(Schema):
    """A limit as of a day. ``deadline`` is null while it stands still or has not begun."""

    kind: Literal["promised", "statutory"]
    n: int
    unit: Literal["working", "calendar", "month"]
    base: str
    basis: list[str]
    deadline: date | None
    used: int | None
    remaining: int | None
    light: LightCode | None


class StopTold(Schema):
    id: int
    reason: str
    says: str
    basis: str
    document: str
    approved_by: str | None
    expected_days: int | None
    materials: list[str]
    is_repeated: bool
    stopped_on: date
    resumed_on: date | None


class ExtensionTold(Schema):
    n: int
    unit: str
    says: str
    document: str
    approved_by: str
    granted_on: date
    removed_on: date | None


class OpinionTold(Schema):
    duty: str
    office: Ref
    asked_on: date
    due_on: date | None
    position: str
    says: str
    given_on: date | None
    is_deemed: bool


class ObjectionTold(Schema):
    id: int
    by: str
    says: str
    received_on: date
    answer: str
    is_upheld: bool | None
    answered_on: date | None


class MatterLine(Schema):
    """One matter. ``late``: its promise is broken; ``unlawful``: the statute is."""

    code: str
    url: str
    title: Titles
    item: str
    stage: str
    sort: str
    mode: Literal["a", "p"]
    state: int = Field(ge=0, le=16, description="The code of the national exchange standard")
    state_title: str
    waits: int
    office: Ref | None
    seal: Ref | None
    received_on: date | None
    accepted_on: date | None
    is_deemed: bool
    ended_on: date | None
    promised_on: date | None
    statutory_on: date | None
    tolerated_until: date | None
    is_late: bool
    is_unlawful: bool
    acts: list[str] = Field(description="What this account may do to it now")


class MaterialTold(Schema):
    code: str
    title: Titles
    given_on: date | None
    file: str | None
    sha256: str | None
    from_matter: str | None


class PrerequisiteTold(Schema):
    """``basis`` without entries: no law says so."""

    before: str
    after: str
    need: Literal["hard", "soft"]
    basis: list[str]


class CaseInFull(CaseLine):
    matters: list[MatterLine]
    materials: list[MaterialTold]
    prerequisites: list[PrerequisiteTold]
    opening: dict[str, Any] = Field(description="Of every step whether it applies, and why")


class DaysTold(Schema):
    """Days in a row with one reason; ``numbers`` are the first and last of those that count."""

    first: date
    last: date
    reason: str
    numbers: list[int] | None
    says: str
    is_provisional: bool


class WhyTold(Schema):
    kind: Literal["promised", "statutory"]
    days: list[DaysTold]


class MatterInFull(MatterLine):
    outcome: dict[str, Any]
    clocks: list[ClockTold]
    why: list[WhyTold] = Field(description="Why this date: every day from the start on")
    stops: list[StopTold]
    extensions: list[ExtensionTold]
    opinions: list[OpinionTold]
    objections: list[ObjectionTold]
    terms: dict[str, Any]


class EventTold(Schema):
    """``late``: entered on a later day than it happened."""

    kind: str
    matter: str | None
    occurred_on: date
    recorded_at: datetime
    actor: str | None = Field(description="Null for what Tashan did of itself")
    late: bool
    payload: dict[str, Any]


class CaseFileGiven(Given):
    """A file in the body of a request, as base64."""

    name: Line
    data: Base64Bytes


class ActGiven(Given):
    """What an act is told. Each act takes its own fields, and refuses the others.

    ``on`` is the day it happened, today where it is left out; an earlier one is a late entry.
    """

    on: date | None = None
    says: Prose | None = None
    document: Line | None = None
    basis: Line | None = None
    materials: list[Words] | None = None
    reason: Words | None = Field(default=None, description="For what the days do not count")
    approved_by: Words | None = Field(default=None, description="The chief's user name")
    expected_days: int | None = Field(default=None, ge=1, le=3650)
    n: int | None = Field(default=None, ge=1, le=3650)
    unit: Literal["working", "calendar", "month"] | None = None
    outcome: Literal["pass", "not_pass"] | None = None
    conclusion: Prose | None = None
    gives: dict[Words, Any] | None = None
    answers: Prose | None = None
    duties: list[Words] | None = None
    position: Literal["agrees", "conditions", "objects", "not_concerned"] | None = None
    office: EntityKey | None = None
    officer: EntityKey | None = None
    until: date | None = None
    granted: bool | None = None
    who: Line | None = None
    objection: Id | None = None
    is_upheld: bool | None = None
    credit: Words | None = None
    file: CaseFileGiven | None = None


class MaterialGiven(Given):
    code: Words
    on: date | None = None
    file: CaseFileGiven | None = Field(default=None, description="Without it: on paper")


class NoticeGiven(Given):
    """A drafted list (``list:7``) or a ranking (``ranking:3``) whose file asks for a notice."""

    about: Words
    on: date | None = None


class NoticeTold(Schema):
    """``standing``: running, objected, upheld, clear."""

    case: str
    number: str
    title: str
    about: str
    since: date | None
    last_day: date | None
    standing: Literal["running", "objected", "upheld", "clear"]
    objections: list[ObjectionTold]
