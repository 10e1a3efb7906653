"""A text from its characters to its findings."""

from __future__ import annotations

from tashan.reading.pipeline import read_text


def test_a_quote_is_cut_from_the_original() -> None:
    original = "甲縣去年修建標准廠房 30 萬平方米,入驻率 88%。"
    assert [original[f.start : f.end] == f.quote for f in read_text(original).findings] == [
        True,
        True,
    ]


def test_findings_keep_the_order_of_the_text() -> None:
    findings = read_text("引进企业5家,就业300人。").findings
    assert [finding.value for finding in findings] == [5, 300]
