"""The part `register`: the further fields that a subject carries for a mechanism."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from tashan.mechanisms.fields import (
    Choice,
    Code,
    Entry,
    Listed,
    Some,
    Text,
    UnitCode,
    Words,
    refused,
)
from tashan.mechanisms.ground import Ground
from tashan.mechanisms.indicator import Subject


class FieldType(StrEnum):
    WORDS = "words"
    NUMBER = "number"
    WHOLE = "whole"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Option(Entry):
    code: Code
    title: Text


class RegisterField(Entry):
    """One field; a dated one keeps every value with the day it holds from."""

    title: Text
    type: Choice[FieldType]
    unit: UnitCode | None = None
    dated: bool = True
    required: bool = False
    personal: bool = False  # personal information: never in a public export
    options: Listed[Option] = ()
    source: Words | None = None
    ground: Choice[Ground] | None = None  # what a condition on it would favour firms by

    def model_post_init(self, context: object, /) -> None:
        measured = self.type in (FieldType.NUMBER, FieldType.WHOLE, FieldType.MONEY)
        if self.unit and not measured:
            raise refused(f"a field of {self.type} has no unit.")
        if (self.type is FieldType.CHOICE) != bool(self.options):
            raise refused("'options' belong to a field of the type 'choice', and only to it.")


class Register(Entry):
    kind: Literal["register"]
    code: Code | None = None
    title: Text
    subjects: Some[Choice[Subject]]
    fields: dict[Code, RegisterField]
