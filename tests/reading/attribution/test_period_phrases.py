from __future__ import annotations

import pytest

from tashan.reading.attribution.period_phrases import phrases

CASES = [
    ("今年1-10月", "2026-01/2026-10"),
    ("1–10月", "2026-01/2026-10"),
    ("前三季度", "2026-01/2026-09"),
    ("今年前8个月", "2026-01/2026-08"),
    ("去年", "2025"),
    ("2019年", "2019"),
    ("2008年9月", "2008-09"),
    ("2014年7月27日", "2014-07-27"),
    ("2019年上半年", "2019-01/2019-06"),
    ("2021—2025年", "2021/2025"),
    ("2011年至2014年元月", "2011/2014"),
    ("2011年3月至2014年元月", "2011-03/2014-01"),
    ("“十四五”时期", "2021/2025"),
    ("“十三五”期间", "2016/2020"),
    ("过去五年", "2021/2025"),
    ("三年来", "2023/2025"),
    ("二〇三五年", "2035"),
    ("2012年以来", "2012/2026"),
    ("6月份", "2026-06"),
    ("10月18日至22日", "2026-10-18/2026-10-22"),
    ("7月27至28日", "2026-07-27/2026-07-28"),
    ("目前", None),
    ("近年来", None),
    ("前段时间", None),
    ("20xx年", None),
    ("年内", "2026"),
    ("年底前", "2026"),
    ("两年内", None),
    ("五年前", None),
    ("全年", "2026"),
    ("投产当年", None),
    ("短短两天的时间", None),
]


@pytest.mark.parametrize(("printed", "iso"), CASES)
def test_a_phrase_is_kept_as_printed_and_understood(printed: str, iso: str | None) -> None:
    (found,) = phrases(f"县里说,{printed}建成了两座桥。", base=2026)
    assert (found.printed, found.iso) == (printed, iso)


@pytest.mark.parametrize(
    "text",
    [
        "占耕地的1/3左右",
        "用了3个月",
        "13月的账",
        "比上年增长4%",
        "较2020年翻一番",
        "“十五五”规划纲要",
        "建设4年多的新城",
        "半数以上的乡镇",
        "开工当年见效",
        "网上年销售很好",
        "百人以上年均",
        "成本年降两成",
        "补助从每人每年800元提高",
        "用2-3年时间修好",
        "完成全年任务",
        "开工当年内完工",
    ],
)
def test_what_only_looks_like_a_period_is_none(text: str) -> None:
    assert list(phrases(text, base=2026)) == []


@pytest.mark.parametrize("text", ["今年1-10月", "去年", "三年来", "6月份"])
def test_without_a_base_year_the_meaning_is_unknown_and_not_guessed(text: str) -> None:
    (found,) = phrases(text, base=None)
    assert found.iso is None


def test_one_to_ten_months_is_not_the_tenth_of_january() -> None:
    (found,) = phrases("1–10月完成税收3亿元", base=2024)
    assert found.iso == "2024-01/2024-10"


def test_what_everyone_gets_a_year_is_told_of_every_year() -> None:
    (found,) = phrases("每人每年发放3件", base=2026)
    assert found.printed == "每年"


def test_to_the_end_of_the_year_is_the_year_of_the_report() -> None:
    (found,) = phrases("到年底建成2座", base=2026)
    assert (found.printed, found.iso) == ("年底", "2026")


def test_what_is_made_a_year_at_present_is_not_of_the_year_before_last() -> None:
    (found,) = phrases("目前年产很多", base=2026)
    assert found.printed == "目前"
