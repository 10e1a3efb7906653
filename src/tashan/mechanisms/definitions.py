"""What a part of a file becomes once it is loaded: its fields, its code and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import ConfigDict

from tashan.mechanisms.calendar import CalendarYear
from tashan.mechanisms.chain import Chain
from tashan.mechanisms.credit import Credit
from tashan.mechanisms.fields import Basis, Entry, Text
from tashan.mechanisms.head import Head, Parameter
from tashan.mechanisms.indicator import Indicator
from tashan.mechanisms.plan import LightRule, Plan
from tashan.mechanisms.problems import Mark
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.register import Register
from tashan.mechanisms.schema import OwnPart


class Origin(Entry):
    """The mechanism, the part and the file of a definition, and what the mechanism rests on."""

    mechanism: str
    mechanism_title: Text
    part: str
    mark: Mark
    basis: tuple[Basis, ...] = ()
    parameters: Mapping[str, Parameter]


class IndicatorDefinition(Indicator):
    model_config = ConfigDict(defer_build=True)

    code: str
    origin: Origin


class PlanDefinition(Plan):
    model_config = ConfigDict(defer_build=True)

    code: str
    origin: Origin

    def lights_on(self, day: date) -> tuple[LightRule, ...]:
        """The rules with the thresholds in force on a day; an unknown one stays a name.

        ``LightRule.met`` of a threshold that is still a name is unknown.
        """
        return tuple(self._settled(rule, day) for rule in self.lights)

    def _settled(self, rule: LightRule, day: date) -> LightRule:
        if not isinstance(rule.threshold, str):
            return rule
        parameter = self.origin.parameters[rule.threshold]
        number = parameter.number_on(day)
        if number is None:
            return rule
        basis = rule.basis or parameter.basis
        return rule.model_copy(update={"threshold": number, "basis": basis})


class ProgrammeDefinition(Programme):
    model_config = ConfigDict(defer_build=True)

    code: str
    origin: Origin


class RankingDefinition(Ranking):
    model_config = ConfigDict(defer_build=True)

    code: str
    origin: Origin


class ChainDefinition(Chain):
    model_config = ConfigDict(defer_build=True)

    code: str
    origin: Origin


class RegisterDefinition(Register):
    model_config = ConfigDict(defer_build=True)

    code: str
    origin: Origin


class CreditDefinition(Credit):
    model_config = ConfigDict(defer_build=True)

    code: str
    origin: Origin


class CalendarDefinition(CalendarYear):
    model_config = ConfigDict(defer_build=True)

    mark: Mark


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part of any kind where it stands; of a ``use`` what is used, with the origin of that."""

    code: str
    part: OwnPart
    origin: Origin


D = TypeVar(
    "D",
    IndicatorDefinition,
    PlanDefinition,
    ProgrammeDefinition,
    RankingDefinition,
    ChainDefinition,
    RegisterDefinition,
    CreditDefinition,
)


def defined(definition: type[D], part: Entry, *, code: str, origin: Origin) -> D:
    """The definition of a part that is already checked."""
    return definition.model_construct(**fields_of(part) | {"code": code, "origin": origin})


def fields_of(part: Entry) -> dict[str, Any]:
    return {name: getattr(part, name) for name in type(part).model_fields}


def origin_of(head: Head, part: str, mark: Mark) -> Origin:
    return Origin.model_construct(
        mechanism=head.mechanism,
        mechanism_title=head.title,
        part=part,
        mark=mark,
        basis=head.basis,
        parameters=head.parameters,
    )
