"""Lines that count pages are left out, and no other figures."""

from __future__ import annotations

import pytest

from tashan.reading.formats.page_numbers import without_numbers


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "— {} —", "第{}页", "第 {} 页 共 9 页", "{}/9", " {} ", "·{}·"]
)
def test_numbers_at_the_foot_are_left_out(form: str) -> None:
    pages = [f"正文\n{form.format(number)}" for number in (3, 4, 5)]
    assert without_numbers(pages) == ["正文"] * 3


def test_numbers_at_the_head_are_left_out() -> None:
    assert without_numbers(["1\n甲", "2\n乙"]) == ["甲", "乙"]


def test_empty_lines_around_a_number_do_not_hide_it() -> None:
    assert without_numbers(["甲\n\n1\n", "乙\n\n2\n"]) == ["甲\n\n", "乙\n\n"]


def test_a_cover_without_a_number_is_no_hindrance() -> None:
    assert without_numbers(["封面", "甲\n1", "乙\n2"]) == ["封面", "甲", "乙"]


def test_figures_that_do_not_count_pages_stay() -> None:
    pages = ["产值\n120", "税收\n35", "利润\n9"]
    assert without_numbers(pages) == pages


def test_one_page_alone_keeps_its_last_figure() -> None:
    assert without_numbers(["产值\n1"]) == ["产值\n1"]


def test_empty_pages_are_kept() -> None:
    assert without_numbers(["", "甲\n2", "乙\n3", ""]) == ["", "甲", "乙", ""]


def test_no_pages_are_no_pages() -> None:
    assert without_numbers([]) == []
