"""The part `credit`: kinds of credit event, none but those of the national catalogue."""

from __future__ import annotations

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
    refused,
)


class Severity(StrEnum):
    GOOD = "good"  # 守信
    MINOR = "minor"  # 轻微
    ORDINARY = "ordinary"  # 一般
    SERIOUS = "serious"  # 严重


class CreditUse(Entry):
    """A use of the event, and the entry of the national list of measures that allows it."""

    use: Code
    title: Text
    measure: Basis


class CreditKind(Entry):
    title: Text
    severity: Choice[Severity]
    term: Annotated[int, Field(ge=1, le=600)] | None  # months it counts; null: until it is lifted
    repairable: bool
    repair_after: Annotated[int, Field(ge=0, le=600)] | None = None  # months
    uses: Listed[CreditUse] = ()
    catalogue: Basis  # the entry of the national catalogue of public credit information

    def model_post_init(self, context: object, /) -> None:
        if self.repair_after is not None and not self.repairable:
            raise refused("'repair_after' belongs to an event that is repairable.")


class Credit(Entry):
    kind: Literal["credit"]
    code: Code | None = None
    title: Text
    catalogue: OneOrMore[Basis]
    measures: OneOrMore[Basis]  # the national list of disciplinary measures
    events: dict[Code, CreditKind]

    def model_post_init(self, context: object, /) -> None:
        lists = {basis.document for basis in self.measures}
        catalogues = {basis.document for basis in self.catalogue}
        for code, kind in self.events.items():
            if kind.catalogue.document not in catalogues:
                raise refused(f"{code} stands in no edition of the national catalogue named here.")
            for use in kind.uses:
                if use.measure.document not in lists:
                    raise refused(
                        f"the use {use.use} of {code} cites no list of 'measures' named here."
                    )
