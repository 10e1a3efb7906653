"""Figures of the subject: the columns of an indicator's period, and formulas over them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tashan.mechanisms import formula
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Form, Frequency, Nature
from tashan.mechanisms.rules.bound import Bound, Column, Constant, Growing, Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.folding import arithmetic
from tashan.mechanisms.rules.nodes import Figure, Growth
from tashan.mechanisms.rules.periods import Days, days_of, months_of
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.typed import Typed
from tashan.mechanisms.rules.units import MILLIONTH, SHARE, measure, number_column

_MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}
_DEEPEST = 20  # formulas of formulas; circles are told when the library is loaded
GROWTH = "growth:"  # begins the key of a published growth: growth:value_added@2025-01-01/…


def figure(node: Figure, scope: Scope, on: date) -> Typed:
    """``tax_paid[last_year]``: a column, or the indicator's formula over columns."""
    found = scope.indicator(node.code, node.offset)
    _check_period(found, node)
    if Form.LEVEL not in found.measures:
        told = f"of {node.code!r} only the growth is published. Write growth({node.code}, …)."
        raise RuleError(told, node.offset)
    bound = _level(found, days_of(node, on), scope, node.offset)
    return Typed(bound, Sort.NUMBER, node.offset, measure(found.unit))


def growth(node: Growth, scope: Scope, on: date) -> Typed:
    """Against the same months of the year before, from the levels; published growth where prices
    of another year go into it, or where no level is published."""
    found = scope.indicator(node.of.code, node.of.offset)
    _check_period(found, node.of)
    if measure(found.unit).is_share:
        told = f"{node.of.code!r} is a share: it has no growth. Compare it with the year before's."
        raise RuleError(told, node.of.offset)
    days = days_of(node.of, on)
    if Form.LEVEL not in found.measures or found.growth_prices is not found.price_basis:
        key = f"{GROWTH}{found.code}@{days}"
        published = Column(key, Sort.NUMBER, "1", Fraction(1, 100) * MILLIONTH)
        return Typed(published, Sort.NUMBER, node.offset, SHARE)
    now = _level(found, days, scope, node.offset)
    base = _level(found, days.year_before, scope, node.offset)
    return Typed(Growing(now, base), Sort.NUMBER, node.offset, SHARE)


def _check_period(found: IndicatorDefinition, node: Figure) -> None:
    kept, asked = _MONTHS[found.frequency], months_of(node)
    if asked % kept or (kept > 1 and node.months):
        by = found.frequency.value.replace("_", " ")
        told = f"{found.code!r} is kept by {by}, not of this period. Write last_year."
        raise RuleError(told, node.offset)
    if node.months and asked > 1 and found.nature is Nature.FLOW and not found.additive.periods:
        told = f"{found.code!r} does not add up over months. Write last_year or last_month."
        raise RuleError(told, node.offset)


def _level(
    found: IndicatorDefinition, days: Days, scope: Scope, offset: int, depth: int = 0
) -> Bound:
    measured = measure(found.unit)
    if found.tree is None:
        return number_column(f"{found.code}@{days}", measured)
    if depth > _DEEPEST:
        raise RuleError(f"{found.code!r} is computed from too many others.", offset)
    expanded = _Formula(scope, days, offset, depth + 1).scaled(found.tree)
    return expanded.times(measured.factor)


class _Scaled:
    """``times`` × ``bound``: factors are gathered so that few are left in the tree."""

    def __init__(self, bound: Bound | None, factor: Fraction) -> None:
        self.bound, self.factor = bound, factor  # None: a plain number, the factor itself

    def times(self, more: Fraction) -> Bound:
        whole = Constant(self.factor * more)
        return whole if self.bound is None else arithmetic("*", self.bound, whole)


class _Formula:
    """A formula's numbers are of the units of its indicators; columns are of base units."""

    def __init__(self, scope: Scope, days: Days, offset: int, depth: int) -> None:
        self._scope, self._days, self._offset, self._depth = scope, days, offset, depth

    def scaled(self, node: formula.Node) -> _Scaled:
        match node:
            case formula.Number():
                return _Scaled(None, Fraction(node.value))
            case formula.Name():
                return self._input(node.code)
            case formula.Negative():
                inner = self.scaled(node.of)
                return _Scaled(inner.bound, -inner.factor)
        return self._joined(node.sign, self.scaled(node.left), self.scaled(node.right))

    def _input(self, code: str) -> _Scaled:
        found = self._scope.indicators.get(code)
        if found is None:
            raise RuleError(f"its formula names {code!r}, which is no indicator.", self._offset)
        level = _level(found, self._days, self._scope, self._offset, self._depth)
        return _Scaled(level, 1 / measure(found.unit).factor)

    def _joined(self, sign: str, left: _Scaled, right: _Scaled) -> _Scaled:
        if sign == "*":
            factor = left.factor * right.factor
            if left.bound is None or right.bound is None:
                return _Scaled(left.bound or right.bound, factor)
            return _Scaled(arithmetic("*", left.bound, right.bound), factor)
        if sign == "/":
            return self._divided(left, right)
        if left.bound is not None and right.bound is not None and left.factor == right.factor:
            return _Scaled(arithmetic(sign, left.bound, right.bound), left.factor)
        one = Fraction(1)
        joined = arithmetic(sign, left.times(one), right.times(one))
        if isinstance(joined, Constant) and isinstance(joined.value, Fraction):
            return _Scaled(None, joined.value)
        return _Scaled(joined, one)

    def _divided(self, left: _Scaled, right: _Scaled) -> _Scaled:
        if right.bound is None:
            if right.factor == 0:
                return _Scaled(Constant(None), Fraction(1))
            return _Scaled(left.bound, left.factor / right.factor)
        above = left.bound if left.bound is not None else Constant(Fraction(1))
        if right.factor == 0:
            return _Scaled(Constant(None), Fraction(1))
        return _Scaled(arithmetic("/", above, right.bound), left.factor / right.factor)
