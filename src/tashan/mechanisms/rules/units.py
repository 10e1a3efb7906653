"""Units in rules: what a number measures, and how many of the base one of its units is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from tashan.base.quantities import SCALES, exact_factor
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.units import UNITS, unknown_unit

Dimension = tuple[tuple[str, int], ...]  # the base units, each with its power, in order
MONEY: Dimension = (("元", 1),)
DAYS: Dimension = (("日", 1),)
FEN, MILLIONTH = Fraction(1, 100), Fraction(1, 1_000_000)
# written behind a number in rules, beside the units that indicators are kept in
_MORE = ("倍", "‰", "成", "日", "个月", "年")
_SHARES = ("%", "‰", "成", "倍", "比值", "个百分点")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures. ``factor`` times the unit that it is spoken of in is the base unit.

    A bare number takes the unit of what it meets; a share wants its unit written.
    """

    dimension: Dimension = ()
    factor: Fraction = Fraction(1)
    unit: str = ""
    is_bare: bool = False
    is_share: bool = False

    @property
    def base(self) -> str:
        """The base unit as engines and pages print it: 元, 元/平方米, 1."""
        above = [_power(unit, power) for unit, power in self.dimension if power > 0]
        below = [_power(unit, -power) for unit, power in self.dimension if power < 0]
        over = "·".join(above) or "1"
        return over if not below else f"{over}/{'·'.join(below)}"

    @property
    def said(self) -> str:
        if self.is_share:
            return "a share"
        return self.unit or (self.base if self.dimension else "a plain number")


BARE = Measure(is_bare=True)
SHARE = Measure(factor=Fraction(1, 100), unit="%", is_share=True)
COUNT = Measure()


def _power(unit: str, power: int) -> str:
    return unit if power == 1 else f"{unit}^{power}"


@cache
def measure(unit: str) -> Measure:
    """What figures in a unit measure: 万元/亩 is money by area, in yuan by square metre."""
    if not unit:
        return COUNT
    if unit in _SHARES:
        factor = Fraction(1) if unit == "比值" else exact_factor(unit)[0]
        return Measure((), factor, unit, is_share=True)
    over, _, under = unit.partition("/")
    if not under:
        factor, base = exact_factor(unit)
        return Measure(((base, 1),), factor, unit)
    found = divided(measure(over), measure(under))
    return replace(found, unit=unit)


def multiplied(left: Measure, right: Measure) -> Measure:
    """Of a product: a bare number and a share change nothing of what the other measures."""
    if left.is_bare and right.is_bare:
        return BARE
    if not right.dimension:
        return left if not left.is_bare else right
    if not left.dimension:
        return right
    dimension = _joined(left.dimension, right.dimension, 1)
    return _made(dimension, left.factor * right.factor)


def divided(left: Measure, right: Measure) -> Measure:
    if not right.dimension:
        return left
    dimension = _joined(left.dimension, right.dimension, -1)
    factor = left.factor if left.dimension else Fraction(1)
    return _made(dimension, factor / right.factor)


def _made(dimension: Dimension, factor: Fraction) -> Measure:
    return Measure(dimension, factor) if dimension else SHARE


def _joined(left: Dimension, right: Dimension, sign: int) -> Dimension:
    powers: dict[str, int] = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def number_column(key: str, measured: Measure) -> Column:
    """Money is held in fen, all else in millionths of the unit that it is kept in."""
    factor = FEN if measured.dimension == MONEY else measured.factor * MILLIONTH
    return Column(key, Sort.NUMBER, measured.base, factor)


def _bare_units() -> frozenset[str]:
    parts = {part for unit in UNITS for part in unit.split("/")}
    return frozenset(_unscaled(part) for part in parts) | frozenset(_MORE)


def _unscaled(unit: str) -> str:
    for scale in SCALES:
        rest = unit.removeprefix(scale)
        if rest != unit and exact_factor(unit)[1] == exact_factor(rest)[1] and rest:
            return rest
    return unit


@cache
def is_unit(unit: str) -> bool:
    """Whether a unit may stand behind a number: those of indicators, scaled as one likes."""
    if unit in UNITS or unit in _MORE:
        return True
    parts = unit.split("/")
    return len(parts) <= 2 and all(_unscaled(part) in _KNOWN for part in parts)


def no_unit(unit: str, offset: int) -> RuleError:
    """The error for what stands behind a number and is no unit."""
    if unit in SCALES:
        told = f"{unit!r} is no unit. Write what is counted too: {unit}元, {unit}人."
        return RuleError(told, offset)
    return RuleError(unknown_unit(unit, [*UNITS, *_MORE]), offset)


_KNOWN = _bare_units()
