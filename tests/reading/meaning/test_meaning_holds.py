"""Whatever the text, the readers of meaning end soon and quote what stands there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pace import yard
from tests.reading.plain import plain

from tashan.reading.findings import Finding
from tashan.reading.meaning.gaps import read_gaps
from tashan.reading.meaning.links import link
from tashan.reading.meaning.measures import read_measures
from tashan.reading.meaning.mechanisms import read_mechanisms
from tashan.reading.meaning.zones import read_zones
from tashan.reading.text.sections import read_sections

PIECES = st.sampled_from(
    [
        *"一二三十、。；，：？“”《》（）()\n 0123.%是",
        "首先，", "建议", "我们要", "相比之下，", "存在的问题", "各位代表：", "考察", "机制",
        "制度", "实施", "行动", "不足", "增长5%", "清醒认识到", "困难", "（一）", "第一部分",
        "加快建设", "以旧换新", "的", "和", "”行动", "“一件事”", "2026年工作安排",
    ]
)  # fmt: skip
MOST_YARDS = 150  # of `tests.pace`; growth by the square takes thousands


def read(text: str) -> list[Finding]:
    normal = plain(text)
    sections = read_sections(normal)
    zones = read_zones(normal, sections)
    findings = [
        *read_mechanisms(normal, sections, zones),
        *read_gaps(normal, sections, zones),
        *read_measures(normal, sections, zones),
    ]
    findings.sort(key=lambda finding: (finding.start, finding.end))
    link(findings)
    return findings


@given(st.lists(PIECES, max_size=80).map("".join))
def test_every_quote_is_what_stands_at_its_offsets(text: str) -> None:
    for finding in read(text):
        assert finding.quote == text[finding.start : finding.end] != ""


@given(st.lists(PIECES, max_size=80).map("".join))
def test_every_link_leads_to_a_finding(text: str) -> None:
    findings = read(text)
    assert all(f.refers_to is None or f.refers_to < len(findings) for f in findings)


@given(st.lists(PIECES, max_size=80).map("".join))
def test_sections_lie_inside_the_text(text: str) -> None:
    for section in read_sections(plain(text)):
        assert 0 <= section.start < section.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 100_000,
        "各位代表：二、工作安排" + "7" * 100_000 + "“，”",
        "考察。" + "；我们要" * 40_000,
        "考察。" + "；相比之下我" * 40_000,
        "考察。一、建议\n" + "一、问题" * 40_000,
        "各位代表：" + "。\n一、安排\n（一）建设" * 30_000,
        "“" * 100_000,
        "二、工作安排。" + "（“《" * 100_000,
        "制度" * 50_000,
    ],
    ids=["lines", "digits", "vows", "gaps", "headings", "chapters", "quotes", "open", "heads"],
)
def test_a_long_text_of_one_kind_is_read_soon(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < MOST_YARDS * yard()
