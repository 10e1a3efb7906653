"""Lights by declared rules: every threshold is data, and the worst dimension decides.

In a dimension the most urgent rule that holds gives the light, and the dimension's ``otherwise``
where none does. A figure that is unknown is never taken for good or bad: the light is None, with
the figures that are missing and the light that it is at least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import eq, ge, gt, le, lt

from tashan.base.errors import UserError
from tashan.base.lights import Light

# Figures by name: one value a month, the oldest first, the month in question last.
Readings = Mapping[str, Sequence[Decimal | None]]
_COLOURS = (Light.RED, Light.YELLOW, Light.GREEN)  # the most urgent first


class Operator(StrEnum):
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    EQUAL = "="

    def holds(self, value: Decimal, threshold: Decimal) -> bool:
        return bool(_OPERATIONS[self](value, threshold))


_OPERATIONS = {
    Operator.BELOW: lt,
    Operator.AT_MOST: le,
    Operator.ABOVE: gt,
    Operator.AT_LEAST: ge,
    Operator.EQUAL: eq,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """``light`` where the figure has met the threshold for ``months`` in a row.

    ``message`` says what is the matter, ``action`` what follows from it. A green rule is a note.
    """

    figure: str
    operator: Operator
    threshold: Decimal
    light: Light
    months: int = 1
    message: str = ""
    action: str = ""

    def __post_init__(self) -> None:
        if self.light not in _COLOURS:
            raise UserError(
                f"a rule for {self.figure} gives the light {self.light}.",
                hint="Expected green, yellow or red.",
            )
        if self.months < 1:
            raise UserError(
                f"a rule for {self.figure} asks for {self.months} months.",
                hint="Expected 1 or more.",
            )

    def holds(self, readings: Readings) -> bool | None:
        """None where an unknown month decides; a series too short has not met it for so long."""
        series = readings.get(self.figure)
        if not series:
            return None
        last = series[-self.months :]
        met = [None if v is None else self.operator.holds(v, self.threshold) for v in last]
        if False in met or len(last) < self.months:
            return False
        return None if None in met else True


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side that is judged on its own (start of works, progress, payment), with its rules."""

    name: str
    rules: tuple[Rule, ...]
    otherwise: Light = Light.GREEN

    def __post_init__(self) -> None:
        if not self.rules:
            raise UserError(
                f"the dimension {self.name} has no rule.", hint="Expected one rule or more."
            )
        if self.otherwise not in _COLOURS:
            raise UserError(
                f"the dimension {self.name} is otherwise {self.otherwise}.",
                hint="Expected green, yellow or red.",
            )


@dataclass(frozen=True, slots=True)
class Exemption:
    """A recorded good reason: one dimension is green with a note, from a day until it expires."""

    dimension: str
    reason: str
    approver: str
    since: date
    expires: date

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.approver.strip():
            raise UserError(
                f"an exemption for {self.dimension} lacks its reason or approver.",
                hint="Expected both: why, and who approved it.",
            )
        if self.expires < self.since:
            raise UserError(
                f"an exemption from {self.since} expires on {self.expires}, before it begins.",
                hint="Expected the earlier day first.",
            )

    def is_in_force(self, on: date) -> bool:
        """Both the first day and the day of expiry count."""
        return self.since <= on <= self.expires


@dataclass(frozen=True, slots=True)
class DimensionLight:
    """The light of one dimension, and what it rests on.

    ``light`` is None where ``missing`` figures decide; it is then at least as bad as ``at_least``.
    ``rule`` is the rule that gave the light (its message is the note), or None for ``otherwise``.
    """

    dimension: str
    light: Light | None
    at_least: Light
    rule: Rule | None = None
    missing: tuple[str, ...] = ()
    exemption: Exemption | None = None

    @property
    def note(self) -> str:
        if self.exemption is not None:
            return self.exemption.reason
        return self.rule.message if self.rule else ""


def dimension_light(dimension: Dimension, readings: Readings) -> DimensionLight:
    """By the rules alone, before any exemption."""
    judged = [(rule, rule.holds(readings)) for rule in dimension.rules]
    given = min(
        (rule for rule, holds in judged if holds), key=lambda rule: rule.light.urgency, default=None
    )
    light = given.light if given else dimension.otherwise
    open_rules = [rule for rule, holds in judged if holds is None and _decides(rule, given, light)]
    if not open_rules:
        return DimensionLight(dimension.name, light, light, given)
    possible = [light, *(rule.light for rule in open_rules)]
    return DimensionLight(
        dimension.name,
        None,
        at_least=max(possible, key=lambda each: each.urgency),
        missing=tuple(dict.fromkeys(rule.figure for rule in open_rules)),
    )


def _decides(rule: Rule, given: Rule | None, light: Light) -> bool:
    """Whether a rule that could not be judged would change the light, did it hold."""
    return rule.light.urgency < light.urgency if given else rule.light is not light


def exempted(found: DimensionLight, exemptions: Iterable[Exemption], on: date) -> DimensionLight:
    """Green with the reason as its note where an exemption is in force.

    It excuses what is known to be yellow or worse; a light that may be green stays unknown.
    """
    if found.at_least is Light.GREEN:
        return found
    for exemption in exemptions:
        if exemption.dimension == found.dimension and exemption.is_in_force(on):
            return replace(found, light=Light.GREEN, at_least=Light.GREEN, exemption=exemption)
    return found


@dataclass(frozen=True, slots=True)
class OverallLight:
    """The worst of the dimensions; ``worst`` names those that gave it.

    None where a dimension is unknown and none is red: red cannot become worse.
    """

    light: Light | None
    at_least: Light
    worst: tuple[str, ...]
    dimensions: tuple[DimensionLight, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in self.dimensions for name in each.missing))


def overall_light(
    dimensions: Iterable[Dimension],
    readings: Readings,
    *,
    on: date,
    exemptions: Sequence[Exemption] = (),
) -> OverallLight:
    """The light on a day, of every dimension and of the whole."""
    found = tuple(exempted(dimension_light(each, readings), exemptions, on) for each in dimensions)
    if not found:
        raise ValueError("a light needs one dimension or more")
    at_least = min((each.at_least for each in found), key=lambda light: light.urgency)
    is_open = any(each.light is None for each in found) and at_least is not Light.RED
    worst = tuple(each.dimension for each in found if each.at_least is at_least)
    return OverallLight(None if is_open else at_least, at_least, worst, found)
