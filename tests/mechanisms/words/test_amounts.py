"""Numbers with their units as an officer says them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tashan.mechanisms.words.amounts import amount, number
from tashan.mechanisms.words.spans import Tongue


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("1000", "万元", "1000 万元", "10 million yuan"),
        ("20000", "万元", "2 亿元", "200 million yuan"),
        ("12345", "万元", "12,345 万元", "123.45 million yuan"),
        ("500", "元", "500 元", "500 yuan"),
        ("20000000", "元", "2000 万元", "20 million yuan"),
        ("10", "%", "10%", "10%"),
        ("50", "亩", "50 亩", "50 mu"),
        ("20", "万元/亩", "20 万元/亩", "200,000 yuan per mu"),
        ("0.50", None, "0.5", "0.5"),
    ],
)
def test_an_amount_is_said_with_its_unit(value: str, unit: str | None, zh: str, en: str) -> None:
    assert amount(Decimal(value), unit, Tongue.ZH) == zh
    assert amount(Decimal(value), unit, Tongue.EN) == en


def test_a_number_has_no_needless_zeros() -> None:
    assert [number(Decimal(text)) for text in ("10", "2.50", "0", "10000")] == [
        "10", "2.5", "0", "10,000",
    ]  # fmt: skip
