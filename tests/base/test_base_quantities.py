"""Printed quantities in base units."""

from __future__ import annotations

import pytest

from tashan.base.quantities import base_quantity


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (102, "万平方米", (1_020_000, "平方米")),
        (91, "%", (0.91, "1")),
        (2.5, "个百分点", (0.025, "1")),
        (9965, "万元", (99_650_000, "元")),
        (1, "万亿元", (1e12, "元")),
        (2, "亿美元", (2e8, "美元")),
        (300, "公里", (300_000, "米")),
        (15, "亩", (10_000, "平方米")),
        (5, "千米", (5_000, "米")),
        (3, "千瓦", (3_000, "瓦")),
        (160, "万", (1_600_000, "1")),
        (0.25, None, (0.25, "1")),
        (34, "个", (34, "个")),
        (550, "㎡", (550, "平方米")),
        (2, "万kWh", (20_000, "千瓦时")),
        (3, "万亩", (20_000_000, "平方米")),
    ],
)
def test_a_printed_quantity_in_its_base_unit(
    value: float, unit: str | None, expected: tuple[float, str]
) -> None:
    assert base_quantity(value, unit) == expected
