"""Printed quantities in base units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tashan.base.quantities import SCALES, UNITS, base_quantity, exact_factor


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


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("", (Fraction(1), "1")),
        ("%", (Fraction(1, 100), "1")),
        ("万元", (Fraction(10_000), "元")),
        ("万亿元", (Fraction(10**12), "元")),
        ("亩", (Fraction(2000, 3), "平方米")),
        ("万亩", (Fraction(20_000_000, 3), "平方米")),
        ("千瓦", (Fraction(1000), "瓦")),
        ("户", (Fraction(1), "户")),
    ],
)
def test_a_factor_is_exact(unit: str, expected: tuple[Fraction, str]) -> None:
    assert exact_factor(unit) == expected


@pytest.mark.parametrize("unit", [*UNITS, *SCALES])
def test_an_exact_factor_is_the_one_that_reports_are_read_with(unit: str) -> None:
    exact, base = exact_factor(unit)
    assert base_quantity(1.0, unit) == (pytest.approx(float(exact)), base)
