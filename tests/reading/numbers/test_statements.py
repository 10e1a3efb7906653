"""The words around a number."""

from __future__ import annotations

from tashan.reading.numbers.clauses import Clauses
from tashan.reading.numbers.quantities import read_quantities
from tashan.reading.numbers.statements import Statement, read_statements


def statements(text: str) -> list[Statement]:
    return read_statements(text, read_quantities(text), Clauses(text))


def test_the_words_before_and_after_are_those_of_the_clause() -> None:
    found = statements("去年以来,新建5个园区,带动就业。")[0]
    assert (found.before, found.after) == ("新建", "园区")


def test_a_further_value_of_a_list_is_linked() -> None:
    assert [found.link for found in statements("分别达72%、88%。")] == ["", "list"]


def test_the_upper_end_of_a_range_is_linked() -> None:
    assert [found.link for found in statements("增长5%—6%。")] == ["", "range"]


def test_what_a_value_became_is_linked() -> None:
    assert [found.link for found in statements("从12亿元增加到18亿元。")] == ["", "pair"]


def test_a_new_sentence_takes_no_name_from_the_one_before() -> None:
    assert [found.fresh for found in statements("产值8亿元,增长5%。利税1亿元。")] == [
        True,
        False,
        True,
    ]


def test_words_that_belong_to_the_number_before_are_marked() -> None:
    assert [found.joined for found in statements("惠及80个乡镇近300万群众。")] == [False, True]
