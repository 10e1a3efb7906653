"""YAML as plain values: one meaning for a word, everything else refused at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tashan.mechanisms.plain import DEEPEST, MOST_BYTES, MOST_VALUES, Plain, read_plain


def value(text: str) -> Plain:
    tree = read_plain(text.encode(), "a.yaml")
    assert tree.problems == []
    return tree.value


def told(data: str | bytes) -> list[str]:
    data = data.encode() if isinstance(data, str) else data
    return [str(problem) for problem in read_plain(data, "a.yaml").problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5", 5),
        ("-10", -10),
        ("0.95", Decimal("0.95")),
        ("2026-01-31", date(2026, 1, 31)),
        ("true", True),
        ("null", None),
        ("~", None),
        ("'5'", "5"),
        ("no", "no"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("1e5", "1e5"),
        ("中文", "中文"),
    ],
)
def test_a_word_has_one_meaning(written: str, meant: Plain) -> None:
    assert value(f"a: {written}") == {"a": meant}


def test_leading_zeros_make_no_octal() -> None:
    assert value("a: 010") == {"a": 10}


def test_the_place_of_a_value_counts_characters() -> None:
    tree = read_plain("标题: {zh: 县, en: County}\n".encode(), "a.yaml")
    assert str(tree.mark(("标题", "en"))) == "a.yaml:1:17"


def test_an_empty_file_is_told() -> None:
    assert told("") == ["a.yaml:1:1: the file is empty. Expected 'mechanism:' at its head."]
    assert told("# a remark\n") == told("")


def test_bytes_that_are_not_utf_8_are_told_at_their_place() -> None:
    data = b"a: 1\nb: " + "县".encode("gbk")
    assert told(data) == ["a.yaml:2:4: byte 9 is not UTF-8. Save the file as UTF-8."]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_plain(b"\xef\xbb\xbfa: 1", "a.yaml").value == {"a": 1}


def test_a_nul_is_refused() -> None:
    assert told("a: 1\nb: \0") == [
        "a.yaml:2:4: the control character U+0000: this is no text file."
    ]


def test_every_tab_that_indents_is_told() -> None:
    assert told("a:\n\tb: 1\n\tc: 2\n") == [
        "a.yaml:2:1: a tab indents this line. Expected spaces.",
        "a.yaml:3:1: a tab indents this line. Expected spaces.",
    ]


def test_a_key_that_stands_twice_is_told() -> None:
    assert told("a: 1\nb:\n  c: 1\n  c: 2\na: 3") == [
        "a.yaml:4:3: 'c' stands here twice; first in line 3.",
        "a.yaml:5:1: 'a' stands here twice; first in line 1.",
    ]


def test_two_keys_of_one_value_are_the_same_key() -> None:
    assert told("1: a\ntrue: b") == ["a.yaml:2:1: 'true' stands here twice; first in line 1."]


@pytest.mark.parametrize("written", ["2026-13-01", "2026-02-29", "2026-1-31"])
def test_a_bad_date_is_told(written: str) -> None:
    assert told(f"a: {written}") == [
        f"a.yaml:1:4: '{written}' is no day of the calendar. Expected a date like 2026-01-31."
    ]


def test_a_repeated_value_is_refused_and_never_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert told(bomb) == [
        "a.yaml:1:4: '&' names a value to repeat it. Write it out instead.",
        "a.yaml:2:4: '&' names a value to repeat it. Write it out instead.",
        "a.yaml:2:8: '*' repeats a value. Write it out.",
    ]


def test_a_tag_is_refused() -> None:
    [line] = told("a: !!python/object:os.system {}")
    assert line.endswith("has no meaning here. Leave it out.")


def test_a_second_document_is_refused() -> None:
    assert told("a: 1\n---\nb: 2\n") == ["a.yaml:2:1: a second document. Expected one in a file."]


def test_a_list_as_a_key_is_refused() -> None:
    assert "as a key" in told("? [a]\n: b\n")[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * (DEEPEST + 2) + "]" * (DEEPEST + 2),
        "[" + "1," * (MOST_VALUES + 1) + "1]",
        "#" * (MOST_BYTES + 1),
    ],
    ids=["too deep", "too many values", "too many bytes"],
)
def test_too_much_is_refused(text: str) -> None:
    [line] = told(text)
    assert "for a mechanism file" in line


def test_a_number_without_end_is_refused() -> None:
    assert told("a: " + "9" * 5000) == ["a.yaml:1:4: a number of more than 40 digits."]


def test_a_slip_of_syntax_is_told_at_its_place() -> None:
    [line] = told("a: [1, 2\nb: 3\n")
    assert line.startswith("a.yaml:2:2: not YAML: ")
