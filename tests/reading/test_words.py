from __future__ import annotations

from tashan.reading.words import pattern, tables, words


def test_every_table_has_words() -> None:
    assert all(tables().values())


def test_a_longer_word_comes_before_the_shorter_that_begins_it() -> None:
    found = pattern("mechanism.head").split("|")
    assert found.index("行动计划") < found.index("行动")


def test_no_word_stands_twice_in_a_table() -> None:
    assert [name for name, row in tables().items() if len(set(row)) < len(row)] == []


def test_a_comment_is_no_word() -> None:
    assert not any("#" in word for table in tables() for word in words(table))
