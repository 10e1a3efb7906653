from __future__ import annotations

import re

from tashan.reading.meaning.words import pattern, tables, words


def test_every_table_has_words() -> None:
    assert all(tables().values())


def test_a_longer_word_is_found_before_the_shorter_that_begins_it() -> None:
    found = re.match(pattern("mechanism.head"), "行动计划")
    assert found
    assert found.group() == "行动计划"


def test_a_pattern_finds_every_word_of_its_tables() -> None:
    compiled = re.compile(pattern("measure.verb", "measure.adverb"))
    every = words("measure.verb") | words("measure.adverb")
    assert [word for word in every if not compiled.fullmatch(word)] == []


def test_no_word_stands_twice_in_a_table() -> None:
    assert [name for name, row in tables().items() if len(set(row)) < len(row)] == []


def test_a_comment_is_no_word() -> None:
    assert not any("#" in word for table in tables() for word in words(table))
