"""The units in which an indicator may be kept, with what each is in its base unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` of ``base`` make one of this unit; only units of one base can be converted."""

    code: str
    english: str
    base: str
    factor: Decimal = Decimal(1)


_TABLE = (
    # money
    ("元", "yuan", "元", "1"),
    ("万元", "10,000 yuan", "元", "10000"),
    ("亿元", "100 million yuan", "元", "100000000"),
    ("美元", "US dollars", "美元", "1"),
    ("万美元", "10,000 US dollars", "美元", "10000"),
    ("亿美元", "100 million US dollars", "美元", "100000000"),
    # shares and index numbers; a difference of shares is in points, never in per cent
    ("%", "%", "%", "1"),
    ("个百分点", "percentage points", "个百分点", "1"),
    ("比值", "ratio", "比值", "1"),
    ("上年=100", "previous year = 100", "上年=100", "1"),
    # land and floors
    ("平方米", "m²", "平方米", "1"),
    ("万平方米", "10,000 m²", "平方米", "10000"),
    ("亩", "mu", "亩", "1"),
    ("公顷", "hectares", "亩", "15"),
    ("平方公里", "km²", "亩", "1500"),
    # energy, water, waste
    ("千瓦", "kW", "千瓦", "1"),
    ("万千瓦", "10,000 kW", "千瓦", "10000"),
    ("千瓦时", "kWh", "千瓦时", "1"),
    ("万千瓦时", "10,000 kWh", "千瓦时", "10000"),
    ("亿千瓦时", "100 million kWh", "千瓦时", "100000000"),
    ("吨标准煤", "tonnes of coal equivalent", "吨标准煤", "1"),
    ("万吨标准煤", "10,000 tonnes of coal equivalent", "吨标准煤", "10000"),
    ("吨标准煤/万元", "tonnes of coal equivalent per 10,000 yuan", "吨标准煤/万元", "1"),
    ("立方米", "m³", "立方米", "1"),
    ("万立方米", "10,000 m³", "立方米", "10000"),
    ("立方米/日", "m³ a day", "立方米/日", "1"),
    ("万立方米/日", "10,000 m³ a day", "立方米/日", "10000"),
    ("吨", "tonnes", "吨", "1"),
    ("万吨", "10,000 tonnes", "吨", "10000"),
    ("吨/日", "tonnes a day", "吨/日", "1"),
    # people and things
    ("人", "people", "人", "1"),
    ("万人", "10,000 people", "人", "10000"),
    ("人次", "visits", "人次", "1"),
    ("万人次", "10,000 visits", "人次", "10000"),
    ("户", "units", "户", "1"),
    ("家", "enterprises", "家", "1"),
    ("个", "items", "个", "1"),
    ("项", "matters", "项", "1"),
    ("件", "pieces", "件", "1"),
    ("万件", "10,000 pieces", "件", "10000"),
    ("床", "beds", "床", "1"),
    ("天", "days", "天", "1"),
    ("微克/立方米", "µg/m³", "微克/立方米", "1"),
    # per something
    ("万元/亩", "10,000 yuan per mu", "元/亩", "10000"),
    ("元/人", "yuan per person", "元/人", "1"),
    ("万元/人", "10,000 yuan per person", "元/人", "10000"),
    ("万元/吨标准煤", "10,000 yuan per tonne of coal equivalent", "元/吨标准煤", "10000"),
    ("万元/吨", "10,000 yuan per tonne", "元/吨", "10000"),
    ("元/千瓦时", "yuan per kWh", "元/千瓦时", "1"),
)
UNITS = {row[0]: Unit(row[0], row[1], row[2], Decimal(row[3])) for row in _TABLE}


def converted(value: Decimal, unit: str, *, into: str) -> Decimal | None:
    """The same quantity in another unit, or None where the two do not measure the same."""
    old, new = UNITS.get(unit), UNITS.get(into)
    if old is None or new is None or old.base != new.base:
        return None
    return value * old.factor / new.factor
