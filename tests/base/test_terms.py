from __future__ import annotations

from tashan.base import terms


def test_neighbouring_characters_are_the_lexemes() -> None:
    assert terms.vector("标准厂房") == "'标准':1 '准厂':2 '厂房':3"


def test_traditional_text_is_found_by_simplified_words() -> None:
    assert terms.vector("標準廠房") == terms.vector("标准厂房")


def test_blanks_and_punctuation_do_not_part_a_word() -> None:
    assert terms.vector("标准 厂，房") == terms.vector("标准厂房")


def test_phrases_do_not_run_from_one_field_into_the_next() -> None:
    assert terms.vector("园区", "入驻") == "'园区':1 '入驻':3"


def test_several_words_must_all_be_there() -> None:
    assert terms.query("入驻率 园区") == "('入驻' <-> '驻率') & ('园区')"


def test_a_single_character_is_asked_for_as_a_beginning() -> None:
    assert terms.query("亩") == "'亩':*"


def test_quotes_and_backslashes_cannot_break_the_literal() -> None:
    assert terms.query("'\\") == ""


def test_positions_stop_where_postgresql_stops() -> None:
    last = terms.vector("数" * 40_000).rsplit(":", 1)[1]
    assert int(last) == terms.LAST_POSITION
