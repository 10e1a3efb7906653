"""Whatever the text: no crash, and every quote is the text at its offsets."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reading.made_files import SECOND, SENTENCE

from tashan.reading.document import Document
from tashan.reading.findings import Kind
from tashan.reading.pipeline import Reading, read_text
from tashan.reading.rows import as_line, row_of

# what reports are made of, torn into pieces that fall together anew
WORDS = (
    "全县 我市 XX县 海州市 贵安新区 去年 今年 目前 1-10月 2009年 20xx年 同比 增长 下降 达到 "
    "突破 实现 产值 利税 入驻率 财政收入 规上企业 招商引资 标准厂房 亿元 万元 % 个百分点 "
    "平方米 家 人 天 倍 第2位 居全省 1/4 91 12.5 14。2 1,200 三分之一 百分之五 八成 五百 近 "
    "约 多 余 以上 以下 分别 由 升为 其中 一、 (一) 1. 一是 首先 （二） 2、 [ ] 【】 ==== *** "
    "， 。 、 ； ： “ ” … 建议 问题 不足 相比之下 并联审批 一站式服务 四个一 五加二 1+12 "
    "500强 1000万元以上项目 文档简介 温馨提示"
)
BLANKS = ("\n", "\r\n", "\n\n", " ", "\u3000", "\t", "\x00", "\u202e", "\ufeff", "\ud800", "𠮷")
genre = st.lists(st.sampled_from((*WORDS.split(), *BLANKS, SENTENCE, SECOND)), max_size=80)
texts = st.one_of(genre.map("".join), st.text(st.characters(), max_size=200))


def check(text: str, reading: Reading) -> None:
    for finding in reading.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.quote == text[finding.start : finding.end]
        assert finding.kind in Kind
        assert 0 <= finding.confidence <= 1
        assert finding.value is None or finding.value >= 0
        assert finding.refers_to is None or 0 <= finding.refers_to < len(reading.findings)
    for section in reading.sections:
        assert 0 <= section.start <= section.end <= len(text)


@settings(max_examples=400, deadline=None)
@given(texts)
@example("")
@example("\n")
@example("%")
@example("\ud800\udc00")
def test_quotes_are_always_the_text_at_their_offsets(text: str) -> None:
    check(text, read_text(text))


@settings(max_examples=60, deadline=None)
@given(genre.map("".join))
def test_a_text_is_read_the_same_each_time(text: str) -> None:
    assert read_text(text) == read_text(text)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_every_finding_is_a_line_of_json(text: str) -> None:
    document = Document(text=text, format="txt")
    for finding in read_text(text).findings:
        line = as_line(row_of(finding, document))
        assert "\n" not in line
        assert json.loads(line)["quote"] == finding.quote
