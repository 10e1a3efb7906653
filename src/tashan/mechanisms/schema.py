"""A mechanism file as a whole: the head and the kinds of part that this version knows."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from tashan.mechanisms.calendar import Calendar, CalendarYear
from tashan.mechanisms.credit import Credit
from tashan.mechanisms.fields import Code
from tashan.mechanisms.head import Head
from tashan.mechanisms.indicator import Indicator
from tashan.mechanisms.plan import Plan
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.register import Register

Part = Indicator | Plan | Programme | Ranking | Register | Credit | Calendar
KINDS: dict[str, type[BaseModel]] = {
    "indicator": Indicator,
    "plan": Plan,
    "programme": Programme,
    "ranking": Ranking,
    "register": Register,
    "credit": Credit,
    "calendar": Calendar,
}


class Mechanism(Head):
    """One file, checked field by field; what needs other files is checked in the library."""

    parts: Annotated[dict[Code, Annotated[Part, Field(discriminator="kind")]], Field(min_length=1)]


def json_schema() -> dict[str, object]:
    """JSON Schema for editors: a mechanism, or a calendar without a head."""
    adapter: TypeAdapter[object] = TypeAdapter(Mechanism | CalendarYear)
    schema = adapter.json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tashan mechanism",
        **schema,
    }
