"""Supervision: lights, what is due, notices, letters, complaints and webhooks of offices."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import AwareDatetime, Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Line, Prose, Reason
from tashan.api.schemas.shared import Given, Ref


class LightCount(Schema):
    """How many things of a kind at an office have a light; ``office`` null: nobody's yet."""

    kind: str
    office: Ref | None
    light: str = Field(examples=["red", "yellow", "green", "stopped"])
    count: int


class LightsTold(Schema):
    """The lights of a day, and what changed in the week before it."""

    on: date
    counts: list[LightCount]
    red_a_week_ago: int
    red_since: int
    red_no_longer: int


class DueLine(Schema):
    """One open thing; ``late`` in working days, below nought before its day."""

    cause: str = Field(examples=["matter:17"])
    kind: str
    title: str
    office: Ref | None
    officer: Ref | None
    due_on: date | None
    light: str
    late: int | None
    red_since: date | None


class DueLines(Schema):
    """A page of what is due, the latest first; ``next`` is the number of the next page."""

    on: date
    page: int
    items: list[DueLine]
    next: int | None


class RemindGiven(Given):
    """The day to derive; today where it is left out."""

    on: date | None = None


class RemindTold(Schema):
    """What was queued; a second run for a day queues nothing."""

    on: date
    messages: int
    reminders: int
    letters: int
    red_begun: int
    red_ended: int


class NoticeThing(Schema):
    """What one was told of; ``late`` above nought: so many working days."""

    cause: str
    step: str
    title: str
    due_on: date | None
    late: int


class OwnNotice(Schema):
    """A notice of the account, unread while ``read_at`` is null."""

    id: int
    day: date
    read_at: AwareDatetime | None
    things: list[NoticeThing]


class ReadTold(Schema):
    """How many notices were unread before."""

    read: int


class FeedTold(Schema):
    """The secret address of the account's calendar, told this once."""

    address: str


class LetterCauseTold(Schema):
    cause: str
    title: str
    due_on: date | None
    late: int


class LetterLine(Schema):
    """A letter to an office; ``number`` with its year once it is issued."""

    id: int
    url: str
    kind: str
    name: str = Field(examples=["督办函〔2026〕3号"])
    office: Ref
    state: str
    drafted_on: date
    issued_on: date | None
    answer_by: date | None


class LetterInFull(LetterLine):
    """With what it is about, what was answered, and what the account may do now."""

    causes: list[LetterCauseTold]
    demands: str
    answer: str
    answered_on: date | None
    reason: str
    closed_on: date | None
    may: list[str]


class LetterActGiven(Given):
    """``says``: the answer, or the reason of a return or drop."""

    says: Prose = ""
    on: date | None = None


class ComplaintTold(Schema):
    """A complaint with its limits; ``upheld`` once it is answered."""

    id: int
    url: str
    about: Ref
    by: str
    says: str
    received_on: date
    assign_by: date
    answer_by: date
    office: Ref | None
    answered_on: date | None
    upheld: bool | None
    answer: str


class ComplaintGiven(Given):
    """An agent leaves ``by`` and ``enterprise`` out: it is their own enterprise."""

    about: EntityKey
    says: Prose
    by: Line = ""
    enterprise: EntityKey | None = None
    on: date | None = None


class ComplaintAssigned(Given):
    office: EntityKey
    on: date | None = None


class ComplaintAnswered(Given):
    says: Prose
    upheld: bool
    on: date | None = None


class WebhookTold(Schema):
    """Where the group of an office is told; its address and secret are never given out."""

    id: int
    office: Ref
    form: str
    has_secret: bool
    opened_at: AwareDatetime


class WebhookGiven(Given):
    office: EntityKey
    form: Line = Field(examples=["generic", "wecom", "dingtalk"])
    address: Reason
    secret: Line = ""


class MessageTold(Schema):
    """One delivery; ``key`` is its idempotency key, and that of its Message-ID."""

    id: int
    key: str
    channel: str
    recipient: Ref
    day: date
    state: str
    attempts: int
    error: str
