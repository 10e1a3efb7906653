"""Bound rules as Python functions over one row of whole numbers: for one firm and many programmes.

Comparisons with what is settled become comparisons of whole numbers, worked out beforehand; what
is rarer goes the slow way of ``values``. A test holds both to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from operator import eq, ge, gt, itemgetter, le, lt, ne
from typing import Any

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import (
    Arithmetic,
    Both,
    Bound,
    Column,
    Compared,
    Constant,
    Either,
    Growing,
    Negated,
    Sort,
    Within,
)
from tashan.mechanisms.rules.engines.reference.linear import Linear, Lines
from tashan.mechanisms.rules.engines.reference.values import Row
from tashan.mechanisms.rules.tables import Cell

Cells = Mapping[str, Cell]
Truth = Callable[[Cells], bool | None]
_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Compiler:
    """Rules that ask for ranks are not for here: they need more than a row."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._lines = Lines(calendar)

    def truth(self, rule: Bound) -> Truth:
        """A function of a row's cells; every column that it asks for must have its key there."""
        match rule:
            case Column(sort=Sort.TRUTH):
                return itemgetter(rule.key)
            case Both() | Either():
                return self._joined([self.truth(item) for item in rule.items], rule)
            case Negated():
                return _negated(self.truth(rule.of))
            case Within(of=Column(key=key)):
                return _within(key, rule)
            case Compared():
                return self._compared(rule) or self._slow(rule)
        return self._slow(rule)

    def _slow(self, rule: Bound) -> Truth:
        calendar = self._calendar
        return lambda cells: Row(cells, calendar, {}).truth(rule)

    def _joined(self, items: Sequence[Truth], rule: Both | Either) -> Truth:
        decides = isinstance(rule, Either)

        def joined(cells: Cells) -> bool | None:
            held: bool | None = not decides
            for item in items:
                one = item(cells)
                if one is decides:
                    return decides
                if one is None:
                    held = None
            return held

        return joined

    def _compared(self, rule: Compared) -> Truth | None:
        left, right, sign = rule.left, rule.right, rule.sign
        if isinstance(left, Constant):
            left, right, sign = right, left, _MIRRORED[sign]
        if isinstance(right, Constant) and right.value is None:
            return lambda cells: None
        if isinstance(left, Column) and left.sort is not Sort.NUMBER:
            if isinstance(right, Constant):
                return _held_against(left.key, sign, right.value)
            return None
        if isinstance(right, Constant) and isinstance(right.value, Fraction):
            return self._with_number(left, sign, right.value)
        return self._difference(left, sign, right)

    def _with_number(self, left: Bound, sign: str, wanted: Fraction) -> Truth | None:
        """``left sign wanted``: one column against a whole number where it can be."""
        match left:
            case Column():
                return _threshold(left.key, sign, wanted / left.factor)
            case Arithmetic(sign="/"):
                return self._divided(left.left, left.right, sign, wanted)
            case Growing():  # now / base - 1 >= g is now >= (1 + g) * base
                return self._divided(left.now, left.base, sign, wanted + 1, above_zero=True)
        return self._difference(left, sign, Constant(wanted))

    def _divided(
        self, over: Bound, under: Bound, sign: str, wanted: Fraction, *, above_zero: bool = False
    ) -> Truth | None:
        left, right = self._lines.line(over), self._lines.line(under)
        if left is None or right is None:
            return None
        return _cross(left, right, sign, wanted, above_zero=above_zero)

    def _difference(self, left: Bound, sign: str, right: Bound) -> Truth | None:
        one, other = self._lines.line(left), self._lines.line(right)
        if one is None or other is None:
            return None
        return _apart(one, sign, other)


def _negated(of: Truth) -> Truth:
    def negated(cells: Cells) -> bool | None:
        held = of(cells)
        return None if held is None else not held

    return negated


def _within(key: str, rule: Within) -> Truth:
    among, trees = rule.among, tuple(rule.among)
    if rule.is_tree:

        def in_tree(cells: Cells) -> bool | None:
            cell = cells[key]
            return cell.startswith(trees) if isinstance(cell, str) else None

        return in_tree

    def in_list(cells: Cells) -> bool | None:
        cell = cells[key]
        return None if cell is None else cell in among

    return in_list


def _held_against(key: str, sign: str, wanted: object) -> Truth:
    compare = _SIGNS[sign]

    def held(cells: Cells) -> bool | None:
        cell = cells[key]
        return None if cell is None else compare(cell, wanted)

    return held


def _threshold(key: str, sign: str, threshold: Fraction) -> Truth:
    """Of whole numbers: x > 2.5 is x > 2, x >= 2.5 is x >= 3."""
    if sign in ("==", "!=") and threshold.denominator != 1:
        is_met = sign == "!="

        def never_equal(cells: Cells) -> bool | None:
            return None if cells[key] is None else is_met

        return never_equal
    whole = ceil(threshold) if sign in (">=", "<") else floor(threshold)
    return _held_against(key, sign, whole)


def _cross(over: Linear, under: Linear, sign: str, wanted: Fraction, *, above_zero: bool) -> Truth:
    """over / under against a number, by whole numbers crosswise; unknown where under is zero,
    and below it where it must be above."""
    share = wanted * under.scale / over.scale
    p, q = share.numerator, share.denominator
    above, below = over.of, under.of
    compare, mirrored = _SIGNS[sign], _SIGNS[_MIRRORED[sign]]

    def crossed(cells: Cells) -> bool | None:
        divisor, number = below(cells), above(cells)
        if divisor is None or number is None or divisor == 0:
            return None
        if divisor < 0:
            return None if above_zero else mirrored(number * q, divisor * p)
        return compare(number * q, divisor * p)

    return crossed


def _apart(one: Linear, sign: str, other: Linear) -> Truth:
    """Two numbers brought to one scale."""
    ratio = one.scale / other.scale
    p, q = ratio.numerator, ratio.denominator
    left, right, compare = one.of, other.of, _SIGNS[sign]

    def compared(cells: Cells) -> bool | None:
        number, against = left(cells), right(cells)
        if number is None or against is None:
            return None
        return compare(number * p, against * q)

    return compared
