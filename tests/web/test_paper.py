"""The text is cut at the edges of findings; nothing of it is lost or doubled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tashan.web.paper import Block, Heading, Mark, Piece, blocks, pieces


def mark(number: int, start: int, end: int) -> Mark:
    return Mark(number, start, end, kind="indicator", status="ok", state="open")


def numbers(piece: Piece) -> list[int]:
    return [one.number for one in piece.marks]


def only(text: str, *marks: Mark) -> Block:
    (block,) = blocks(text, marks, [])
    return block


def test_text_between_findings_stays_plain() -> None:
    found = [(p.start, p.end, numbers(p)) for p in pieces([mark(1, 2, 4)], 0, 6)]
    assert found == [(0, 2, []), (2, 4, [1]), (4, 6, [])]


def test_of_nested_findings_the_innermost_comes_first() -> None:
    found = [(p.start, p.end, numbers(p)) for p in pieces([mark(1, 0, 9), mark(2, 3, 5)], 0, 9)]
    assert found == [(0, 3, [1]), (3, 5, [2, 1]), (5, 9, [1])]


def test_crossing_findings_share_their_common_characters() -> None:
    found = [(p.start, p.end, numbers(p)) for p in pieces([mark(1, 0, 6), mark(2, 4, 8)], 0, 8)]
    assert found == [(0, 4, [1]), (4, 6, [2, 1]), (6, 8, [2])]


def test_of_two_findings_on_the_same_characters_the_first_number_leads() -> None:
    (piece,) = pieces([mark(8, 0, 4), mark(3, 0, 4)], 0, 4)
    assert numbers(piece) == [3, 8]


def test_a_finding_over_two_paragraphs_is_marked_in_both() -> None:
    text = "园区入驻\n率达到91%"
    found = [[numbers(piece) for piece in b.pieces] for b in blocks(text, [mark(1, 2, 7)], [])]
    assert found == [[[], [1]], [[1], []]]


def test_blank_lines_and_indents_are_not_blocks() -> None:
    text = "　　第一段\n\n 　\n  第二段 \n"
    assert [text[b.start : b.end] for b in blocks(text, [], [])] == ["第一段", "第二段"]


def test_a_short_line_at_a_section_is_a_heading_of_its_level() -> None:
    text = "一、做法\n内容很长。"
    assert [b.level for b in blocks(text, [], [Heading(1, 1, 0, length=2)])] == [1, None]


def test_a_long_line_that_begins_with_a_heading_is_a_paragraph() -> None:
    (block,) = blocks(
        "（一）抓园区。全县建成园区三个，入驻率明显提高。", [], [Heading(1, 2, 0, length=3)]
    )
    assert (block.level, block.sections) == (None, (1,))


def test_a_section_inside_a_paragraph_is_an_anchor_and_no_heading() -> None:
    text = "讲三点。一是快。二是准。"
    (block,) = blocks(text, [], [Heading(1, 3, 4, 2), Heading(2, 3, 8, 2)])
    assert (block.level, block.sections) == (None, (1, 2))


def test_a_line_that_repeats_the_title_is_the_title() -> None:
    first, _ = blocks("赴邻县 考察报告\n正文", [], [], title="赴邻县考察报告")
    assert first.level == 0


def test_paragraphs_that_the_format_knows_keep_their_lines_together() -> None:
    text = "一行\n断开的段落\n第二段"
    found = [text[b.start : b.end] for b in blocks(text, [], [], paragraphs=[0, 9])]
    assert found == ["一行\n断开的段落", "第二段"]


def test_a_page_is_named_where_it_begins() -> None:
    text = "甲\n乙\n丙"
    assert [b.page for b in blocks(text, [], [], pages=[0, 2])] == [None, 2, None]


spans = st.tuples(st.integers(0, 60), st.integers(1, 30))


@given(st.text("字1 \n　", max_size=60), st.lists(spans, max_size=12))
def test_every_character_of_a_block_is_in_one_piece_with_all_its_findings(
    text: str, raw: list[tuple[int, int]]
) -> None:
    marks = [mark(i, s, min(s + n, len(text))) for i, (s, n) in enumerate(raw) if s < len(text)]
    for block in blocks(text, marks, []):
        assert [p.end for p in block.pieces[:-1]] == [p.start for p in block.pieces[1:]]
        assert (block.pieces[0].start, block.pieces[-1].end) == (block.start, block.end)
        for piece in block.pieces:
            for at in range(piece.start, piece.end):
                assert set(numbers(piece)) == {m.number for m in marks if m.start <= at < m.end}
