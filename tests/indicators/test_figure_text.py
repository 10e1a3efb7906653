"""How figures are written: exact, rounded half up, with their unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tashan.indicators.figure_text import figure_text, number_text, rounded


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("0.25", 1, "0.3"), ("-0.25", 1, "-0.3"), ("2.675", 2, "2.68"), ("0.45", 0, "0")],
)
def test_a_half_is_rounded_away_from_nought(value: str, places: int, expected: str) -> None:
    assert rounded(Decimal(value), places) == Decimal(expected)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="never a float"):
        number_text(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1846", "万元", "1,846 万元"),
        ("312.6", "亿元", "312.60 亿元"),
        ("91.05", "%", "91.1%"),
        ("-166.40", "万㎡", "−166.4 万㎡"),
        ("1234567.8900", "元", "1,234,567.89 元"),
        ("100", "", "100"),
        ("-0.04", "%", "0.0%"),
    ],
)
def test_a_figure_carries_its_unit(value: str, unit: str, expected: str) -> None:
    assert figure_text(Decimal(value), unit) == expected
