"""The part `plan`: which indicators have targets, along which curve, and when a light changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import eq, ge, gt, le, lt
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from tashan.base.lights import Light
from tashan.mechanisms.fields import (
    CODE,
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    OneOrMore,
    Some,
    Text,
    refused,
)


class Curve(StrEnum):
    """How a year's target is spread over its months."""

    EVEN = "even"
    MONTHLY = "monthly"  # a share for each month
    STEPPED = "stepped"  # reached at named dates


class Binding(StrEnum):
    EXPECTED = "expected"  # 预期性
    BINDING = "binding"  # 约束性


class Dimension(StrEnum):
    """What a light looks at, and what its threshold is counted in."""

    PROGRESS = "progress"  # completion less time elapsed, percentage points
    COMPLETION = "completion"  # per cent of the target
    GROWTH = "growth"  # per cent
    GROWTH_AGAINST_PLAN = "growth_against_plan"  # percentage points
    GROWTH_AGAINST_AVERAGE = "growth_against_average"  # of the higher place, percentage points
    START = "start"  # months since works should have begun and have not
    PAYMENT = "payment"  # paid less what the higher authority requires, percentage points
    STATISTICS_ENTRY = "statistics_entry"  # months since works began without entry into 统计库
    HOLDING = "holding"  # a level that is to hold at any time, against its target; below 0 is short
    BOTTOM_LINE = "bottom_line"  # the same of a target that nothing else can make up for
    ESTIMATE = "estimate"  # the verified estimate, per cent of the study's
    SPENT = "spent"  # what was invested in all, per cent of the verified estimate
    RATIFICATION = "ratification"  # working days until it lapses, works not begun
    ASSESSMENT = "assessment"  # months since the environmental assessment, works not begun
    LICENCE = "licence"  # days of works without a licence to build


class Operator(StrEnum):
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    EQUAL = "="

    def holds(self, figure: Decimal, threshold: Decimal) -> bool:
        return bool(_OPERATIONS[self](figure, threshold))


_OPERATIONS = {
    Operator.BELOW: lt,
    Operator.AT_MOST: le,
    Operator.ABOVE: gt,
    Operator.AT_LEAST: ge,
    Operator.EQUAL: eq,
}


def _threshold(given: Any) -> Decimal | str:
    if isinstance(given, str) and CODE.fullmatch(given):
        return given
    if isinstance(given, int | Decimal) and not isinstance(given, bool):
        return Decimal(given)
    raise refused("expected a number or the name of a parameter.")


Threshold = Annotated[
    Decimal | str,
    PlainValidator(_threshold),
    WithJsonSchema({"type": ["number", "string"]}),
]


class LightRule(Entry):
    """If the figure stands so for so many months in a row, the light is this one."""

    dimension: Choice[Dimension]
    operator: Choice[Operator]
    threshold: Threshold
    months: Annotated[int, Field(ge=1, le=24)] = 1
    light: Choice[Light]
    message: Text
    action: Text | None = None
    exemption: bool = False  # a written reason, an approver and an expiry may lift it
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        if self.light is Light.STOPPED:
            raise refused("a rule gives green, yellow or red; a clock is stopped by its reason.")

    def met(self, figures: Sequence[Decimal | None]) -> bool | None:
        """Whether the newest ``months`` figures all stand so; None where an unknown one decides.

        A series that is too short has not stood so for so long.
        """
        if isinstance(self.threshold, str):
            return None
        newest = figures[-self.months :]
        known = [self.operator.holds(f, self.threshold) for f in newest if f is not None]
        if not all(known) or len(newest) < self.months:
            return False
        return True if len(known) == self.months else None


class PlanIndicator(Entry):
    indicator: Code
    curve: Choice[Curve] = Curve.EVEN
    binding: Choice[Binding] = Binding.EXPECTED
    bottom_line: bool = False  # cannot be traded off against others


class Years(Entry):
    first: Annotated[int, Field(ge=1949, le=2200)]
    last: Annotated[int, Field(ge=1949, le=2200)]

    def model_post_init(self, context: object, /) -> None:
        if self.last < self.first:
            raise refused(f"{self.last} is before {self.first}. Expected the earlier year first.")


class Plan(Entry):
    kind: Literal["plan"]
    code: Code | None = None
    title: Text
    years: Years | None = None
    curves: Some[Choice[Curve]] = (Curve.EVEN,)
    indicators: Listed[PlanIndicator] = ()
    lights: Listed[LightRule] = ()

    def model_post_init(self, context: object, /) -> None:
        for held in self.indicators:
            if held.curve not in self.curves:
                raise refused(f"{held.indicator} has the curve {held.curve}, which 'curves' lacks.")
        codes = [held.indicator for held in self.indicators]
        if len(set(codes)) < len(codes):
            raise refused("an indicator stands in the plan twice.")


@dataclass(frozen=True, slots=True)
class Judged:
    """The light of one dimension with the rule that set it; ``light`` is None where unknown."""

    light: Light | None
    rule: LightRule | None = None


def judged(
    rules: Sequence[LightRule], dimension: Dimension, figures: Sequence[Decimal | None]
) -> Judged:
    """The most urgent light whose rule is met, green where none is.

    Unknown where there is no rule or no figure, or where a more urgent rule cannot be judged.
    """
    own = sorted((r for r in rules if r.dimension is dimension), key=lambda r: r.light.urgency)
    if not own or not figures:
        return Judged(None)
    for rule in own:
        met = rule.met(figures)
        if met is None:
            return Judged(None)
        if met:
            return Judged(rule.light, rule)
    return Judged(Light.GREEN)
