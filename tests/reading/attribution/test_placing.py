from __future__ import annotations

from tashan.reading.findings import Kind
from tashan.reading.pipeline import read_text

REPORT = """赴昆山市学习考察报告
一、昆山市的做法
昆山市建立“一窗通办”工作机制,有企业90家。
二、几点建议
建议我县推行容缺受理制度。"""


def test_a_mechanism_is_placed_where_its_clause_says_it_works() -> None:
    places = [f.place for f in read_text(REPORT).findings if f.kind is Kind.MECHANISM]
    assert places == ["昆山市", "我县"]


def test_the_rule_of_the_place_stands_with_the_others() -> None:
    for finding in read_text(REPORT).findings:
        if finding.kind is Kind.MECHANISM:
            assert any(rule.startswith("place.") for rule in finding.rules)
