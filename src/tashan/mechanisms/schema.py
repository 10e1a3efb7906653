"""A mechanism file as a whole: the head and the kinds of part that this version knows."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, TypeAdapter, model_validator

from tashan.mechanisms.assignment import Assignment
from tashan.mechanisms.calendar import Calendar, CalendarYear
from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.chain import Chain
from tashan.mechanisms.credit import Credit
from tashan.mechanisms.duty import Duty
from tashan.mechanisms.event import Event
from tashan.mechanisms.fields import Code
from tashan.mechanisms.fund import Fund
from tashan.mechanisms.head import Head
from tashan.mechanisms.indicator import Indicator
from tashan.mechanisms.inheriting import inherited
from tashan.mechanisms.ladder import Ladder
from tashan.mechanisms.options import Options
from tashan.mechanisms.pipeline import Pipeline
from tashan.mechanisms.plan import Plan
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.project_library import ProjectLibrary
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.referring import Use, as_use
from tashan.mechanisms.register import Register
from tashan.mechanisms.tasklist import TaskList

OwnPart = (
    Indicator | Plan | Ranking | Programme | Fund | Procedure | Catalogue | Assignment | Register
    | Duty | TaskList | Event | Options | Chain | Credit | Calendar
    | Pipeline
    | Duty | TaskList | Event | Options | Chain | Credit | Calendar | Ladder
    | Duty | TaskList | Event | Options | Chain | Credit | Calendar | ProjectLibrary
)  # fmt: skip
Part = OwnPart | Use
KINDS: dict[str, type[BaseModel]] = {
    "indicator": Indicator,
    "plan": Plan,
    "ranking": Ranking,
    "programme": Programme,
    "fund": Fund,
    "procedure": Procedure,
    "catalogue": Catalogue,
    "assignment": Assignment,
    "register": Register,
    "duty": Duty,
    "list": TaskList,
    "event": Event,
    "options": Options,
    "chain": Chain,
    "credit": Credit,
    "calendar": Calendar,
    "pipeline": Pipeline,
    "ladder": Ladder,
    "project_library": ProjectLibrary,
    "use": Use,
}
OnePart = Annotated[Part, Field(discriminator="kind"), BeforeValidator(as_use)]


class Mechanism(Head):
    """One file, checked field by field; what needs other files is checked in the library."""

    parts: Annotated[dict[Code, OnePart], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _inherits(cls, given: object) -> object:
        return inherited(given)


def json_schema() -> dict[str, object]:
    """JSON Schema for editors: a mechanism, or a calendar without a head."""
    adapter: TypeAdapter[object] = TypeAdapter(Mechanism | CalendarYear)
    schema = adapter.json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tashan mechanism",
        **schema,
    }
