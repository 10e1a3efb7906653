"""The part `procedure`: steps by duty with their limits, what comes before what, and gates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from tashan.mechanisms.fields import (
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    OneOrMore,
    Some,
    Text,
    Words,
)
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.programme import Rule
from tashan.mechanisms.timing import DayOne, Limit


class Start(StrEnum):
    """What opens a case."""

    APPLICATION = "application"
    ASSIGNMENT = "assignment"  # 交办
    STAGE = "stage"  # the project reaches a stage
    DATE = "date"
    REPORT = "report"


class Need(StrEnum):
    HARD = "hard"  # may not begin before
    SOFT = "soft"  # better after, and may begin all the same


class After(Entry):
    """A step that comes before; its basis, or none: then no law says so."""

    step: Code
    need: Choice[Need] = Need.HARD
    basis: OneOrMore[Basis] = ()


def _named(given: object) -> object:
    return {"step": given} if isinstance(given, str) else given


Before = Annotated[After, BeforeValidator(_named, json_schema_input_type=Code | After)]


class StopsClock(StrEnum):
    """For what the days do not count (administrative licence law, 45, and the like)."""

    SUPPLEMENT = "supplement"  # 补正
    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    TESTING = "testing"  # 检验、检测、检疫、鉴定
    EXPERT_REVIEW = "expert_review"
    SITE_INSPECTION = "site_inspection"
    PUBLIC_NOTICE = "public_notice"  # 公示
    HIGHER_AUTHORITY = "higher_authority"  # 上报
    WITHDRAWAL = "withdrawal"


class Expiry(StrEnum):
    """What an expired limit does by itself."""

    NOTHING = "nothing"  # but that it is overdue
    AGREED = "agreed"  # 超期视为同意, always logged
    ACCEPTED = "accepted"  # not told in time what is missing: accepted on the day received
    ESCALATED = "escalated"


class Extension(Entry):
    """Once, by so much, with the reason told to the applicant."""

    by: Limit
    approved_by: Code  # a duty
    basis: OneOrMore[Basis] = ()


class Commitment(Entry):
    """告知承诺: granted on a signed promise, checked afterwards within the limit."""

    check: Limit
    duty: Code | None = None  # who checks; without it the duty of the step
    basis: OneOrMore[Basis] = ()


class Tolerant(Entry):
    """容缺受理: accepted while these materials are outstanding; the clock does not stop."""

    materials: Some[Code]
    within: Limit


class Material(Entry):
    title: Text
    form: Words | None = None  # original, copy, electronic licence
    from_step: Code | None = None  # the result of an earlier step: nobody hands it in
    basis: OneOrMore[Basis] = ()


class Step(Entry):
    model_config = ConfigDict(serialize_by_alias=True)

    title: Text
    duty: Code
    stage: Code | None = None
    item: Words | None = None  # the code of the catalogue entry
    after: Listed[Before] = ()
    when: Rule | None = None  # without it always
    materials: Listed[Code] = ()
    statutory: Limit | None = None
    limit: Limit | None = None  # promised
    day_one: Choice[DayOne] = DayOne.DAY_AFTER
    stops: Listed[Choice[StopsClock]] = ()
    extension: Extension | None = None
    commitment: Commitment | None = None
    tolerant: Tolerant | None = None
    on_expiry: Choice[Expiry] = Expiry.NOTHING
    gives: Listed[Code] = ()  # results and figures that later steps and rules may name
    ledger: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z]+$")] | None = None
    to: Words | None = None
    from_: Words | None = Field(default=None, alias="from")
    basis: OneOrMore[Basis] = ()


class Stage(Entry):
    title: Text
    lead: Code  # a duty
    limit: Limit | None = None
    done: Literal["all", "any"] = "all"  # of its steps


class Gate(Entry):
    """What must hold before a step may begin."""

    rule: Rule
    says: Words | Text
    before: Code
    basis: OneOrMore[Basis] = ()


class JointResult(Entry):
    """One submission, several opinions, one conclusion (联审, 联合验收)."""

    title: Text
    lead: Code  # a duty
    steps: Annotated[Some[Code], Field(min_length=2)]


class Procedure(Entry):
    kind: Literal["procedure"]
    code: Code | None = None
    title: Text
    subject: Choice[Subject]
    starts: Choice[Start] = Start.APPLICATION
    duties: dict[Code, Text] = Field(default_factory=dict)  # who acts, in words
    stages: dict[Code, Stage] = Field(default_factory=dict)
    materials: dict[Code, Material] = Field(default_factory=dict)
    steps: Annotated[dict[Code, Step], Field(min_length=1)]
    gates: Listed[Gate] = ()
    joint: dict[Code, JointResult] = Field(default_factory=dict)
