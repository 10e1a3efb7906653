"""What numbers of a unit measure, and in what the columns of a table hold them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tashan.mechanisms.rules.units import (
    BARE,
    MONEY,
    SHARE,
    divided,
    is_unit,
    measure,
    multiplied,
    number_column,
)
from tashan.mechanisms.units import UNITS

WAN, MU = measure("万元"), measure("亩")


def test_money_by_area_is_yuan_by_square_metre() -> None:
    per_mu = measure("万元/亩")
    assert per_mu.base == "元/平方米"
    assert per_mu.factor == Fraction(10_000) / Fraction(2000, 3)
    assert divided(WAN, MU).dimension == per_mu.dimension


def test_like_by_like_is_a_share() -> None:
    assert divided(WAN, measure("亿元")) == SHARE
    assert multiplied(divided(WAN, MU), MU).dimension == MONEY


def test_a_share_and_a_bare_number_change_nothing_of_what_they_multiply() -> None:
    assert multiplied(SHARE, WAN) == WAN
    assert multiplied(WAN, BARE) == WAN
    assert divided(WAN, BARE) == WAN
    assert multiplied(BARE, BARE) == BARE


def test_money_is_held_in_fen_and_all_else_in_millionths_of_its_unit() -> None:
    assert number_column("tax", WAN).factor == Fraction(1, 100)
    assert number_column("land", MU).factor == Fraction(2000, 3) / 1_000_000
    assert number_column("debt", measure("%")).factor == Fraction(1, 100_000_000)
    assert number_column("loans", measure("万美元")).unit == "美元"


@pytest.mark.parametrize("unit", [unit for unit in UNITS if "=" not in unit])
def test_every_unit_of_the_library_may_stand_behind_a_number(unit: str) -> None:
    assert is_unit(unit)
    assert measure(unit).factor > 0


@pytest.mark.parametrize("unit", ["百万元", "千万元", "倍", "‰", "万平方米", "百亩"])
def test_other_scales_of_a_unit_are_units(unit: str) -> None:
    assert is_unit(unit)


@pytest.mark.parametrize("unit", ["万", "亿", "元元", "万圆", "斤半", "元/"])
def test_what_counts_nothing_is_no_unit(unit: str) -> None:
    assert not is_unit(unit)
