from __future__ import annotations

import pytest

from tashan.reading.attribution.genre import read_genre
from tashan.reading.text.normalise import normalise
from tashan.reading.text.sections import read_sections

CASES = [
    ("2024年松江县政府工作报告\n各位代表:很好。", 2024, "title"),
    (
        "松江县2023年政府工作报告\n一、2023年主要工作和成就\n二、2024年任务",
        2024,
        "heading",
    ),
    ("政府工作报告\n各位代表:\n一、2023年工作回顾\n很好。", 2024, "heading"),
    (
        "2023年政府工作报告\n2024年1月8日在松江县人民代表大会第一次会议上",
        2024,
        "session",
    ),
    ("松江县2023年国民经济和社会发展统计公报\n很好。", 2023, "title"),
    ("赴昆山市考察报告\n2014年6月3日,去了昆山市。", 2014, "date"),
    ("今年是“十五五”开局之年。", 2026, "plan"),
    ("今年很好。", None, ""),
]


@pytest.mark.parametrize(("text", "base", "rule"), CASES)
def test_the_year_of_this_year_is_found_and_its_rule_told(
    text: str, base: int | None, rule: str
) -> None:
    normal = normalise(text)
    found = read_genre(normal.text, read_sections(normal))
    assert (found.base, found.base_rule) == (base, rule)


def test_a_report_about_other_places_is_a_visit() -> None:
    assert read_genre("赴昆山市、太仓市学习的报告", []).visit


def test_a_work_report_that_speaks_of_a_visit_is_none() -> None:
    assert not read_genre("政府工作报告\n各位代表:亲临考察。", []).visit


def test_a_year_of_ones_own_that_tells_of_a_visit_is_none() -> None:
    text = "松江县招商引资工作总结\n一年来,全县赴上海、深圳考察8次,引进项目9个。"
    assert not read_genre(text, []).visit


def test_visitors_at_the_start_make_a_visit_without_a_title() -> None:
    assert read_genre("按照安排,我们到昆山市参观考察,受益很大。", []).visit


def test_a_visit_that_was_received_is_no_visit() -> None:
    text = "省委同志牢记总书记到江苏考察时的嘱托,建桥3座。"
    assert not read_genre(text, []).visit


def test_a_day_in_a_sentence_is_not_the_day_of_the_report() -> None:
    assert read_genre("2024年3月5日,大桥通车,全省高兴。", []).base is None


def test_a_title_about_ones_own_county_outweighs_an_aside_about_a_visit() -> None:
    text = "关于我县茶业的调研报告\n组织委员深入茶园,并赴邻县考察。"
    assert not read_genre(text, []).visit


def test_an_aside_alone_makes_no_visit() -> None:
    text = "茶业调研报告\n本会组织委员深入茶园走访,并赴邻县考察。"
    assert not read_genre(text, []).visit


def test_ones_own_county_that_went_on_a_visit_is_a_visit() -> None:
    assert read_genre("关于我县赴昆山市考察的报告", []).visit


def test_a_report_that_sets_another_city_beside_ones_own_speaks_of_both() -> None:
    assert read_genre("茶业报告\n一、我市茶业与昆山市之比较分析\n我市慢。", []).visit
