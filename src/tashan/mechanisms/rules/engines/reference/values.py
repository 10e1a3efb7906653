"""What a bound node is for one row: exact numbers, and unknown where anything needed is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import (
    Absolute,
    Arithmetic,
    AtLeast,
    Between,
    Both,
    Bound,
    Chosen,
    Column,
    Compared,
    Constant,
    Counted,
    Either,
    Extreme,
    Growing,
    Negated,
    OverPopulation,
    Rounded,
    Sort,
    Stepped,
    Tiered,
    Within,
)
from tashan.mechanisms.rules.folding import computed
from tashan.mechanisms.rules.rounding import half_up
from tashan.mechanisms.rules.spans import span
from tashan.mechanisms.rules.tables import Cell

Scalar = Fraction | bool | str | date | None
Over = Mapping[OverPopulation, Fraction | None]


class Row:
    """One row's cells by key, and what was computed over all rows."""

    def __init__(self, cells: Mapping[str, Cell], calendar: Calendar, over: Over) -> None:
        self._cells, self._calendar, self._over = cells, calendar, over
        self._numbers: dict[str, Fraction] = {}  # of the columns asked for so far

    def value(self, node: Bound) -> Scalar:
        match node:
            case Column():
                return self._cell(node)
            case Constant():
                return node.value
            case Compared():
                return _compared(node.sign, self.value(node.left), self.value(node.right))
            case Within():
                return self._within(node)
            case Chosen():
                when = self.truth(node.when)
                if when is None:
                    return None
                return self.value(node.then if when else node.otherwise)
            case Negated() | Both() | Either() | AtLeast():
                return self.truth(node)
        return self.number(node)

    def truth(self, node: Bound) -> bool | None:
        """Kleene's logic; every other node of truth as it is."""
        match node:
            case Negated():
                held = self.truth(node.of)
                return None if held is None else not held
            case Both():
                return all_of(self.truth(item) for item in node.items)
            case Either():
                return any_of(self.truth(item) for item in node.items)
            case AtLeast():
                return at_least(node.number, [self.truth(item) for item in node.items])
        value = self.value(node)
        assert value is None or isinstance(value, bool), node
        return value

    def number(self, node: Bound) -> Fraction | None:
        match node:
            case Arithmetic():
                left, right = self.number(node.left), self.number(node.right)
                return None if left is None or right is None else computed(node.sign, left, right)
            case Extreme():
                return self._extreme(node)
            case Absolute():
                of = self.number(node.of)
                return None if of is None else abs(of)
            case Rounded():
                of = self.number(node.of)
                return None if of is None else half_up(of, node.places)
            case Growing():
                return growing(self.number(node.now), self.number(node.base))
            case Counted():
                return _count([self.truth(item) for item in node.items])
            case OverPopulation():
                return self._over[node]
            case Stepped() | Tiered() | Between():
                return self._by_tiers_or_dates(node)
        value = self.value(node)
        assert value is None or isinstance(value, Fraction), node
        return value

    def _by_tiers_or_dates(self, node: Stepped | Tiered | Between) -> Fraction | None:
        if isinstance(node, Between):
            start, end = self.value(node.start), self.value(node.end)
            if not isinstance(start, date) or not isinstance(end, date):
                return None
            return Fraction(span(node.span, start, end, self._calendar))
        of = self.number(node.of)
        if of is None:
            return None
        return stepped(of, node.tiers) if isinstance(node, Stepped) else tiered(of, node.tiers)

    def _cell(self, column: Column) -> Scalar:
        cell = self._cells.get(column.key)  # a column that no table has is unknown
        if cell is None or (isinstance(cell, bool) and column.sort is not Sort.NUMBER):
            return cell
        return self._number_of(column, cell) if isinstance(cell, int) else cell

    def _number_of(self, column: Column, cell: int) -> Fraction:
        found = self._numbers.get(column.key)
        if found is None:
            found = self._numbers[column.key] = cell * column.factor
        return found

    def _within(self, node: Within) -> bool | None:
        value = self.value(node.of)
        if not isinstance(value, str):
            return None
        if node.is_tree:
            return any(value.startswith(tree) for tree in node.among)
        return value in node.among

    def _extreme(self, node: Extreme) -> Fraction | None:
        numbers = [self.number(item) for item in node.items]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return None
        return max(known) if node.is_greatest else min(known)


def all_of(held: Iterable[bool | None]) -> bool | None:
    known = list(held)
    return False if False in known else None if None in known else True


def any_of(held: Iterable[bool | None]) -> bool | None:
    known = list(held)
    return True if True in known else None if None in known else False


def at_least(number: int, held: list[bool | None]) -> bool | None:
    if held.count(True) >= number:
        return True
    return False if held.count(True) + held.count(None) < number else None


def _count(held: list[bool | None]) -> Fraction | None:
    return None if None in held else Fraction(held.count(True))


def growing(now: Fraction | None, base: Fraction | None) -> Fraction | None:
    return None if now is None or base is None or base <= 0 else now / base - 1


def stepped(of: Fraction, tiers: tuple[tuple[Fraction | None, Fraction], ...]) -> Fraction | None:
    return next((value for end, value in tiers if end is None or of <= end), None)


def tiered(of: Fraction, tiers: tuple[tuple[Fraction | None, Fraction], ...]) -> Fraction:
    total, start = Fraction(0), Fraction(0)
    for end, value in tiers:
        upto = of if end is None else min(of, end)
        total += value * max(upto - start, Fraction(0))
        start = start if end is None else end
    return total


def _compared(sign: str, left: Scalar, right: Scalar) -> bool | None:
    if left is None or right is None:
        return None
    if sign in ("==", "!="):
        return (left == right) is (sign == "==")
    return _ordered(sign, _less(left, right), _less(right, left))


def _less(left: Scalar, right: Scalar) -> bool:
    if isinstance(left, date) and isinstance(right, date):
        return left < right
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    assert isinstance(left, Fraction), left
    assert isinstance(right, Fraction), right
    return left < right


def _ordered(sign: str, less: bool, more: bool) -> bool:
    return {"<": less, "<=": not more, ">": more, ">=": not less}[sign]
