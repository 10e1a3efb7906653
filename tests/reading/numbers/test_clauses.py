"""Where clauses begin and end."""

from __future__ import annotations

from tashan.reading.numbers.clauses import Clauses

TEXT = "甲县,产值8亿元。利税1亿元"


def test_a_clause_lies_between_its_marks() -> None:
    left, right = Clauses(TEXT).around(5, 6)
    assert TEXT[left:right] == "产值8亿元"


def test_the_last_clause_ends_with_the_text() -> None:
    left, right = Clauses(TEXT).around(12, 13)
    assert TEXT[left:right] == "利税1亿元"


def test_the_clause_before_stands_in_the_same_sentence() -> None:
    clauses = Clauses(TEXT)
    assert (clauses.before(3), clauses.before(9)) == (0, 9)
