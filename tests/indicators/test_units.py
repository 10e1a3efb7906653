"""Units of figures, converted exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.errors import UserError
from tashan.indicators.units import converted, unit

D = Decimal


@pytest.mark.parametrize(
    ("value", "old", "new", "expected"),
    [
        ("1.2", "亿元", "万元", "12000"),
        ("1.2", "亿元", "元", "120000000"),
        ("3456", "万元", "亿元", "0.3456"),
        ("2.5", "万亿元", "亿元", "25000"),
        ("7", "亿元人民币", "亿元", "7"),
        ("3", "亿美元", "万美元", "30000"),
        ("102", "万平方米", "㎡", "1020000"),
        ("102", "万㎡", "平方米", "1020000"),
        ("15", "亩", "公顷", "1"),
        ("2", "公顷", "亩", "30"),
        ("3", "亩", "平方米", "2000"),
        ("1", "平方公里", "亩", "1500"),
        ("12.5", "万吨标准煤", "吨标准煤", "125000"),
        ("515.6", "亿斤", "万吨", "2578"),
        ("8", "亿千瓦时", "万千瓦时", "80000"),
        ("5", "度", "千瓦时", "5"),
        ("35", "‰", "%", "3.5"),
        ("6.2", "％", "%", "6.2"),
        ("0.5", "个百分点", "百分点", "0.5"),
        ("52", "万人", "人", "520000"),
        ("30", "万元/亩", "元/平方米", "450"),
        ("1", "亿元/平方公里", "万元/公顷", "100"),
        ("12", "元/㎡·月", "元/平方米·月", "12"),
        ("0.4", "吨标准煤/万元", "吨标煤/亿元", "4000"),
        ("3", "万辆", "辆", "30000"),
    ],
)
def test_a_unit_is_converted_exactly(value: str, old: str, new: str, expected: str) -> None:
    assert converted(D(value), old, new) == D(expected)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("亿元", "亿美元"),
        ("万人", "万元"),
        ("亩", "元"),
        ("户", "人"),
        ("天", "工作日"),
        ("元/亩", "元"),
        ("元/人", "美元/人"),
    ],
)
def test_units_of_different_kinds_are_refused(old: str, new: str) -> None:
    with pytest.raises(UserError, match="cannot be converted"):
        converted(D(1), old, new)


def test_per_cent_is_no_percentage_point() -> None:
    with pytest.raises(UserError, match="cannot be converted"):
        converted(D("0.5"), "%", "个百分点")


def test_the_refusal_says_what_unit_was_expected() -> None:
    with pytest.raises(UserError) as refused:
        converted(D(1), "万元", "人")
    assert refused.value.hint == "Expected a unit over 元."


def test_a_figure_without_a_unit_has_no_unit_to_convert_into() -> None:
    with pytest.raises(UserError) as refused:
        converted(D(1), "", "人")
    assert refused.value.hint == "Expected no unit."


def test_spaces_in_a_unit_do_not_tell() -> None:
    assert unit("万元 / 亩") == unit("万元/亩")


def test_the_currencies_of_a_unit_are_known() -> None:
    assert unit("万美元/亩").currencies == {"美元"}
    assert unit("万人").currencies == set()


def test_a_figure_in_its_own_unit_keeps_its_digits() -> None:
    long = D("1." + "1" * 40)
    assert converted(long, "万元", "万元") is long


@given(
    st.decimals("-100000", "100000", places=4),
    st.permutations(["元", "万元", "亿元", "万亿元"]),
)
def test_money_there_and_back_is_the_same(value: Decimal, units: list[str]) -> None:
    assert converted(converted(value, units[0], units[1]), units[1], units[0]) == value


@given(st.decimals("0", "100000", places=2))
def test_land_there_and_back_is_the_same_to_the_last_digits(value: Decimal) -> None:
    back = converted(converted(value, "亩", "公顷"), "公顷", "亩")
    assert abs(back - value) < D("1e-20")
