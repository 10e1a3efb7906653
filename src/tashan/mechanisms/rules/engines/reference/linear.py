"""Numbers that are whole numbers times one scale: columns, sums, products, days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import gcd, lcm
from operator import itemgetter

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import (
    Arithmetic,
    Between,
    Bound,
    Column,
    Constant,
    Extreme,
    Sort,
)
from tashan.mechanisms.rules.spans import span
from tashan.mechanisms.rules.tables import Cell

Cells = Mapping[str, Cell]
Whole = Callable[[Cells], int | None]


@dataclass(frozen=True, slots=True)
class Linear:
    """The number is ``of(row) × scale``; the scale is above zero."""

    of: Whole
    scale: Fraction


class Lines:
    """``calendar`` counts the working days between two dates."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def line(self, node: Bound) -> Linear | None:
        """None where the number is no such thing; those who ask go the slow way."""
        match node:
            case Column(sort=Sort.NUMBER):
                return Linear(itemgetter(node.key), node.factor)
            case Constant(value=Fraction() as value):
                whole = value.numerator
                return Linear(lambda cells: whole, Fraction(1, value.denominator))
            case Constant(value=None):
                return Linear(lambda cells: None, Fraction(1))
            case Arithmetic(sign="/", right=Constant(value=Fraction() as value)) if value != 0:
                return _times(self.line(node.left), 1 / value)
            case Arithmetic(sign="*", right=Constant(value=Fraction() as value)):
                return _times(self.line(node.left), value)
            case Arithmetic(sign="*", left=Constant(value=Fraction() as value)):
                return _times(self.line(node.right), value)
            case Arithmetic(sign="+" | "-" | "*"):
                return _joined(node.sign, self.line(node.left), self.line(node.right))
            case Extreme():
                return _extreme([self.line(item) for item in node.items], greatest=node.is_greatest)
            case Between():
                return self._span(node)
        return None

    def _span(self, node: Between) -> Linear | None:
        start, end = _date(node.start), _date(node.end)
        if start is None or end is None:
            return None
        what, calendar = node.span, self._calendar

        def days(cells: Cells) -> int | None:
            first, last = start(cells), end(cells)
            if not isinstance(first, date) or not isinstance(last, date):
                return None
            return span(what, first, last, calendar)

        return Linear(days, Fraction(1))


def _date(node: Bound) -> Callable[[Cells], Cell] | None:
    match node:
        case Column():
            return itemgetter(node.key)
        case Constant(value=date() | None as value):
            return lambda cells: value
    return None


def _times(of: Linear | None, value: Fraction) -> Linear | None:
    if of is None:
        return None
    inner = of.of
    if value > 0:
        return Linear(inner, of.scale * value)
    sign = -1 if value else 0

    def turned(cells: Cells) -> int | None:
        number = inner(cells)
        return None if number is None else number * sign

    return Linear(turned, of.scale * (-value or 1))


def _joined(sign: str, left: Linear | None, right: Linear | None) -> Linear | None:
    if left is None or right is None:
        return None
    if sign == "*":
        return Linear(_product(left.of, right.of), left.scale * right.scale)
    scale, (times, other_times) = _common([left, right])
    return Linear(_sum(left.of, right.of, times, other_times * _SIGN[sign]), scale)


_SIGN = {"+": 1, "-": -1}


def _common(numbers: Sequence[Linear]) -> tuple[Fraction, list[int]]:
    """One scale for all, and by what the whole numbers of each are multiplied."""
    scales = [number.scale for number in numbers]
    above = gcd(*(scale.numerator for scale in scales))
    scale = Fraction(above, lcm(*(scale.denominator for scale in scales)))
    return scale, [int(one / scale) for one in scales]


def _product(left: Whole, right: Whole) -> Whole:
    def product(cells: Cells) -> int | None:
        one, other = left(cells), right(cells)
        return None if one is None or other is None else one * other

    return product


def _sum(left: Whole, right: Whole, times: int, other_times: int) -> Whole:
    def total(cells: Cells) -> int | None:
        one, other = left(cells), right(cells)
        return None if one is None or other is None else one * times + other * other_times

    return total


def _extreme(found: Sequence[Linear | None], *, greatest: bool) -> Linear | None:
    items = [item for item in found if item is not None]
    if len(items) < len(found):
        return None
    scale, times = _common(items)
    pairs = [(item.of, time) for item, time in zip(items, times, strict=True)]
    choose = max if greatest else min

    def extreme(cells: Cells) -> int | None:
        numbers = []
        for of, time in pairs:
            number = of(cells)
            if number is None:
                return None
            numbers.append(number * time)
        return choose(numbers)

    return Linear(extreme, scale)
