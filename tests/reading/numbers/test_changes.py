"""Verbs of change before a number."""

from __future__ import annotations

import pytest

from tashan.reading.numbers.changes import change


@pytest.mark.parametrize(
    ("words", "subject", "verb"),
    [
        ("财政收入增长", "财政收入", "增长"),
        ("财政收入年均增长约", "财政收入", "增长"),
        ("事故起数比上年下降", "事故起数", "下降"),
        ("优良天数比例同比提升", "优良天数比例", "提升"),
        ("增长", "", "增长"),
    ],
)
def test_the_verb_and_its_manner_come_off_the_subject(words: str, subject: str, verb: str) -> None:
    found = change(words)
    assert found is not None
    assert (found.subject, found.verb, found.reached) == (subject, verb, False)


@pytest.mark.parametrize("words", ["城镇化率提高到", "降至", "规模扩大为"])
def test_what_was_reached_is_no_growth(words: str) -> None:
    found = change(words)
    assert found is not None
    assert found.reached


@pytest.mark.parametrize("words", ["工业总产值", "比重不低于", ""])
def test_words_without_a_change_have_none(words: str) -> None:
    assert change(words) is None
