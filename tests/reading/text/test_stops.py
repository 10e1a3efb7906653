"""Clauses and sentences begin behind the marks that end the ones before."""

from __future__ import annotations

from tashan.reading.text.stops import clause_starts, sentence_starts

TEXT = "新建学校3所,扩建2所。其中:乡镇1所;"


def test_a_clause_begins_behind_a_comma_a_stop_a_colon_and_a_semicolon() -> None:
    assert clause_starts(TEXT) == [0, 7, 12, 15, 20]


def test_a_sentence_begins_behind_a_stop_alone() -> None:
    assert sentence_starts(TEXT) == [0, 12]


def test_a_line_begins_a_sentence() -> None:
    assert sentence_starts("一\n二") == [0, 2]


def test_an_empty_text_is_one_clause() -> None:
    assert clause_starts("") == [0]
