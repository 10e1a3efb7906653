"""Acts on card holders that are reported beforehand, and those found without a report."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Line, Prose, Reason
from tashan.api.schemas.shared import Given, Ref

ActKindName = Literal["penalty", "loan", "closure", "inspection"]
ExemptName = Literal["complaint", "accident", "emergency", "safety"]


class ActFrequency(Schema):
    """How often a firm was met by acts of one kind of all offices within ``months``."""

    firm: Ref
    kind: str
    reported: int
    unreported: int
    months: int
    often: int = Field(description="From this number on it is warned of")
    is_often: bool


class ActReportLine(Schema):
    """One report; ``due_on`` is by when its receipt is due, ``light`` that of the receipt.

    A receipt is no permission: the act waits for nothing.
    """

    id: int
    url: str
    office: Ref
    firm: Ref
    kind: str
    what: str
    planned_on: date
    reported_on: date
    is_late: bool
    exempt: str
    due_on: date | None
    received_on: date | None
    light: str | None
    outcome: str
    done_on: date | None


class ActReportInFull(ActReportLine):
    """``acts`` are what you may do now; ``rating`` is not told to the office that acted."""

    legal_basis: str
    officers: str
    ground: str
    wanted_by: date | None = Field(description="The last day on which the report was in time")
    receiver: Ref
    remark: str
    result: str
    rating: int | None
    comment: str
    frequency: list[ActFrequency]
    acts: list[str]


class UnreportedActTold(Schema):
    """An act of which nobody told; ``office`` is null where the register has none so called."""

    id: int
    office: Ref | None
    said_by: str
    firm: Ref
    kind: str
    on: date
    what: str
    found_by: str
    found_on: date
    due_on: date
    answer: str
    answered_on: date | None


class OfficeActs(Schema):
    office: Ref | None
    reported: int
    late: int
    unreported: int
    unanswered: int


class FourReportsTold(Schema):
    """The year until a day; ``mean`` is of the enterprises' ratings, of five."""

    on: date
    reported: int
    late: int
    exempted: int
    received_in_time: int
    receipts_wanted: int
    carried_out: int
    mean: str | None
    unreported: int
    offices: list[OfficeActs]
    frequency: list[ActFrequency]


class UnreportedActsFound(Schema):
    found: list[UnreportedActTold]


class ActReportGiven(Given):
    """``office`` may be left out where the account belongs to one or to a bank; a firm's agent
    names none."""

    office: EntityKey | None = None
    firm: EntityKey | None = None
    kind: ActKindName
    what: Prose
    legal_basis: Reason
    officers: Line
    planned_on: date
    exempt: ExemptName | None = None
    ground: Prose = ""
    on: date | None = None


class ActReportMove(Given):
    """What the act needs: a ``remark``; an ``outcome`` with its ``result``; a ``rating``."""

    on: date | None = None
    remark: Prose | None = None
    outcome: Literal["carried_out", "changed", "dropped"] | None = None
    result: Prose | None = None
    rating: int | None = Field(None, ge=1, le=5)
    comment: Prose | None = None


class UnreportedActGiven(Given):
    office: EntityKey
    firm: EntityKey | None = None
    kind: ActKindName
    on: date
    what: Prose


class UnreportedActAnswer(Given):
    answer: Prose
    on: date | None = None
