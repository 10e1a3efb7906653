"""Examples in words: names by title, figures with their unit, answers as officers say them."""

from __future__ import annotations

from datetime import date

import pytest

from tashan.mechanisms.library import library
from tashan.mechanisms.words.example_words import ExampleWords, example_in_words
from tashan.mechanisms.words.spans import Tongue
from tashan.mechanisms.words.speaking import speaker


def told(code: str, number: int, tongue: Tongue = Tongue.ZH) -> ExampleWords:
    found = library().mechanisms[code]
    example = found.examples[number]
    part = found.parts[example.part]
    by = speaker(part, found.parameters, library(), on=date(2026, 11, 28), tongue=tongue)
    return example_in_words(example, part, by)


def test_what_is_given_has_its_title_its_period_and_its_unit() -> None:
    assert "上年企业设备投资额：2000 万元" in told("awards", 0).given
    assert "申请补助的设备投资额：2000 万元" in told("awards", 0).given
    assert "严重失信：否" in told("awards", 0).given


def test_what_is_expected_is_said_in_words() -> None:
    assert told("awards", 0).expect == ("结果：符合", "金额：120 万元")
    assert told("awards", 0, Tongue.EN).expect == ("result: qualifies", "amount: 1.2 million yuan")


def test_a_condition_that_is_missed_is_said_as_the_file_says_it() -> None:
    assert "差哪条：上年在本地的设备投资达到起点" in told("awards", 4).expect


def test_a_figure_that_is_not_known_is_said_to_be_so() -> None:
    assert "上年企业研发经费支出：不明" in told("dragon_heads", 2).given


def test_each_of_several_subjects_has_a_line() -> None:
    names = [line.partition("：")[0] for line in told("tax_ranking", 0).given]
    assert names == ["甲厂", "乙厂", "丙厂", "丁厂", "戊厂"]


def test_points_are_said_by_the_title_of_their_measure() -> None:
    [line] = told("departments", 0).expect
    assert "新签约项目完成率：10" in line


@pytest.mark.parametrize("code", sorted(library().mechanisms))
def test_every_example_of_the_library_can_be_said(code: str) -> None:
    for number in range(len(library().mechanisms[code].examples)):
        assert all(told(code, number).given)
        assert all(told(code, number).expect)
