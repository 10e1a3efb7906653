"""The part `programme`: who qualifies, for what, until the budget or the places run out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from tashan.mechanisms.fields import (
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    OneOrMore,
    Some,
    Text,
    UnitCode,
    Words,
    refused,
)
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.timing import Notice

Rule = Annotated[str, Field(min_length=1, max_length=1000)]  # read by mechanisms.rules.parser


class Condition(Entry):
    """A rule and the words that say it; ``code`` names it where others refer to it."""

    rule: Rule
    says: Words | Text
    code: Code | None = None
    basis: OneOrMore[Basis] = ()


class Asked(Entry):
    """What an applicant states: a name that rules may use and the register does not know."""

    title: Text
    unit: UnitCode | None = None


class Giving(StrEnum):
    GRANT = "grant"  # 奖补
    SUBSIDY = "subsidy"  # 补贴
    INTEREST_SUBSIDY = "interest_subsidy"  # 贴息
    LOAN = "loan"
    GUARANTEE = "guarantee"
    CARD = "card"
    TITLE = "title"  # an honour or a tier: a label
    SERVICE = "service"
    PERMIT = "permit"


MONEY = (Giving.GRANT, Giving.SUBSIDY, Giving.INTEREST_SUBSIDY, Giving.LOAN, Giving.GUARANTEE)


class Step(Entry):
    """One step of a stepwise award: it is reached ``when`` the rule holds, and comes to so much."""

    title: Text
    when: Rule
    amount: Rule  # all that is given up to this step, what earlier steps gave included


class ClawBack(Entry):
    """For what a paid award is given back: ``share`` of it, so long after it was paid."""

    code: Code
    says: Text
    share: Rule  # over parameters: 100%
    within_months: Annotated[int, Field(ge=1, le=600)]
    basis: OneOrMore[Basis] = ()


SEATS = ("人大代表", "政协委员")  # elected or named by others: recorded, never given


class Benefit(Text):
    """What a holder is promised; by its ``code`` other parts ask who is entitled to it."""

    code: Code | None = None

    @model_serializer(mode="wrap")
    def _written(self, handler: SerializerFunctionWrapHandler) -> dict[str, str | None]:
        """Without a code as before there were codes, so that older digests hold."""
        told: dict[str, str | None] = handler(self)
        return told if self.code else {key: told[key] for key in told if key != "code"}


class Gives(Entry):
    """What is given: an amount in yuan by a rule, a label that the register carries, benefits.

    ``steps`` go up; the highest that is reached says the amount, of which earlier lists' awards
    are taken off when a list is drafted.
    """

    kind: Choice[Giving]
    amount: Rule | None = None
    label: Words | None = None  # as the register carries it: 高新技术企业
    benefits: Listed[Benefit] = ()
    fund: Code | None = None  # the part that pays
    term_months: Annotated[int, Field(ge=1, le=600)] | None = None
    steps: Listed[Step] = ()
    claw_back: Listed[ClawBack] = ()

    def model_post_init(self, context: object, /) -> None:
        if (self.rule or self.claw_back) and self.kind not in MONEY:
            raise refused(f"a {self.kind} has no amount.")
        if self.amount and self.steps:
            raise refused("expected 'amount' or 'steps', not both.")
        if any(seat in (self.label or "") for seat in SEATS):
            raise refused("a seat in a congress or CPPCC is recorded as published, never given.")

    @model_serializer(mode="wrap")
    def _written(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without steps and claw-back as before there were any, so that older digests hold."""
        told: dict[str, object] = handler(self)
        return {key: told[key] for key in told if told[key] or key not in ("steps", "claw_back")}

    @property
    def rule(self) -> str | None:
        """The rule of the amount: its own, or that of the highest step that is reached."""
        if not self.steps:
            return self.amount
        downwards = [f"({step.amount}) if ({step.when})" for step in reversed(self.steps)]
        return " else ".join([*downwards, "0"])


class Order(Entry):
    """One key of an order: by what, and whether the highest comes first."""

    by: Rule
    highest_first: bool = True


class Ties(StrEnum):
    """Those who stand level at the last place."""

    ALL = "all"  # all of them are in
    NONE = "none"  # none of them is


class Places(Entry):
    """Rank-limited: the first so many of those who qualify, in a declared order."""

    first: Rule  # a number or a parameter
    order: Some[Order]
    ties: Choice[Ties] = Ties.ALL


class Shortage(StrEnum):
    """What happens when the budget runs out."""

    IN_ORDER = "in_order"  # in the declared order while the whole amount can be paid
    PART = "part"  # the same, and the one at the border gets what is left
    EVENLY = "evenly"  # everybody's amount is reduced in proportion


class Budget(Entry):
    """Budget-limited: what there is, in yuan, and in which order it goes."""

    total: Rule
    shortage: Choice[Shortage] = Shortage.IN_ORDER
    order: Listed[Order] = ()

    def model_post_init(self, context: object, /) -> None:
        if self.shortage is not Shortage.EVENLY and not self.order:
            raise refused("expected 'order': who comes first when the budget does not reach.")


class Together(StrEnum):
    ADD = "add"
    HIGHER = "higher"  # 就高不重复


class Overlap(Entry):
    """Programmes of one group add up, or only the higher amount is given."""

    group: Code
    rule: Choice[Together]


class Nominator(StrEnum):
    OFFICE = "office"
    SELF = "self"


class Nominating(Entry):
    """An honour that is nominated for: by whom, and what a committee's mean score must reach."""

    by: Some[Choice[Nominator]]
    persons: bool = False  # people too, not only enterprises
    members: Annotated[int, Field(ge=1, le=99)] | None = None  # scores at least; None: no scoring
    least: Annotated[int, Field(ge=0, le=100)] = 60  # of a hundred points, the mean
    most: Annotated[int, Field(ge=1, le=1000)] | None = None  # how many are chosen at most


class Mode(StrEnum):
    ON_APPLICATION = "on_application"
    AUTOMATIC = "automatic"  # 免申即享


class Programme(Entry):
    kind: Literal["programme"]
    code: Code | None = None
    title: Text
    subject: Choice[Subject] = Subject.ENTERPRISE
    issuer: Words | None = None  # who issues it, where it is not the place that runs it
    beneficiaries: Words | None = None  # the division code within which it applies
    mode: Choice[Mode] = Mode.ON_APPLICATION
    asks: dict[Code, Asked] = Field(default_factory=dict)
    eligible: Some[Condition]
    excluded: Listed[Condition] = ()
    gives: Gives
    places: Places | None = None
    budget: Budget | None = None
    overlap: Overlap | None = None
    notice: Notice | None = None  # 公示: so long before a list is confirmed
    nominated: Nominating | None = None

    def model_post_init(self, context: object, /) -> None:
        if self.nominated and self.gives.kind is not Giving.TITLE:
            raise refused("only a title is nominated for; money has a rule of its own.")
