from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from tests.pace import yard

from tashan.base.pinyin import initials, sort_key

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12)
# words whose characters have more than one reading
PHRASES = ["重庆", "长安", "银行", "音乐", "行长", "长江", "大厦", "朝阳", "会计", "海", "辰"]
WORDS = st.lists(st.sampled_from(PHRASES))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("海辰精密电子", "hai chen jing mi dian zi"),
        ("重庆长安汽车", "chong qing chang an qi che"),
        ("绿城", "lv cheng"),
        ("海辰（宁波）有限公司", "hai chen ning bo you xian gong si"),
        ("ABC科技2号", "abc ke ji 2 hao"),
        ("ＡＢＣ科技", "abc ke ji"),
        ("機電製造", "ji dian zhi zao"),
        ("二〇二六", "er ling er liu"),
        ("", ""),
        ("——", ""),
    ],
)
def test_a_name_is_read_syllable_by_syllable(name: str, key: str) -> None:
    assert sort_key(name) == key


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("海辰精密电子", "hcjmdz"),
        ("重庆长安", "cqca"),
        ("3D打印", "3ddy"),
        ("海辰（宁波）有限公司", "hcnbyxgs"),
        ("ABC科技2号", "abckj2h"),
        ("", ""),
    ],
)
def test_the_initials_are_what_people_type(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_names_sort_by_syllables_and_not_by_letters() -> None:
    names = ["先导", "西安", "安吉", "重庆", "ABC", "长安", "1号"]
    in_order = sorted(names, key=lambda name: sort_key(name).encode())
    assert in_order == ["1号", "ABC", "安吉", "长安", "重庆", "西安", "先导"]


def test_a_character_without_a_reading_stands_for_itself() -> None:
    assert sort_key("\U0003106c") == "\U0003106c"
    assert initials("海\U0003106c") == "h\U0003106c"


@given(HAN)
def test_the_readings_are_those_of_pypinyin(name: str) -> None:
    assert sort_key(name) == " ".join(lazy_pinyin(name))


@given(WORDS)
def test_phrases_decide_between_readings_as_in_pypinyin(words: list[str]) -> None:
    name = "".join(words)
    assert sort_key(name) == " ".join(lazy_pinyin(name))


@given(st.text())
def test_any_text_has_a_key_that_does_not_change(name: str) -> None:
    assert sort_key(name) == sort_key(name)
    assert len(initials(name)) <= len(sort_key(name))


@given(HAN)
def test_one_letter_stands_for_each_syllable(name: str) -> None:
    assert initials(name) == "".join(syllable[0] for syllable in sort_key(name).split())


def test_twenty_thousand_names_take_no_more_than_some_million_additions() -> None:
    names = [f"重庆第{number}海辰机电制造有限公司" for number in range(20_000)]
    sort_key(names[0])
    start = time.process_time()
    for name in names:
        sort_key(name)
    assert time.process_time() - start < 50 * yard()
