"""A printed name finds the indicators that it may mean."""

from __future__ import annotations

import pytest

from tashan.mechanisms.library import candidates
from tashan.mechanisms.naming import MOST, Reason


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("地区生产总值", "grp"),
        ("GDP", "grp"),
        ("规上工业增加值", "industrial_value_added"),
        ("规模以上工业增加值增速", "industrial_value_added"),
        ("全县固定资产投资同比增长", "fixed_asset_investment"),
        ("1-10月社会消费品零售总额", "retail_sales"),
        ("全年完成地方财政收入", "general_budget_revenue"),
        ("進出口總額", "goods_trade"),
        ("农民人均纯收入", "rural_income_per_head"),
        ("标准厂房入驻率", "occupancy_rate"),
        ("Occupancy rate of standard factories", "occupancy_rate"),
    ],
)
def test_the_likeliest_is_first(printed: str, code: str) -> None:
    assert candidates(printed)[0].code == code


def test_a_title_is_surer_than_an_alias() -> None:
    title, alias = candidates("社会消费品零售总额")[0], candidates("社零")[0]
    assert (title.reason, alias.reason) == (Reason.TITLE, Reason.ALIAS)
    assert title.score > alias.score


def test_each_candidate_says_what_it_was_compared_with() -> None:
    assert candidates("用电量")[0].name == "用电量"


def test_a_part_of_a_name_gives_several() -> None:
    found = candidates("人均可支配收入增长")
    assert {"income_per_head", "urban_income_per_head"} <= {one.code for one in found}
    assert len(found) <= MOST


@pytest.mark.parametrize("printed", ["", "  ", "。", "天气预报", "x" * 10_000])
def test_what_is_like_no_name_finds_nothing(printed: str) -> None:
    assert candidates(printed) == []
