from __future__ import annotations

import pytest

from tashan.reading.text.titles import title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "关于赴青岚县学习考察的报告\n\n县委、县政府：\n现报告如下。",
            "关于赴青岚县学习考察的报告",
        ),
        ("青岚县人民政府文件\n青岚县园区建设调研报告\n一、现状", "青岚县园区建设调研报告"),
        ("赴青嵐縣考察報告彙總報告\n一、概況", "赴青嵐縣考察報告彙總報告"),
    ],
)
def test_the_line_that_is_a_title_is_told_as_printed(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "去年全县生产总值增长6%。",
        "工作报告\n一、",
        "大家讨论了这个报告。\n一、",
    ],
)
def test_a_text_without_a_title_has_none(text: str) -> None:
    assert title_of(text) == ""
