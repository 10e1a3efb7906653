"""Units of figures and the exact ways between them.

Factors are fractions, so that 亩 (a fifteenth of a hectare) is exact; only the converted figure is
cut to a Decimal's digits. A currency is a base unit of its own: no rate of exchange is guessed.
Per cent and percentage points are two things: a share, and a difference of shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tashan.base.errors import UserError

_SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}
# A unit: how many of the base unit it is, and the base unit.
_UNITS: dict[str, tuple[Fraction, str]] = {
    "元": (Fraction(1), "元"),
    "分": (Fraction(1, 100), "元"),
    "元人民币": (Fraction(1), "元"),
    "美元": (Fraction(1), "美元"),
    "欧元": (Fraction(1), "欧元"),
    "港元": (Fraction(1), "港元"),
    "日元": (Fraction(1), "日元"),
    "%": (Fraction(1), "%"),
    "％": (Fraction(1), "%"),
    "‰": (Fraction(1, 10), "%"),
    "个百分点": (Fraction(1), "个百分点"),
    "百分点": (Fraction(1), "个百分点"),
    "平方米": (Fraction(1), "平方米"),
    "㎡": (Fraction(1), "平方米"),
    "m²": (Fraction(1), "平方米"),
    "亩": (Fraction(10_000, 15), "平方米"),
    "公顷": (Fraction(10_000), "平方米"),
    "平方公里": (Fraction(1_000_000), "平方米"),
    "平方千米": (Fraction(1_000_000), "平方米"),
    "吨": (Fraction(1), "吨"),
    "公斤": (Fraction(1, 1000), "吨"),
    "千克": (Fraction(1, 1000), "吨"),
    "斤": (Fraction(1, 2000), "吨"),
    "吨标准煤": (Fraction(1), "吨标准煤"),
    "吨标煤": (Fraction(1), "吨标准煤"),
    "千瓦时": (Fraction(1), "千瓦时"),
    "度": (Fraction(1), "千瓦时"),
    "立方米": (Fraction(1), "立方米"),
    "公里": (Fraction(1000), "米"),
    "千米": (Fraction(1000), "米"),
    "米": (Fraction(1), "米"),
    "人": (Fraction(1), "人"),
    "人次": (Fraction(1), "人次"),
    "户": (Fraction(1), "户"),
    "家": (Fraction(1), "家"),
    "个": (Fraction(1), "个"),
    "件": (Fraction(1), "件"),
    "项": (Fraction(1), "项"),
    "天": (Fraction(1), "天"),
    "日": (Fraction(1), "天"),
    "工作日": (Fraction(1), "工作日"),
    "个工作日": (Fraction(1), "工作日"),
    "倍": (Fraction(1), "倍"),
    "": (Fraction(1), ""),
}
CURRENCIES = frozenset({"元", "美元", "欧元", "港元", "日元"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as so many of its base: 万元/亩 is ``factor`` × 元/平方米."""

    factor: Fraction
    base: str

    @property
    def currencies(self) -> frozenset[str]:
        parts = self.base.replace("·", "/").split("/")
        return CURRENCIES.intersection(parts)


@lru_cache(maxsize=1024)
def unit(text: str) -> Unit:
    """The unit that is printed as ``text``; ``/`` divides and ``·`` joins: 元/平方米·月.

    A unit of no known kind is its own base: 辆 compares with 万辆 and with nothing else.
    """
    above, *below = text.replace(" ", "").split("/")
    factor, base = _product(above)
    for part in below:
        divisor, divisor_base = _product(part)
        factor, base = factor / divisor, f"{base}/{divisor_base}"
    return Unit(factor, base)


def converted(value: Decimal, old: str, new: str) -> Decimal:
    """``value`` in another unit of the same base; else a UserError names the two units."""
    one, other = unit(old), unit(new)
    if one.base != other.base:
        raise UserError(
            f"{old} cannot be converted into {new}.",
            hint=f"Expected a unit over {one.base}." if one.base else "Expected no unit.",
        )
    if one == other:
        return value
    exact = Fraction(value) * one.factor / other.factor
    return Decimal(exact.numerator) / exact.denominator


def _product(text: str) -> tuple[Fraction, str]:
    factor, bases = Fraction(1), []
    for part in text.split("·"):
        times, base = _single(part)
        factor *= times
        bases.append(base)
    return factor, "·".join(bases)


def _single(text: str) -> tuple[Fraction, str]:
    if text in _UNITS:
        return _UNITS[text]
    for scale, times in _SCALES.items():
        if text.startswith(scale):
            factor, base = _single(text[len(scale) :])
            return times * factor, base
    return Fraction(1), text
