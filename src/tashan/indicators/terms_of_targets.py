"""What a target's row says, as the mathematics of progress takes it: aim, term and curve."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tashan.indicators import progress
from tashan.indicators.growth import HUNDRED
from tashan.indicators.models import CurveKind, Measure, Target
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Direction, Frequency, Nature

HOLDS_ALWAYS = {1: HUNDRED}  # a level to hold from the first month on
_PUBLISHED = {
    Frequency.MONTH: range(1, 13),
    Frequency.QUARTER: (3, 6, 9, 12),
    Frequency.HALF_YEAR: (6, 12),
    Frequency.YEAR: (12,),
}


def unit_of(target: Target, definition: IndicatorDefinition) -> str:
    """Growth is in per cent, a level in the unit of its indicator."""
    return "%" if target.measure == Measure.GROWTH else definition.unit


def accumulates(definition: IndicatorDefinition) -> bool:
    """Whether the months of a year bring a level nearer to its target: flows, and money a head."""
    per_head = definition.nature is Nature.AVERAGE and definition.unit == "元"
    return definition.nature is Nature.FLOW or per_head


def adds_up_over_periods(target: Target, definition: IndicatorDefinition) -> bool:
    return target.measure == Measure.LEVEL and definition.additive.periods


def adds_up_over_holders(target: Target, definition: IndicatorDefinition) -> bool:
    return target.measure == Measure.LEVEL and definition.additive.places


def aim_of(definition: IndicatorDefinition) -> progress.Aim:
    """What is better low is a ceiling."""
    is_ceiling = definition.direction is Direction.LOWER
    return progress.Aim.AT_MOST if is_ceiling else progress.Aim.AT_LEAST


def length_of(first: date, last: date) -> int:
    """How many months a term has, the month it ends in among them."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def month_of(day: date, *, first: date) -> int:
    """How many months of a term have ended by a day; its last day counts."""
    ended = day.day == calendar.monthrange(day.year, day.month)[1]
    return max(length_of(first, day) - (0 if ended else 1), 0)


def month_end(first: date, month: int) -> date:
    """The last day of a month of a term; 1 is the month in which it begins."""
    year, index = divmod(first.month - 1 + month - 1, 12)
    year += first.year
    return date(year, index + 1, calendar.monthrange(year, index + 1)[1])


def is_published_in(month: int, definition: IndicatorDefinition) -> bool:
    """Whether a figure is due that ends with this month of the year."""
    return month in _PUBLISHED[definition.frequency] and month not in definition.not_alone


def curve_of(target: Target) -> progress.Curve:
    return curve(target.curve, target.points, length=length_of(target.first, target.last))


def curve(kind: str, points: Sequence[Any], *, length: int) -> progress.Curve:
    """The curve that stored points tell: shares of one, as exact text."""
    if kind == CurveKind.EVEN:
        return progress.Curve.even(length=length)
    if kind == CurveKind.MONTHLY:
        by_month = {i: Decimal(share) * HUNDRED for i, share in enumerate(points, start=1)}
        return progress.Curve.monthly(by_month, length=length)
    steps = {int(month): Decimal(share) * HUNDRED for month, share in points}
    return progress.Curve.stepped(steps, length=length)


def always(length: int) -> progress.Curve:
    """The curve of a level that is to hold at any time."""
    return progress.Curve.stepped(HOLDS_ALWAYS, length=length)
