"""The part `duty`: lines by post, joint offices, items delegated in one of three legal forms."""

from __future__ import annotations

from datetime import date
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
    Some,
    Text,
    Words,
    refused,
)
from tashan.mechanisms.timing import Every


class Dated(Entry):
    """What holds from a day to a day, both included; open where one is not given."""

    since: date | None = None
    until: date | None = None

    def model_post_init(self, context: object, /) -> None:
        if self.since and self.until and self.until < self.since:
            raise refused(f"{self.until} is before {self.since}. Expected the earlier day first.")


class Line(Dated):
    """What one post answers for (三线)."""

    title: Text
    post: Text
    offices: Listed[Text] = ()
    covers: Listed[Text] = ()


class JointOffice(Dated):
    title: Text
    lead: Text
    members: Some[Text]
    basis: OneOrMore[Basis] = ()


class Form(StrEnum):
    """In whose name the item is decided."""

    TRANSFERRED = "transferred"  # 赋权: by a provincial decision, in the town's own name
    ENTRUSTED = "entrusted"  # 委托: in the entruster's name, to an administrative organ, announced
    WINDOW = "window"  # 派驻: the office is unchanged


class Delegated(Dated):
    """One item that somebody else handles, and whose seal and answer it is."""

    title: Text
    item: Words | None = None
    holder: Text  # the office that had it
    to: Text
    form: Choice[Form]
    basis: OneOrMore[Basis]
    announced: Words | None = None  # the notice
    evaluated: Choice[Every] | None = None

    def model_post_init(self, context: object, /) -> None:
        super().model_post_init(context)
        if not self.basis:
            raise refused("an item is delegated by a document. Expected 'basis'.")
        if self.form is Form.ENTRUSTED and not self.announced:
            raise refused("what is entrusted is announced. Expected 'announced' with the notice.")

    @property
    def decided_by(self) -> Text:
        """Whose seal it bears, and who answers for it in court."""
        return self.to if self.form is Form.TRANSFERRED else self.holder


class Duty(Entry):
    kind: Literal["duty"]
    code: Code | None = None
    title: Text
    lines: dict[Code, Line] = Field(default_factory=dict)
    joint_offices: dict[Code, JointOffice] = Field(default_factory=dict)
    delegated: dict[Code, Delegated] = Field(default_factory=dict)
    reviewed: Annotated[int, Field(ge=1, le=120)] | None = None  # months between two reviews

    def model_post_init(self, context: object, /) -> None:
        if not (self.lines or self.joint_offices or self.delegated):
            raise refused("expected 'lines', 'joint_offices' or 'delegated'.")
