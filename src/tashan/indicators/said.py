"""A figure as somebody says it, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tashan.indicators.models import Holder, Indicator, Measure, Vintage
from tashan.registry.models import Entity


class Key(NamedTuple):
    """What a figure is about: one key has one counting figure."""

    subject: int
    indicator: int
    last: date
    first: date
    measure: str
    holder: str
    scope: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to record; ``value`` is in the unit of the indicator, growth in per cent."""

    subject: Entity
    indicator: Indicator
    first: date
    last: date
    value: Decimal
    measure: Measure = Measure.LEVEL
    holder: Holder = Holder.STATISTICS
    scope: str = ""
    vintage: Vintage = Vintage.FLASH
    approximate: str = ""
    stated: str = ""
    row: int | None = None

    @property
    def key(self) -> Key:
        return Key(
            self.subject.pk,
            self.indicator.pk,
            self.last,
            self.first,
            self.measure,
            self.holder,
            self.scope,
        )
