"""Candidates for the figures of the provinces are what the reader found of one year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

REPORT = """2026年安徽省政府工作报告
一、2025年工作回顾
过去一年,全省地区生产总值达到3.21万亿元、增长5.1%,固定资产投资下降0.7%,居全国第8位。
五年来,地区生产总值年均增长5.6%。
二、2026年重点工作
今年主要预期目标是:全省地区生产总值增长5%左右。
"""


@pytest.fixture
def provinces(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("provinces")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "安徽省.txt").write_text(REPORT, "utf-8")
    (tmp_path / "松江省.txt").write_text(REPORT, "utf-8")
    return tmp_path


def test_a_candidate_has_the_code_the_figure_and_its_line(
    provinces: ModuleType, folder: Path
) -> None:
    first = next(iter(provinces.rows(folder, "2025")))
    assert first == ["340000", "安徽省", "grp", "level", "2025", "3.21", "万亿元", "", "line 3"]


def test_targets_ranks_and_means_of_five_years_are_no_candidates(
    provinces: ModuleType, folder: Path
) -> None:
    found = [(row[2], row[3], row[5]) for row in provinces.rows(folder, "2025")]
    assert found == [
        ("grp", "level", "3.21"),
        ("grp", "growth", "5.1"),
        ("fixed_asset_investment", "growth", "0.7"),
    ]


def test_a_place_that_is_no_province_is_passed_over(provinces: ModuleType, folder: Path) -> None:
    assert {row[1] for row in provinces.rows(folder, "2025")} == {"安徽省"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("全省地区生产总值", "grp"),
        ("人均地区生产总值", None),
        ("居民人均可支配收入", "income_per_head"),
        ("城镇居民人均可支配收入", "urban_income_per_head"),
        ("跨境电商进出口", None),
        ("绿地率", None),
    ],
)
def test_a_name_is_a_headline_figure_or_none(
    provinces: ModuleType, name: str, code: str | None
) -> None:
    assert provinces.indicator(name) == code
