"""Movements in the words of an office: rising, falling, narrowing, turning, standing still."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tashan.base.periods import FigurePeriod
from tashan.indicators.analysis import chinese
from tashan.indicators.analysis.standings import Among, Rank
from tashan.mechanisms.library import library

D = Decimal
KNOWN = library().indicators


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("6.5", "同比增长6.5%"),
        ("-3.2", "同比下降3.2%"),
        ("0.04", "与上年同期持平"),
        ("-0.04", "与上年同期持平"),
        ("0.05", "同比增长0.1%"),
    ],
)
def test_growth_is_told_with_its_direction(rate: str, words: str) -> None:
    assert chinese.growth(D(rate)) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("6.5", "6.0", "增速比1—8月提高0.5个百分点"),
        ("5.5", "6.0", "增速比1—8月回落0.5个百分点"),
        ("-2.0", "-3.5", "降幅比1—8月收窄1.5个百分点"),
        ("-3.5", "-2.0", "降幅比1—8月扩大1.5个百分点"),
        ("0.5", "-0.5", "由负转正，增速比1—8月提高1.0个百分点"),
        ("-0.5", "0.5", "由正转负，增速比1—8月回落1.0个百分点"),
        ("0", "-0.5", "由降转平，增速比1—8月提高0.5个百分点"),
        ("-0.5", "0", "由平转降，增速比1—8月回落0.5个百分点"),
        ("6.0", "6.0", "增速与1—8月持平"),
        ("-6.0", "-6.0", "降幅与1—8月持平"),
        ("6.04", "6.01", "增速与1—8月持平"),  # as they are printed
    ],
)
def test_a_change_of_growth_is_in_percentage_points(now: str, before: str, words: str) -> None:
    assert chinese.change(D(now), D(before), since="1—8月") == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2026-01/2026-09", "1—9月"),
        ("2026Q1/2026Q3", "前三季度"),
        ("2026-09-30", "9月末"),
        ("2026", "全年"),
        ("2025", "上年全年"),
        ("2025-12-31", "上年末"),
        ("2025-01/2025-09", "上年1—9月"),
        ("2024", "2024年"),
    ],
)
def test_a_period_names_its_year_only_where_it_is_another(code: str, words: str) -> None:
    assert chinese.period(FigurePeriod.parse(code), year=2026) == words


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (Rank(2, 7, is_shared=False), ("", "居全市第2位")),
        (Rank(3, 7, is_shared=True), ("", "并列全市第3位")),
        (Rank(2, 5, is_shared=False), ("在已公布的5个县（市、区）中", "居第2位")),
    ],
)
def test_a_rank_says_among_whom(rank: Rank, words: tuple[str, str]) -> None:
    told = chinese.place_in_order(rank, KNOWN["retail_sales"], among=Among.CITY, places=7)
    assert told == words


def test_a_rank_in_the_province_counts_the_places() -> None:
    rank = Rank(9, 13, is_shared=True)
    told = chinese.place_in_order(rank, KNOWN["grp"], among=Among.PROVINCE, places=13)
    assert told == ("在可比13个县（市、区）中", "并列第9位")


def test_where_lower_is_better_the_rank_says_so() -> None:
    rank = Rank(1, 7, is_shared=False)
    told = chinese.place_in_order(rank, KNOWN["bad_loans"], among=Among.CITY, places=7)
    assert told.place == "由低到高居全市第1位"


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ("78.3", "完成年度目标的78.3%，比时间进度快3.3个百分点"),
        ("70", "完成年度目标的70.0%，比时间进度慢5.0个百分点"),
        ("75", "完成年度目标的75.0%，与时间进度一致"),
    ],
)
def test_a_target_is_held_against_the_time_elapsed(done: str, words: str) -> None:
    assert chinese.progress(D(done), D(75)) == words


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ("0.8", "比上年同期提高0.8个百分点"),
        ("-1.2", "比上年同期下降1.2个百分点"),
        ("0", "与上年同期持平"),
    ],
)
def test_a_share_moves_by_points_not_by_per_cent(moved: str, words: str) -> None:
    assert chinese.moved_on_year(D(moved)) == words


@pytest.mark.parametrize(
    ("moved", "words"),
    [("12.3", "比年初增加12.30亿元"), ("-1", "比年初减少1.00亿元"), ("0", "与年初持平")],
)
def test_a_stock_is_held_against_the_new_year(moved: str, words: str) -> None:
    assert chinese.since_new_year(D(moved), KNOWN["deposits"]) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [("5.0", "两年平均增长5.0%"), ("-1", "两年平均下降1.0%"), ("0", "两年平均持平")],
)
def test_the_two_year_average_has_its_direction(rate: str, words: str) -> None:
    assert chinese.two_years(D(rate)) == words


def test_an_amount_carries_the_places_of_its_indicator() -> None:
    assert chinese.amount(D("251.6"), KNOWN["grp"]) == "251.60亿元"
    assert chinese.amount(D("2.31"), KNOWN["income_ratio"]) == "2.31"


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["甲"], "甲"), (["甲", "乙", "丙"], "甲、乙和丙")]
)
def test_names_are_listed(names: list[str], words: str) -> None:
    assert chinese.listed(names) == words
