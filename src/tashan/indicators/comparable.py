"""Whether two figures may stand side by side; if not, every difference is named.

A trait that is None is unknown and therefore differs from everything; one that does not apply, such
as the price basis of a head count, is the empty string.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tashan.indicators.units import Unit, converted, unit


class Aspect(StrEnum):
    """In what two figures can differ."""

    INDICATOR = "indicator"
    DEFINITION = "definition"
    PERIOD = "period"
    UNIT = "unit"
    CURRENCY = "currency"
    PRICE_BASIS = "price_basis"
    SCOPE = "scope"
    HOLDER = "holder"
    VINTAGE = "vintage"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class Described:
    """A figure with all that it must share with another to be compared with it."""

    value: Decimal | None
    indicator: str | None
    definition: str | None  # the version of the indicator's definition
    period: str | None
    unit: str | None
    price_basis: str | None = ""
    scope: str | None = ""
    vintage: str | None = ""
    approximate: bool = False
    holder: str | None = ""  # who counted


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect in which two figures differ; None stands for unknown."""

    aspect: Aspect
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``theirs`` is in our unit. Differences forbid the comparison, cautions are shown with it."""

    differences: tuple[Difference, ...]
    cautions: tuple[Difference, ...]
    ours: Decimal | None
    theirs: Decimal | None

    @property
    def is_comparable(self) -> bool:
        return not self.differences


def compare(ours: Described, theirs: Described) -> Comparison:
    """The two values in our unit where they may be compared, else no value and the differences."""
    differences = (*_trait_differences(ours, theirs), *_unit_differences(ours.unit, theirs.unit))
    cautions = _cautions(ours, theirs)
    if differences:
        return Comparison(differences, cautions, None, None)
    return Comparison((), cautions, ours.value, _in_our_unit(ours, theirs))


def _trait_differences(ours: Described, theirs: Described) -> list[Difference]:
    traits = [
        (Aspect.INDICATOR, ours.indicator, theirs.indicator),
        (Aspect.DEFINITION, ours.definition, theirs.definition),
        (Aspect.PERIOD, ours.period, theirs.period),
        (Aspect.PRICE_BASIS, ours.price_basis, theirs.price_basis),
        (Aspect.SCOPE, ours.scope, theirs.scope),
        (Aspect.HOLDER, ours.holder, theirs.holder),
    ]
    return [Difference(*trait) for trait in traits if trait[1] is None or trait[1] != trait[2]]


def _unit_differences(ours: str | None, theirs: str | None) -> list[Difference]:
    if ours is None or theirs is None:
        return [Difference(Aspect.UNIT, ours, theirs)]
    one, other = unit(ours), unit(theirs)
    if one.base == other.base:
        return []
    return [Difference(_aspect_of(one, other), ours, theirs)]


def _aspect_of(one: Unit, other: Unit) -> Aspect:
    both_money = bool(one.currencies and other.currencies)
    return Aspect.CURRENCY if both_money and one.currencies != other.currencies else Aspect.UNIT


def _cautions(ours: Described, theirs: Described) -> tuple[Difference, ...]:
    """What is said beside a comparison and does not forbid it."""
    found = []
    if ours.vintage is None or ours.vintage != theirs.vintage:
        found.append(Difference(Aspect.VINTAGE, ours.vintage, theirs.vintage))
    if ours.approximate or theirs.approximate:
        words = [str(figure.approximate).lower() for figure in (ours, theirs)]
        found.append(Difference(Aspect.APPROXIMATE, words[0], words[1]))
    return tuple(found)


def _in_our_unit(ours: Described, theirs: Described) -> Decimal | None:
    if theirs.value is None or ours.unit is None or theirs.unit is None:
        return None
    return converted(theirs.value, theirs.unit, ours.unit)
