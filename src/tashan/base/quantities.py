"""A printed quantity in units that can be compared: yuan, square metres, shares of one."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

# What a scale before a unit multiplies by; the longest is tried first.
SCALES: dict[str, float] = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "十亿": 1e9,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "十万": 1e5,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
}
# A printed unit: how many of the base unit it is, and the base unit.
UNITS: dict[str, tuple[float, str]] = {
    "%": (0.01, "1"),
    "‰": (0.001, "1"),
    "个百分点": (0.01, "1"),
    "百分点": (0.01, "1"),
    "成": (0.1, "1"),
    "倍": (1.0, "1"),
    "人民币": (1.0, "元"),
    "块钱": (1.0, "元"),
    "港币": (1.0, "港元"),
    "平方公里": (1e6, "平方米"),
    "平方千米": (1e6, "平方米"),
    "公顷": (1e4, "平方米"),
    "亩": (10_000 / 15, "平方米"),
    "平米": (1.0, "平方米"),
    "㎡": (1.0, "平方米"),
    "m²": (1.0, "平方米"),
    "m2": (1.0, "平方米"),
    "㎢": (1e6, "平方米"),
    "km²": (1e6, "平方米"),
    "km2": (1e6, "平方米"),
    "m³": (1.0, "立方米"),
    "m3": (1.0, "立方米"),
    "km": (1e3, "米"),
    "kg": (1.0, "千克"),
    "kW": (1e3, "瓦"),
    "KW": (1e3, "瓦"),
    "MW": (1e6, "瓦"),
    "GW": (1e9, "瓦"),
    "吉瓦": (1e9, "瓦"),
    "kWh": (1.0, "千瓦时"),
    "KWh": (1.0, "千瓦时"),
    "MWh": (1e3, "千瓦时"),
    "GWh": (1e6, "千瓦时"),
    "兆瓦时": (1e3, "千瓦时"),
    "吉瓦时": (1e6, "千瓦时"),
    "方": (1.0, "立方米"),
    "立方": (1.0, "立方米"),
    "公里": (1e3, "米"),
    "千米": (1e3, "米"),
    "里": (500.0, "米"),
    "海里": (1852.0, "米"),
    "厘米": (0.01, "米"),
    "毫米": (0.001, "米"),
    "吨": (1e3, "千克"),
    "公斤": (1.0, "千克"),
    "斤": (0.5, "千克"),
    "克": (1e-3, "千克"),
    "千瓦": (1e3, "瓦"),
    "兆瓦": (1e6, "瓦"),
    "千瓦时": (1.0, "千瓦时"),
    "度": (1.0, "千瓦时"),
    "小时": (3600.0, "秒"),
    "个小时": (3600.0, "秒"),
    "分钟": (60.0, "秒"),
    "天": (1.0, "日"),
    "周": (7.0, "日"),
    "个星期": (7.0, "日"),
    "个月": (1.0, "月"),
}
# Where the float of a factor is not what it stands for.
_EXACT = {"亩": Fraction(2000, 3)}
# Units that begin like a scale and are none.
_WHOLE = ("百分点", "千米", "千克", "千瓦", "千伏", "千卡")


def base_quantity(value: float, unit: str | None) -> tuple[float, str]:
    """``value`` in the base unit of ``unit``: ``(102, "万平方米")`` is ``(1020000, "平方米")``.

    A number without a unit, and a share, count in ones (``"1"``).
    """
    factor, base = _factor(unit or "")
    return (value if factor == 1.0 else round(value * factor, 9)), base


@cache
def _factor(unit: str) -> tuple[float, str]:
    if not unit:
        return 1.0, "1"
    if unit in UNITS:
        return UNITS[unit]
    if not unit.startswith(_WHOLE):
        for scale, times in SCALES.items():
            if unit.startswith(scale):
                factor, base = _factor(unit[len(scale) :])
                return times * factor, base
    return 1.0, unit


@cache
def exact_factor(unit: str) -> tuple[Fraction, str]:
    """How many of its base unit a unit is, exactly, and the base unit: for figures and money.

    ``exact_factor("万元")`` is ``(10000, "元")``; what is no unit of ours is its own base.
    """
    if not unit:
        return Fraction(1), "1"
    if unit in UNITS:
        factor, base = UNITS[unit]
        return _EXACT.get(unit) or Fraction(str(factor)), base
    if not unit.startswith(_WHOLE):
        for scale, times in SCALES.items():
            if unit.startswith(scale):
                exact, base = exact_factor(unit[len(scale) :])
                return Fraction(times) * exact, base
    return Fraction(1), unit
