"""The unit of a figure as a sheet prints it, and exact conversion between units of one kind."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import cache

from tashan.base.quantities import SCALES, UNITS, exact_factor
from tashan.base.script import simplified

COUNTED = frozenset("个家户人项次件栋幢套间宗块份名位条台辆处座所")  # 家 and 户 count alike
_BASES = frozenset(base for _, base in UNITS.values()) | frozenset(
    {"元", "美元", "欧元", "日元", "人次", "标准煤", "吨标准煤", "立方米", "小时", "年", "月", "日"}
)
_UNIT_SIGNS = str.maketrans({"％": "%", "／": "/", " ": "", "\u3000": "", "\xa0": ""})
_SAME = {"RMB": "元", "人民币元": "元", "个百分点": "百分点", "m2": "㎡", "美金": "美元"}
_PLACES = Decimal(1).scaleb(-10)
_RATES = frozenset({"元/亩", "万元/亩", "元/人", "万元/人", "元/平方米", "元/㎡", "吨/万元"})
_SCALES = frozenset(SCALES)


@cache
def known_unit(text: str) -> str | None:
    """The unit that ``text`` is and nothing else, as the tables of units spell it, or None."""
    unit = simplified(text.translate(_UNIT_SIGNS))
    unit = _SAME.get(unit, unit)
    if unit in _RATES or unit in _SCALES or unit in UNITS:
        return unit or None
    _, base = exact_factor(unit)
    return unit if unit and (base in _BASES or base in COUNTED) and base != "1" else None


_LISTED = re.compile(r"[、,，;；/和或]|\s+")


def known_units(text: str) -> tuple[str, ...]:
    """Every unit of a list like 亿元、%; nothing where one of them is no unit."""
    if whole := known_unit(text.strip()):
        return (whole,)
    found = [known_unit(part) for part in _LISTED.split(text.strip()) if part]
    return tuple(unit for unit in found if unit) if all(found) else ()


@cache
def kind(unit: str) -> str:
    """What can be converted into each other has the same kind: 元, 平方米, 1 (shares), 个."""
    base = exact_factor(unit)[1] if unit else "1"
    return "个" if base in COUNTED else base


def convertible(unit: str, *, into: str) -> bool:
    """Whether a figure in ``unit`` can be told in ``into``; a bare scale (万) fits any unit."""
    if unit in _SCALES:
        return kind(into) != "1"
    return kind(unit) == kind(into)


@cache
def _ratio(unit: str, into: str) -> Fraction:
    """A bare scale counts in the base unit: 1.2亿 in a column of 万元 is 12000."""
    return exact_factor(unit)[0] / exact_factor(into)[0]


def converted(value: Decimal, unit: str, *, into: str) -> tuple[Decimal, bool]:
    """``value`` told in another unit, and whether it is exact; else rounded to ten places."""
    if unit == into:
        return value, True
    ratio = _ratio(unit, into)
    with localcontext() as context:
        context.prec = 80
        if ratio.denominator == 1:
            return value * ratio.numerator, True
        told = value * ratio.numerator / ratio.denominator
        if _ends(Fraction(value) * ratio):
            return told, True
        return told.quantize(_PLACES, ROUND_HALF_UP), False


def _ends(number: Fraction) -> bool:
    """Whether the number has finitely many decimal places."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
