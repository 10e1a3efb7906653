"""The normal text and its offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.script import simplified
from tashan.reading.text.normalise import normalise

PAGES = "甲县召开\n\n2、会议研究工\n\n3、业发展并安\n\n4、排部署重\n\n5、点项目。"


def test_traditional_characters_become_simplified_one_for_one() -> None:
    assert normalise("稅費收入達標").text == "税费收入达标"


def test_full_width_digits_and_signs_become_half_width() -> None:
    assert normalise("增长１２．５％，居前").text == "增长12.5%,居前"


def test_a_word_of_simplified_text_keeps_its_character() -> None:
    assert normalise("成效显著").text == "成效显著"


def test_blanks_inside_chinese_text_are_dropped() -> None:
    assert normalise("约 3000 家　企业").text == "约3000家企业"


def test_a_blank_between_two_latin_words_stays() -> None:
    assert normalise("采用 Open Data 标准").text == "采用Open Data标准"


def test_paragraphs_stay_apart() -> None:
    assert normalise("第一段。\n\n　　第二段。").text == "第一段。\n第二段。"


def test_a_heading_without_a_full_stop_stays_a_line() -> None:
    assert normalise("一、基本情况\n全县有三个镇。").text == "一、基本情况\n全县有三个镇。"


def test_lines_broken_by_the_layout_are_joined() -> None:
    wrapped = "\n".join(
        [
            "全县上下坚持把项目建设作为第一抓手不断加大招商力",
            "度推动一批重点项目落地见效带动就业持续增长并且在",
        ]
        * 3
    )
    assert "\n" not in normalise(wrapped).text


def test_page_marks_inside_words_are_dropped() -> None:
    assert normalise(PAGES).text == "甲县召开会议研究工业发展并安排部署重点项目。"


def test_page_marks_before_the_numbers_of_headings_are_dropped() -> None:
    torn = "\n\n1、考察了码头\n\n2、和冷库。\n\n3、一、做法很新。\n\n4、(二)办证快。"
    assert "3、" not in normalise(torn).text


def test_three_marks_are_too_few_to_be_page_marks() -> None:
    assert "3、" in normalise("甲县召开\n\n2、会议研究工\n\n3、业发展并安\n\n4、排。").text


def test_a_numbered_list_is_kept() -> None:
    listed = "".join(f"\n\n{number}、做好一件事。" for number in range(1, 7))
    assert normalise(listed).text.count("、做好") == 6


def test_what_stands_before_the_summary_mark_is_dropped() -> None:
    assert (
        normalise("已阅读5页\n下载\n\n文档简介\n\n甲县有5家企业。").text.strip()
        == "甲县有5家企业。"
    )


def test_what_stands_after_the_kind_reminder_is_dropped() -> None:
    assert (
        normalise("甲县有5家企业。\n\n温馨提示\n\n1. 本站不保证质量").text.strip()
        == "甲县有5家企业。"
    )


def test_buttons_at_the_head_are_dropped() -> None:
    assert normalise("下载\n打印\n【字号：\n加大\n】\n甲县报告\n正文。").text == "甲县报告\n正文。"


def test_a_full_stop_read_for_a_decimal_point_is_mended() -> None:
    assert normalise("增长14。2%。").text == "增长14.2%。"


def test_a_full_stop_before_a_year_stays() -> None:
    assert normalise("共12。2026年起").text == "共12。2026年起"


def test_marks_that_cannot_be_seen_are_dropped() -> None:
    assert normalise("增\u200b长\u200f5\x00%").text == "增长5%"


def test_a_text_without_noise_keeps_plain_offsets() -> None:
    assert normalise("甲县有5家企业。").origin == range(8)


def test_the_span_of_a_word_leads_back_to_the_original() -> None:
    normal = normalise(PAGES)
    at = normal.text.index("工业")
    start, end = normal.span(at, at + 2)
    assert normal.original[start:end] == "工\n\n3、业"


def test_sounds_behind_characters_are_dropped() -> None:
    text = "全縣發(fā)展經(jīng)濟(jì)，增長(zhǎng)5%"
    assert normalise(text).text == "全县发展经济,增长5%"


def test_an_offset_of_the_original_leads_to_the_normal_text() -> None:
    normal = normalise(PAGES)
    assert [normal.at(offset) for offset in normal.origin] == list(range(len(normal.text)))


def test_a_dropped_character_leads_to_the_next_that_stayed() -> None:
    normal = normalise("甲 乙")
    assert normal.at(1) == 1


def test_an_offset_outside_the_text_is_refused() -> None:
    with pytest.raises(IndexError):
        normalise("甲 乙 丙").origin[3]


@given(
    st.text(alphabet=st.sampled_from("县達5 。、\n\r2\x00\u200f\ud800，%一的\u3000AZ"), max_size=80)
)
def test_every_character_leads_back_to_the_one_it_came_from(original: str) -> None:
    normal = normalise(original)
    assert len(normal.origin) == len(normal.text)
    offsets = list(normal.origin)
    assert offsets == sorted(set(offsets))
    for index, character in enumerate(normal.text):
        at = offsets[index]
        assert simplified(original)[at] == character or (character == "." and original[at] == "。")
