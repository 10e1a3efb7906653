"""A finding is told with the heading that it stands under."""

from __future__ import annotations

from tashan.reading.findings import Finding, Kind
from tashan.reading.pipeline import read_text
from tashan.reading.text.headings import in_original, tell_sections
from tashan.reading.text.normalise import normalise
from tashan.reading.text.sections import Section, read_sections

SECTIONS = (
    Section("一", "园区", 1, 10, 50),
    Section("一/(一)", "厂房", 2, 20, 50),
    Section("二", "财税", 1, 50, 90),
)


def section_at(start: int) -> str:
    finding = Finding(Kind.GAP, start, start + 1, "字")
    tell_sections([finding], SECTIONS)
    return finding.section


def test_a_finding_belongs_to_the_innermost_heading_before_it() -> None:
    assert [section_at(at) for at in (10, 19, 20, 49, 50, 89)] == [
        *("一", "一", "一/(一)", "一/(一)", "二", "二")
    ]


def test_a_finding_before_the_first_heading_belongs_to_none() -> None:
    assert section_at(9) == ""


def test_sections_are_told_in_offsets_of_the_original() -> None:
    text = "一、园 区 建 设\n各项工作稳步推进。\n二、财税\n税收稳步增长。\n"
    normal = normalise(text)
    moved = in_original(normal, read_sections(normal))
    assert [text[section.start] for section in moved] == ["一", "二"]


def test_the_rules_tell_the_heading_of_each_finding() -> None:
    text = "一、园区建设\n标准厂房达到60万平方米。\n二、财税\n税收增长5%。\n"
    assert [finding.section for finding in read_text(text).findings] == ["一", "二"]
