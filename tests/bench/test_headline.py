"""The headline figures are those that a text states, of their own year and type."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tashan.reading.findings import Finding
from tashan.reading.pipeline import read_text

BENCH = Path(__file__).parents[2] / "bench"
REPORT = """2026年松江省政府工作报告
一、2025年工作回顾
过去一年,全省地区生产总值达到3.2万亿元、增长5.1%,规模以上工业增加值增长6.3%,一般公共预算收入突破2000亿元、达到2051亿元,增长2.2%。
社会消费品零售总额1.1万亿元、增长4.4%。固定资产投资下降0.7%。城镇新增就业36万人。
五年来,地区生产总值年均增长5.6%,城镇新增就业190万人。
二、2026年重点工作
今年主要预期目标是:全省地区生产总值增长5%左右,城镇新增就业35万人以上。
"""
ROWS = [
    ("grp", 3.2, "万亿元", "2025", "level"),
    ("grp_growth", 5.1, "%", "2025", "growth"),
    ("grp_target", 5, "%", "2026", "target"),
    ("budget", 2051, "亿元", "2025", "level"),
    ("budget_growth", 2.2, "%", "2025", "growth"),
    ("investment_growth", 0.7, "%", "2025", "growth"),
    ("retail", 1.1, "万亿元", "2025", "level"),
    ("retail_growth", 4.4, "%", "2025", "growth"),
    ("industry_growth", 6.3, "%", "2025", "growth"),
    ("new_jobs", 36, "万人", "2025", "count"),
]


@pytest.fixture(scope="module")
def findings() -> Sequence[Finding]:
    return read_text(REPORT).findings


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_headline_figure_is_found_whole(
    row: tuple[str, float, str, str, str],
    findings: Sequence[Finding],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    from headline import Figure, headline

    figure = Figure("松江省", *row)
    found = headline(figure, findings)
    assert found is not None
    assert figure.fits(found), found


def test_what_was_read_by_eye_has_one_row_a_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    from headline import truth

    fields = [(figure.province, figure.field) for figure in truth()]
    assert len(fields) == len(set(fields))


def test_a_missing_corpus_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, BENCH / "headline.py", tmp_path / "nowhere"],
        env={"PYTHONPATH": str(BENCH.parent / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "not measured, there is no folder" in done.stdout


@pytest.mark.shared
def test_nine_in_ten_headline_figures_are_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    from cases import SHARED
    from headline import GOAL, lines, truth

    if not (SHARED / "corpus").is_dir():
        pytest.skip(f"the reports are not part of the project: no {SHARED / 'corpus'}")
    right = [good for good, _ in lines(SHARED / "corpus", truth(), only_wrong=True)]
    assert sum(right) / len(right) >= GOAL
