"""Whatever the text, the two readers answer: no crash, no hang."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st
from tests.pace import yard

from tashan.reading.attribution.periods import read_periods
from tashan.reading.attribution.places import read_places
from tashan.reading.text.normalise import normalise
from tashan.reading.text.sections import read_sections

PIECES = re.findall(
    r"\S+|\n",
    """去年 今年 2019年 十四五 “十四五”时期 目前 每年 连续两年 1-10月 13月 年 月 前三季度 昆山市
    昆山 XX县 江苏省 我市 全省 全国 第一 居 占 等3个 考察 一、 (一) 一是 , 。 : “ ” 的 新区 集团有
    第三届 博览会上 12亿元 5%""",
)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_number_gets_an_answer(text: str) -> None:
    normal = normalise(text)
    sections = read_sections(normal)
    places = read_places(normal, sections)
    periods = read_periods(normal, sections, topics=places.starts)
    for start in range(len(normal.text)):
        assert places.subject(start, start + 1).rule
        assert periods.of(start, start + 1).rule


def test_one_line_without_end_takes_no_more_than_its_length() -> None:
    normal = normalise("赴昆山市考察报告每年连续两年大江集团有昆山市去年5亿元" * 20_000)
    began = time.process_time()
    places = read_places(normal, [])
    periods = read_periods(normal, [], topics=places.starts)
    for start in range(0, len(normal.text), 28):
        places.subject(start, start + 1)
        periods.of(start, start + 1)
    assert time.process_time() - began < 250 * yard()
