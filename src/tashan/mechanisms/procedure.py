"""The part `procedure`: steps by duty with their limits, what comes before what, and gates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

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
    refused,
)
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.programme import Condition, Rule
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


class NeedRole(StrEnum):
    """Why one step comes before another."""

    LEGAL_SEQUENCE = "legal_sequence"
    DOCUMENT_REUSE = "document_reuse"  # what it gives is handed in with the other
    STARTUP_GATE = "startup_gate"  # before work on the site begins
    RECOMMENDED_FLOW = "recommended_flow"  # local custom


class After(Entry):
    """A step that comes before; its basis, or none: then no law says so."""

    step: Code
    need: Choice[Need] = Need.HARD
    role: Choice[NeedRole] | None = None
    basis: OneOrMore[Basis] = ()

    @property
    def why(self) -> NeedRole:
        """Its role; where none is said, the law's order if it has a basis, else custom."""
        if self.role:
            return self.role
        return NeedRole.LEGAL_SEQUENCE if self.basis else NeedRole.RECOMMENDED_FLOW


def _named(given: object) -> object:
    return {"step": given} if isinstance(given, str) else given


Before = Annotated[After, BeforeValidator(_named, json_schema_input_type=Code | After)]


class Interval(Entry):
    """A time that must at least have passed: ``20 days from documents``."""

    limit: Limit
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        if self.limit.step is None:
            raise refused(f"'{self.limit}': expected the step it counts from: '20 days from …'.")


def _interval(given: object) -> object:
    return {"limit": given} if isinstance(given, str) else given


def _intervals(given: object) -> object:
    listed = given if isinstance(given, list | tuple) else (given,)
    return tuple(_interval(one) for one in listed)


Intervals = Annotated[
    tuple[Interval, ...],
    BeforeValidator(_intervals, json_schema_input_type=Limit | Interval | list[Limit | Interval]),
]


class Sort(StrEnum):
    """What a matter is."""

    LICENCE = "licence"
    APPROVAL = "approval"
    FILING = "filing"  # received, never approved
    REVIEW = "review"
    CHECK = "check"  # afterwards
    NOTICE = "notice"  # 公示
    INTERMEDIARY = "intermediary"  # 中介服务
    UTILITY = "utility"  # 市政公用服务
    TENDER = "tender"
    TASK = "task"


class Route(StrEnum):
    """How the state has a say in a project."""

    APPROVAL = "approval"  # 审批
    RATIFICATION = "ratification"  # 核准
    FILING = "filing"  # 备案


class ProjectCode(StrEnum):
    """Whether there is no acceptance without a valid code of the project."""

    REQUIRED = "required"
    NONE = "none"


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


class MatterTerms(Entry):
    """What a catalogue's item and a procedure's step both say.

    ``basis`` is what the matter and its statutory limit rest on, ``limit_basis`` the promise.
    """

    sort: Choice[Sort] = Sort.TASK
    materials: Listed[Code] = ()
    statutory: Limit | None = None
    limit: Limit | None = None  # promised
    limit_basis: OneOrMore[Basis] = ()
    day_one: Choice[DayOne] = DayOne.DAY_AFTER
    rolls: bool = False  # a last day that does not count moves on to the next working day
    stops: Listed[Choice[StopsClock]] = ()
    extension: Extension | None = None
    commitment: Commitment | None = None
    tolerant: Tolerant | None = None
    on_expiry: Choice[Expiry] = Expiry.NOTHING
    asks: Listed[Code] = ()  # duties whose opinions it needs
    asks_within: Limit | None = None
    replies_deemed: bool = False  # an opinion not given in time is taken for consent
    assessed: Code | None = None  # the kind of regional assessment that spares it
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        if self.asks_within and not self.asks:
            raise refused("'asks_within' is a limit of those whom it 'asks'. Say whom.")
        if self.replies_deemed and not self.asks_within:
            raise refused("consent is deemed when a limit is over. Expected 'asks_within'.")


class Step(MatterTerms):
    """What it does not say itself it has from its ``item`` of the catalogue in the same file."""

    model_config = ConfigDict(serialize_by_alias=True)

    title: Text
    duty: Code
    stage: Code | None = None
    item: Words | None = None  # the code of the catalogue entry
    milestone: bool = False  # its stage waits for it
    after: Listed[Before] = ()
    not_before: Intervals = ()
    when: Rule | None = None  # without it always
    gives: Listed[Code] = ()  # results and figures that later steps and rules may name
    ledger: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z]+$")] | None = None
    to: Words | None = None
    from_: Words | None = Field(default=None, alias="from")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tells editors that an item may stand for title and duty."""
        schema = handler.resolve_ref_schema(handler(core))
        own = schema.pop("required")
        schema["anyOf"] = [{"required": ["item"]}, {"required": own}]
        return schema


class Stage(Entry):
    title: Text
    lead: Code  # a duty
    limit: Limit | None = None
    done: Literal["all", "any"] = "all"  # of its milestones; where it has none, of its steps
    beside: bool = False  # the parallel line, which runs beside the others (并行推进)


class Gate(Entry):
    """What must hold before a step may begin."""

    rule: Rule
    says: Words | Text
    before: Code
    basis: OneOrMore[Basis] = ()


class JointResult(Entry):
    """One submission, several opinions, one conclusion (联审, 联合验收).

    Its limits are of all its steps together: administrative licence law, 42.
    """

    title: Text
    lead: Code  # a duty
    steps: Annotated[Some[Code], Field(min_length=2)]
    statutory: Limit | None = None
    limit: Limit | None = None  # promised
    extension: Extension | None = None
    basis: OneOrMore[Basis] = ()


class Procedure(Entry):
    """``when`` says for which subjects it is; all must hold."""

    kind: Literal["procedure"]
    code: Code | None = None
    title: Text
    subject: Choice[Subject]
    when: OneOrMore[Condition] = ()
    route: Choice[Route] | None = None
    project_code: Choice[ProjectCode] = ProjectCode.NONE
    starts: Choice[Start] = Start.APPLICATION
    duties: dict[Code, Text] = Field(default_factory=dict)  # who acts, in words
    stages: dict[Code, Stage] = Field(default_factory=dict)
    materials: dict[Code, Material] = Field(default_factory=dict)
    steps: Annotated[dict[Code, Step], Field(min_length=1)]
    gates: Listed[Gate] = ()
    joint: dict[Code, JointResult] = Field(default_factory=dict)
