"""The part `options`: what somebody has is valued by declared rates, and they choose what for."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import (
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    OneOrMore,
    Text,
    UnitCode,
    Words,
    refused,
)
from tashan.mechanisms.programme import Asked, Rule
from tashan.mechanisms.timing import Limit, TimeLimit

LIMITS = ("taken_back_within", "signed_within", "paid_within", "handed_over_within")


class Chooser(StrEnum):
    HOUSEHOLD = "household"
    ENTERPRISE = "enterprise"
    PROJECT = "project"


class Valuation(Entry):
    """One thing that is valued: by a rule over what is stated and over declared rates."""

    title: Text
    amount: Rule
    unit: UnitCode = "元"
    basis: OneOrMore[Basis] = ()


class Option(Entry):
    """One way to be had for it; open to those for whom ``when`` holds."""

    title: Text
    when: Rule | None = None
    says: Words | Text | None = None
    amount: Rule | None = None  # what is paid, yuan
    gets: Listed[Text] = ()
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        if not (self.amount or self.gets):
            raise refused("an option gives something. Expected 'amount' or 'gets'.")
        if self.when and not self.says:
            raise refused("expected 'says': the condition in words.")


class Agreement(Entry):
    """What is printed and signed, until when it may be taken back, by when it is carried out.

    ``signed_within`` counts from the choice, as ``taken_back_within`` does; ``paid_within`` and
    ``handed_over_within`` from the last day on which it may be taken back.
    """

    title: Text
    parties: Listed[Text] = ()
    taken_back_within: Limit | None = None
    signed_within: Limit | None = None
    paid_within: Limit | None = None
    handed_over_within: Limit | None = None
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        for name, limit in self.limits():
            if limit.since is not None:
                raise refused(f"{name}: {limit} begins elsewhere. Write it without 'from'.")

    def limits(self) -> Iterator[tuple[str, TimeLimit]]:
        """Each limit that is said, by its name."""
        for name in LIMITS:
            limit = getattr(self, name)
            if limit is not None:
                yield name, limit


class Options(Entry):
    kind: Literal["options"]
    code: Code | None = None
    title: Text
    subject: Choice[Chooser]
    asks: dict[Code, Asked] = Field(default_factory=dict)
    values: Annotated[dict[Code, Valuation], Field(min_length=1)]
    options: Annotated[dict[Code, Option], Field(min_length=2)]
    chosen_within: Limit | None = None
    agreement: Agreement | None = None
