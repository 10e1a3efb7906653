"""What a worked-out figure is made of: its formula and the observations that went into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from tashan.indicators.derived import rounded
from tashan.indicators.models import Measure, Observation
from tashan.indicators.peers import named
from tashan.mechanisms import formula
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.fields import Text
from tashan.mechanisms.library import library
from tashan.registry.kinds import Kind


@dataclass(frozen=True, slots=True)
class Input:
    title: Text
    unit: str
    seen: Observation


@dataclass(frozen=True, slots=True)
class Made:
    """``value`` is None where the inputs are not all there."""

    place: str
    value: Decimal | None
    unit: str
    formula: str
    inputs: tuple[Input, ...]


def inputs_of(
    definition: IndicatorDefinition, place: int, observations: Sequence[int]
) -> Made | None:
    """The figure made of these observations of the place; None where they are not of it."""
    known = library().indicators
    rows = Observation.objects.select_related("indicator", "source").filter(
        pk__in=observations, subject=place, subject__kind=Kind.PLACE, measure=Measure.LEVEL
    )
    seen = {row.indicator.code: row for row in rows}
    places = named([place], timezone.localdate())
    if not seen or definition.tree is None or place not in places:
        return None
    values: dict[str, Decimal | None] = {code: row.value for code, row in seen.items()}
    value = _value(definition, values)
    inputs = tuple(
        Input(known[code].title, known[code].unit, row)
        for code, row in seen.items()
        if code in known
    )
    return Made(
        places[place].name,
        rounded(value, definition.decimals),
        definition.unit,
        definition.computed_by or "",
        inputs,
    )


def _value(definition: IndicatorDefinition, values: dict[str, Decimal | None]) -> Decimal | None:
    """Worked out from the inputs, and those from theirs where they are worked out too."""
    if definition.tree is None:
        return None
    known = library().indicators
    for code in definition.inputs:
        if code not in values and code in known:
            values[code] = _value(known[code], values)
    return formula.value(definition.tree, values)
