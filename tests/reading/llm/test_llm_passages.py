"""A report is cut so that no sentence is torn and nothing is left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.reading.llm.passages import Passage, passages

SENTENCE = "园区入驻率逐年提高。"


def test_a_short_report_is_one_passage() -> None:
    assert passages(SENTENCE, size=100, overlap=10) == (Passage(0, SENTENCE),)


def test_an_empty_report_has_no_passage() -> None:
    assert passages(" \n ", size=100, overlap=10) == ()


def test_a_passage_ends_with_a_paragraph_where_it_can() -> None:
    text = SENTENCE * 3 + "\n" + SENTENCE * 3
    assert passages(text, size=40, overlap=0)[0].text == SENTENCE * 3 + "\n"


def test_a_passage_of_one_long_paragraph_ends_with_a_sentence() -> None:
    assert passages(SENTENCE * 9, size=35, overlap=0)[0].text == SENTENCE * 3


def test_a_passage_begins_with_the_last_sentence_of_the_one_before() -> None:
    first, second, *_ = passages(SENTENCE * 9, size=35, overlap=12)
    assert second.start == first.end - len(SENTENCE)


def test_text_without_any_stop_is_cut_at_the_size() -> None:
    cut = passages("字" * 100, size=40, overlap=10)
    assert [len(passage.text) for passage in cut] == [40, 40, 20]


def test_an_overlap_as_long_as_half_a_passage_is_refused() -> None:
    with pytest.raises(ValueError, match="overlap of 20"):
        passages("字", size=40, overlap=20)


@given(st.text("字。\n", max_size=400), st.integers(10, 80), st.data())
def test_passages_cover_the_text_in_order(text: str, size: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, size // 2 - 1))
    covered: set[int] = set()
    last = -1
    for passage in passages(text, size=size, overlap=overlap):
        assert text[passage.start : passage.end] == passage.text
        assert len(passage.text) <= size
        assert passage.start > last
        last = passage.start
        covered.update(range(passage.start, passage.end))
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= covered


def test_halves_together_hold_the_whole_passage() -> None:
    whole = Passage(50, SENTENCE * 60)
    halves = whole.halves(overlap=30)
    assert (halves[0].start, halves[-1].end) == (whole.start, whole.end)
    assert all(len(half.text) < len(whole.text) for half in halves)
    assert all(later.start <= former.end for former, later in pairwise(halves))


def test_a_short_passage_is_not_halved() -> None:
    assert Passage(0, SENTENCE).halves(overlap=5) == ()
