"""The types of single fields: exact numbers as text, money in fen, texts the database can hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from tashan.base.storable import storable

ROOT = "/api/v1"
MOST_ID = 2**63 - 1
_EXACT = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "examples": ["186.4"]}


def _no_float(value: Any) -> Any:
    """JSON's numbers are read as binary fractions; exact ones are sent as text."""
    if isinstance(value, float):
        raise ValueError(_("Write it as a text like “186.4”, so that it stays exact."))
    return value


def _storable(text: str) -> str:
    if storable(text) != text:
        raise ValueError(_("It holds a character that cannot be kept."))
    return text


def exact(value: Decimal) -> str:
    """All digits, without an exponent and idle noughts: 2.500000 is 2.5."""
    whole = f"{value:f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


Id = Annotated[int, Field(ge=1, le=MOST_ID)]
Exact = Annotated[
    Decimal,
    BeforeValidator(_no_float),
    Field(allow_inf_nan=False, max_digits=24, decimal_places=6),
    PlainSerializer(exact, return_type=str, when_used="json"),
    WithJsonSchema(_EXACT),
]
Words = Annotated[str, Field(max_length=100), AfterValidator(_storable)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_storable)]
Reason = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_storable)]
Prose = Annotated[str, Field(max_length=5000), AfterValidator(_storable)]
Fen = Annotated[int, Field(ge=0, le=MOST_ID, description="Whole fen: 100 are a yuan")]


class Money(Schema):
    """An amount: whole fen to reckon with, yuan as text to read."""

    fen: int = Field(examples=[120000000])
    yuan: str = Field(examples=["1200000.00"])

    @classmethod
    def of(cls, fen: int | None) -> Money | None:
        return None if fen is None else cls(fen=fen, yuan=f"{Decimal(fen).scaleb(-2):.2f}")


def entity_url(entity: int) -> str:
    return f"{ROOT}/entities/{entity}"


def figure_url(observation: int) -> str:
    """The figure with its evidence and versions."""
    return f"{ROOT}/observations/{observation}"


def source_url(source: int) -> str:
    return f"{ROOT}/sources/{source}"
