"""Exchanges of households: what they have, the options side by side, the steps to the end."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tashan.api.fields import Exact, Fen, Id, Line, Money, Words
from tashan.api.schemas.shared import Given, Ref


class ExchangeLine(Schema):
    """``balance`` is paid to the household where above nought, by it where below.

    ``office`` sees to it; ``sign_by``, ``pay_by`` and ``hand_over_by`` are fixed with the choice.
    """

    id: int
    url: str
    household: Ref
    office: Ref | None
    adoption: int
    part: str
    state: str
    option: str
    balance: Money | None
    surveyed_on: date
    chosen_on: date | None
    take_back_until: date | None
    sign_by: date | None
    pay_by: date | None
    hand_over_by: date | None
    signed_on: date | None
    ended_on: date | None


class ValueTold(Schema):
    code: str
    title: str
    formula: str
    amount: Money


class ExchangeOption(ValueTold):
    """``amount`` is the balance: paid to the household above nought, by it below."""

    gets: list[str]
    is_chosen: bool


class ExchangeStepTold(Schema):
    kind: str
    on: date
    amount: Money | None
    document: str


class ExchangeInFull(ExchangeLine):
    """``values`` and ``options`` by the rules of the choice, before it by those of today;
    ``left`` is what of the balance is not paid; ``acts`` are what you may do now."""

    stated: dict[str, str]
    survey: str
    agreement: str
    values: list[ValueTold]
    options: list[ExchangeOption]
    left: Money
    steps: list[ExchangeStepTold]
    acts: list[str]


class HouseholdSurvey(Given):
    household: Id
    adoption: Id
    part: Words = Field(examples=["homestead"])
    stated: dict[str, Exact]
    document: Line
    on: date | None = None


class ExchangeActGiven(Given):
    """What the act needs; ``fen`` with a step that pays."""

    on: date | None = None
    option: Words = ""
    document: Line = ""
    kind: Literal["", "paid_to", "paid_by", "given_up", "handed_over"] = ""
    fen: Fen | None = None
