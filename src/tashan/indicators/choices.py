"""What of an indicator is looked at, and which stretches of days may tell it for a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tashan.base.periods import FigurePeriod
from tashan.indicators.models import Measure
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Form, Nature

Definitions = Mapping[str, IndicatorDefinition]
PERCENT = "%"
RATE_UNITS = frozenset({PERCENT, "‰"})


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """An indicator by its code, and its level or its published growth."""

    code: str
    measure: Measure = Measure.LEVEL

    @classmethod
    def parse(cls, text: str, definitions: Definitions) -> Choice | None:
        """From ``grp`` or ``grp:growth``; None for what the library does not define."""
        code, _, measure = text.partition(":")
        if code not in definitions or (measure and measure not in Measure.values):
            return None
        return cls(code, Measure(measure or Measure.LEVEL))

    def __str__(self) -> str:
        return self.code if self.measure == Measure.LEVEL else f"{self.code}:{self.measure}"

    @property
    def is_growth(self) -> bool:
        return self.measure == Measure.GROWTH


def is_stock(code: str, definitions: Definitions) -> bool:
    """Whether the figure is of the period's last day: a stock, or worked out of stocks alone."""
    definition = definitions[code]
    if definition.nature is Nature.STOCK:
        return True
    inputs = definition.inputs
    return bool(inputs) and all(i in definitions and is_stock(i, definitions) for i in inputs)


def firsts(code: str, period: FigurePeriod, definitions: Definitions) -> tuple[date, ...]:
    """The first days under which a figure of the period may be stored, the likeliest first.

    A flow has the whole period; a stock its last day, though some are stored under their year.
    """
    if is_stock(code, definitions):
        found = [period.last, period.first]
    elif definitions[code].nature is Nature.FLOW:
        found = [period.first]
    else:
        found = [period.first, period.last]
    return tuple(dict.fromkeys(found))


def unit_of(choice: Choice, definitions: Definitions) -> str:
    return PERCENT if choice.is_growth else definitions[choice.code].unit


def is_rate(choice: Choice, definitions: Definitions) -> bool:
    """Whether it moves by percentage points."""
    return unit_of(choice, definitions) in RATE_UNITS


def has_level(definition: IndicatorDefinition) -> bool:
    return Form.LEVEL in definition.measures
