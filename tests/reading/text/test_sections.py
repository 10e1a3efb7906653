from __future__ import annotations

import pytest
from tests.reading.plain import plain

from tashan.reading.text.sections import Section, read_sections, titles_of


def read(text: str) -> tuple[Section, ...]:
    return read_sections(plain(text))


def test_paths_join_the_numbers_of_the_headings_above() -> None:
    text = "一、概况\n（一）园区\n一是土地充足。二是水电便宜。\n二、体会\n"
    assert [s.path for s in read(text)] == ["一", "一/(一)", "一/(一)/一是", "一/(一)/二是", "二"]


def test_a_section_ends_where_a_heading_of_its_level_begins() -> None:
    text = "一、概况\n（一）园区\n二、体会\n"
    first, inner, second = read(text)
    assert (first.end, inner.end, second.end) == (second.start, second.start, len(text))


def test_a_heading_stands_inside_a_line_after_a_full_stop() -> None:
    assert [s.title for s in read("我们一路走一路看。一、园区先行。看了三个园区。")] == ["园区先行"]


def test_a_heading_hides_behind_numbers_torn_from_the_page() -> None:
    text = "一、看园区。园区很新。二、看企业。企业很多。70%以2-4 个三、看干部。干部很勤。"
    assert [s.path for s in read(text)] == ["一", "二", "三"]


def test_a_list_of_sectors_is_no_heading() -> None:
    assert read("一、二、三产业比例更协调，第一、第二产业都在长。") == ()


def test_a_decimal_is_no_heading() -> None:
    assert read("增速更快。3.5个百分点的差距不小。") == ()


def test_an_item_ends_at_the_next_item() -> None:
    text = "一是办证快。二是收费低。"
    first, second = read(text)
    assert text[first.start : first.end] == "一是办证快。"
    assert second.level == 1


def test_a_bracket_number_broken_over_a_line_is_a_heading() -> None:
    assert [s.path for s in read("一、做法\n（\n二）抓服务\n")] == ["一", "一/(二)"]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("一要敢闯。二要实干。", ["一要", "二要"]),
        ("启示一：敢闯敢试。启示二：服务到家。", ["启示一", "启示二"]),
        ("特点之一。起步早。特点之二。规模大。", ["特点之一", "特点之二"]),
        ("1.修路。（1）主干道。（2）支路。", ["1", "1/(1)", "1/(2)"]),
        ("第一，敢闯。第二，实干。", ["第一", "第二"]),
    ],
)
def test_items_are_numbered_in_many_ways(text: str, paths: list[str]) -> None:
    assert [s.path for s in read(text)] == paths


def test_a_word_that_begins_like_an_item_is_none() -> None:
    assert [s.path for s in read("三是说了算。一要素保障有力。")] == ["三是"]


@pytest.mark.parametrize(
    ("text", "is_item"),
    [
        ("一、概况\n", False),
        ("（一）概况\n", False),
        ("一是敢闯。", True),
        ("建议一：修路。", True),
    ],
)
def test_an_item_is_numbered_by_a_word(text: str, is_item: bool) -> None:
    assert read(text)[0].is_item is is_item


def test_lines_of_their_own_name_parts_without_numbers() -> None:
    text = "工作报告\n上年工作回顾\n修了路。\n今年重点工作\n（一）修桥\n"
    assert [s.path for s in read(text)] == ["上年工作回顾", "今年重点工作", "今年重点工作/(一)"]


def test_a_line_of_its_own_is_no_part_where_parts_have_numbers() -> None:
    assert [s.path for s in read("一、概况\n园区建设情况\n看了园区。\n")] == ["一"]


def test_a_heading_stands_right_behind_a_number_torn_from_the_page() -> None:
    text = "一、看园区。园区很新,厂房共7 座二、找差距看了人家,再看自己。三、谈打算。加快赶上。"
    assert [s.path for s in read(text)] == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("（一）建冷库。由县里出地，乡镇出钱。\n", True),
        ("1.建两座冷库，改造三百条旧船。\n", False),
        ("（一）建冷库\n由县里出地，乡镇出钱。\n", True),
        ("一是建冷库；", False),
    ],
)
def test_a_first_sentence_is_a_title_where_more_is_said(text: str, is_title: bool) -> None:
    assert bool(titles_of(plain(text).text, read(text))) is is_title


def test_a_part_numbered_anew_below_a_heading_is_a_chapter_of_it() -> None:
    text = "一、概况\n看了码头。\n二、差距\n一、码头小。\n二、冷库旧。\n三、建议\n一、扩建码头。\n"
    assert [s.path for s in read(text)] == ["一", "二", "二/一", "二/二", "三", "三/一"]


def test_a_second_report_in_a_file_begins_anew() -> None:
    more = "码头和冷库都看了,船员和渔民都问了。" * 5
    text = f"一、概况\n二、建议\n{more}\n一、概况\n{more}\n二、建议\n"
    assert [s.path for s in read(text)] == ["一", "二", "一", "二"]
