"""The kinds of field that every part of a mechanism file is made of."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from tashan.mechanisms.units import UNITS, unknown_unit

CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
E = TypeVar("E", bound=StrEnum)


class Entry(BaseModel):
    """A mapping of the file: no field but those it names, nothing made into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def refused(message: str) -> PydanticCustomError:
    """An error of ours inside a validator; the message is told as it stands."""
    return PydanticCustomError("told", "{message}", {"message": message})


def _number(given: object) -> object:
    if isinstance(given, int) and not isinstance(given, bool):
        return Decimal(given)
    return given


def _code(given: str) -> str:
    if not CODE.fullmatch(given):
        raise refused(
            f"{given!r} is no code. Expected small letters, digits and _, as in tax_share."
        )
    return given


def _unit(given: str) -> str:
    if given not in UNITS:
        raise refused(unknown_unit(given))
    return given


def _one_or_more(given: object) -> object:
    """One mapping stands for a list of one; a list is kept as a tuple, which cannot change."""
    return (given,) if isinstance(given, dict) else _listed(given)


def _listed(given: object) -> object:
    return tuple(given) if isinstance(given, list) else given


class _OneOrList:
    """Tells editors that one mapping may stand where a list may."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = handler(core)
        return {"anyOf": [listed["items"], listed]}


T = TypeVar("T")
Code = Annotated[str, AfterValidator(_code)]
UnitCode = Annotated[
    str, AfterValidator(_unit), WithJsonSchema({"type": "string", "enum": list(UNITS)})
]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, Field(ge=0, le=1000)]
Month = Annotated[int, Field(ge=1, le=12)]
Listed = Annotated[tuple[T, ...], BeforeValidator(_listed)]
Some = Annotated[tuple[T, ...], BeforeValidator(_listed), Field(min_length=1)]
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_one_or_more), _OneOrList()]
Choice = Annotated[E, Strict(False)]  # a word of the file becomes the member it names


class Text(Entry):
    """The same words in Chinese and in English."""

    zh: Words
    en: Words


class Basis(Entry):
    """What a rule or a number rests on: a document, or one place that does it so."""

    document: Words | None = None
    article: Words | None = None
    example_of: Words | None = None
    note: Words | None = None

    def model_post_init(self, context: object, /) -> None:
        if not (self.document or self.example_of):
            raise refused("a basis names a 'document', or the place that it is an 'example_of'.")


class Dates(Entry):
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    def model_post_init(self, context: object, /) -> None:
        if self.last < self.first:
            raise refused(f"{self.last} is before {self.first}. Expected the earlier day first.")
