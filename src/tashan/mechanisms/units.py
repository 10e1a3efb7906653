"""The units in which an indicator may be kept: as offices write them, and in English."""

from __future__ import annotations

from collections.abc import Iterable

from tashan.base.script import simplified
from tashan.mechanisms.problems import unknown

UNITS = {
    # money
    "元": "yuan",
    "万元": "10,000 yuan",
    "亿元": "100 million yuan",
    "美元": "US dollars",
    "万美元": "10,000 US dollars",
    "亿美元": "100 million US dollars",
    # shares and index numbers; a difference of shares is in points, never in per cent
    "%": "%",
    "个百分点": "percentage points",
    "比值": "ratio",
    "上年=100": "previous year = 100",
    # land and floors
    "平方米": "m²",
    "万平方米": "10,000 m²",
    "亩": "mu",
    "公顷": "hectares",
    "平方公里": "km²",
    # energy, water, waste
    "千瓦": "kW",
    "万千瓦": "10,000 kW",
    "千瓦时": "kWh",
    "万千瓦时": "10,000 kWh",
    "亿千瓦时": "100 million kWh",
    "吨标准煤": "tonnes of coal equivalent",
    "万吨标准煤": "10,000 tonnes of coal equivalent",
    "吨标准煤/万元": "tonnes of coal equivalent per 10,000 yuan",
    "立方米": "m³",
    "万立方米": "10,000 m³",
    "立方米/日": "m³ a day",
    "万立方米/日": "10,000 m³ a day",
    "吨": "tonnes",
    "万吨": "10,000 tonnes",
    "吨/日": "tonnes a day",
    # people and things
    "人": "people",
    "万人": "10,000 people",
    "人次": "visits",
    "万人次": "10,000 visits",
    "户": "units",
    "家": "enterprises",
    "个": "items",
    "项": "matters",
    "件": "pieces",
    "万件": "10,000 pieces",
    "床": "beds",
    "天": "days",
    "微克/立方米": "µg/m³",
    # per something
    "元/亩": "yuan per mu",
    "元/平方米": "yuan per m²",
    "万元/亩": "10,000 yuan per mu",
    "元/人": "yuan per person",
    "万元/人": "10,000 yuan per person",
    "万元/吨标准煤": "10,000 yuan per tonne of coal equivalent",
    "万元/吨": "10,000 yuan per tonne",
    "元/千瓦时": "yuan per kWh",
}
# written for a sign that units have: 万圆 is meant to be 万元
_MEANT = str.maketrans({"圆": "元", "园": "元", "％": "%", "块": "元"})


def unknown_unit(given: str, units: Iterable[str] = UNITS) -> str:
    """What to tell of a unit that there is not: the one that was probably meant."""
    known = list(units)
    meant = simplified(given).translate(_MEANT)
    if meant in known:
        return f"unknown unit {given!r}. Did you mean {meant!r}?"
    return unknown("unit", given, known)
