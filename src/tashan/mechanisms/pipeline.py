"""The part `pipeline`: how investors are won: stages and moves, who reports first, entry review."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import (
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    Number,
    OneOrMore,
    Text,
    refused,
)
from tashan.mechanisms.programme import Rule

FULL = Decimal(100)
GIVEN_BACK = ("税收返还", "税收先征后返", "先征后返", "退税", "tax refund", "refund of tax")


class LeadStage(StrEnum):
    """What figures count by; titles and moves are the file's."""

    LEAD = "lead"
    TALKS = "talks"
    REVIEW = "review"
    SIGNED = "signed"
    LANDED = "landed"
    STARTED = "started"
    PRODUCING = "producing"
    ENDED = "ended"
    MERGED = "merged"


OVER = frozenset({LeadStage.ENDED, LeadStage.MERGED})


class StageRule(Entry):
    """One stage: where a lead may go from it, and after how many days without progress it warns."""

    title: Text
    to: Listed[Choice[LeadStage]] = ()
    alarm: Rule | None = None


class FirstReporter(Entry):
    """Who reports first owns the lead for ``months``, while progress is logged every ``days``."""

    months: Rule
    days: Rule
    basis: OneOrMore[Basis] = ()


class ScoreItem(Entry):
    """One line of the score sheet: ``weight`` points at most."""

    title: Text
    weight: Number


class VetoItem(Entry):
    """What refuses entry alone, by a document that says so."""

    title: Text
    basis: OneOrMore[Basis] = ()


class EntryReviewRule(Entry):
    """The score sheet of the entry review: weights sum to 100, ``passes`` is the least score.

    ``offices`` is how many different offices score at least.
    """

    passes: Rule
    offices: Rule
    items: Annotated[dict[Code, ScoreItem], Field(min_length=1)]
    vetoes: dict[Code, VetoItem] = Field(default_factory=dict)
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        total = sum((one.weight for one in self.items.values()), Decimal(0))
        if total != FULL:
            raise refused(f"the weights of the score sheet sum to {total}. Expected 100.")


class Incentive(Entry):
    """What an agreement may offer: the same for everybody, by a policy that is in force."""

    title: Text
    basis: Annotated[OneOrMore[Basis], Field(min_length=1)]

    def model_post_init(self, context: object, /) -> None:
        said = f"{self.title.zh} {self.title.en}".casefold()
        if any(word in said for word in GIVEN_BACK):
            raise refused("tax is not given back by agreement (fair competition review, art. 10).")


class Pipeline(Entry):
    """``kept_by_first`` is the share, of one, that who hands a lead over keeps of the credit.

    ``counted_capital`` is the registered capital in yuan from which a lead is counted.
    """

    kind: Literal["pipeline"]
    code: Code | None = None
    title: Text
    office: Text  # the post that settles conflicts, never a person
    stages: dict[Choice[LeadStage], StageRule]
    first_reporter: FirstReporter
    kept_by_first: Rule
    counted_capital: Rule
    review: EntryReviewRule
    incentives: dict[Code, Incentive] = Field(default_factory=dict)
    sources: dict[Code, Text] = Field(default_factory=dict)

    def model_post_init(self, context: object, /) -> None:
        for stage, rule in self.stages.items():
            if unknown := [to for to in rule.to if to not in self.stages]:
                raise refused(f"{stage} goes to {unknown[0]}, which is no stage of this pipeline.")
        if missing := [one for one in LeadStage if one not in self.stages]:
            raise refused(f"the stage {missing[0]} is missing.")
