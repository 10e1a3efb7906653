"""Texts are decoded as they were written, or refused; never shown as rubbish."""

from __future__ import annotations

import random

import pytest
from tests.reading.made_files import SECOND, SENTENCE

from tashan.base.errors import UnreadableFileError
from tashan.reading.formats.encodings import decode

TRADITIONAL = "全縣標準廠房入駐率達到91%，實現產值12.5億元。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SENTENCE, "utf-8"),
        (SENTENCE, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (SENTENCE + "𠮷", "gb18030"),
        (f"{SENTENCE}\r\n{SECOND}", "utf-16-le"),
        (f"{SENTENCE}\r\n{SECOND}", "utf-16-be"),
    ],
)
def test_chinese_without_a_mark_is_recognised_by_its_characters(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.notes) == (text, encoding, ())


def test_big5_is_not_taken_for_gb18030() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_decides_and_stays_in_the_text(encoding: str) -> None:
    text = "\ufeff" + SENTENCE
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_line_ends_are_kept_as_they_are() -> None:
    text = "一、概况\r\n二、做法\r三、成效\n"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("stray", ["\x00", "\u200f", "\u202e", "\u2028", "\ufeff", "\x0c"])
def test_strange_characters_survive_at_their_place(stray: str) -> None:
    text = f"入驻率{stray}达到91%"
    assert decode(text.encode()).text.index(stray) == 3


def test_half_characters_in_utf8_are_shown_as_unknown_and_noted() -> None:
    decoded = decode(SENTENCE.encode() + "\ud800".encode("utf-8", "surrogatepass"))
    assert decoded.text.startswith(SENTENCE)
    assert "\ufffd" in decoded.text
    assert decoded.notes


def test_half_characters_in_utf16_are_shown_as_unknown_and_noted() -> None:
    decoded = decode(("\ufeff" + SENTENCE + "\udc00尾").encode("utf-16-le", "surrogatepass"))
    assert decoded.text == "\ufeff" + SENTENCE + "\ufffd尾"
    assert decoded.notes


def test_a_text_cut_inside_a_character_is_read_to_the_cut() -> None:
    decoded = decode(SENTENCE.encode()[:-1])
    assert decoded.text == SENTENCE[:-1] + "\ufffd"
    assert "line 1" in decoded.notes[0]


def test_mixed_encodings_are_read_line_by_line_with_a_note() -> None:
    decoded = decode(f"{SENTENCE}\n".encode() + SECOND.encode("gb18030") + b"\n")
    assert decoded.text == f"{SENTENCE}\n{SECOND}\n"
    assert decoded.notes == ("Encodings are mixed: UTF-8, and GB 18030 in line 2.",)


def test_mixed_encodings_are_found_where_gb18030_would_take_all_bytes() -> None:
    text = "入驻率达标情况良好\n"  # of an even number of bytes in UTF-8, so that it passes for GB
    decoded = decode(SECOND.encode("gb18030") + b"\n" + (text * 2).encode())
    assert decoded.text == f"{SECOND}\n{text}{text}"


def test_a_name_of_an_encoding_that_does_not_fit_is_not_believed() -> None:
    decoded = decode(SENTENCE.encode(), "gb2312")
    assert (decoded.text, decoded.encoding) == (SENTENCE, "utf-8")


def test_an_encoding_that_is_no_encoding_of_text_is_not_believed() -> None:
    assert decode(SENTENCE.encode(), "zlib_codec").text == SENTENCE


def test_noise_is_refused_as_binary() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        decode(random.Random(4).randbytes(20_000))
    assert refused.value.code == "binary"


def test_bytes_in_no_encoding_are_refused_with_their_line() -> None:
    with pytest.raises(UnreadableFileError, match="Line 2") as refused:
        decode(SENTENCE.encode() + b"\n" + b"\xff\x81\xff\x90 abc\n")
    assert refused.value.code == "unclear_encoding"
