"""One script to match on: simplified characters, half-width digits, one way to write a comma.

Every change is one character for one character, so offsets never move.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# What a rule meets only once: full-width signs become the half-width ones they stand for.
_SIGNS = str.maketrans(
    ""
    ""
    "０１２３４５６７８９％．，；：？！（）＋－＝／［］｛｝＂＇｀＆＠＃＊＜＞～﹪∶－–〇\r\x0b\x0c\x85\u2028\u2029",
    "0123456789%.,;:?!()+-=/[]{}\"'`&@#*<>~%:--○\n\n\n\n\n\n",
)
_LATIN = {0xFF21 + i: 0x41 + i for i in range(26)} | {0xFF41 + i: 0x61 + i for i in range(26)}
# Characters that stand in simplified text too and mean something else there.
_SHARED = frozenset("乾著藉瞭覆")
_FEW = 24
_COMMON = ("，", "；", "：", "（", "）", "％", "？", "！")  # in nearly every report
_GROUP = re.compile("，(?=[0-9]{3}(?![0-9]))(?<=[0-9]，)")
_CODE = re.compile(rb"&#([0-9]+);")


def simplified(text: str) -> str:
    """The same text, character for character, in simplified script with half-width signs."""
    if "\r\n" in text:
        text = text.replace("\r\n", " \n")
    text = _GROUP.sub(";", text)  # 增长5，300家: a full-width comma never parts thousands
    table = _table()
    for sign in _COMMON:
        text = text.replace(sign, table[ord(sign)])
    present = _present(text)
    if len(present) > _FEW:
        return text.translate(table)
    for character in present:  # a plain report has few of them, and replace is the faster way
        text = text.replace(character, table[ord(character)])
    return text


def _present(text: str) -> set[str]:
    """The characters of ``text`` that the table changes.

    GB 2312 has hardly a traditional character, and its codec is twenty times as fast as a set of
    the text: what it cannot write is looked up, and the few that it can are searched for.
    """
    foreign = set(_CODE.findall(text.encode("gb2312", "xmlcharrefreplace")))
    present = {chr(int(code)) for code in foreign if len(code) < 7} & _keys()
    return present.union(_writable().findall(text))


@cache
def _writable() -> re.Pattern[str]:
    """The characters of the table that GB 2312 has too."""
    both = (key for key in _keys() if key.encode("gb2312", "ignore") and key not in _COMMON)
    return re.compile("[" + re.escape("".join(sorted(both))) + "]")


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(chr, _table()))


@cache
def _table() -> dict[int, str]:
    """OpenCC's characters from traditional to simplified (its first choice), and the signs."""
    signs = {code: chr(into) for code, into in (_SIGNS | _LATIN).items()}
    halves = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # what cannot be written in UTF-8
    return _characters() | signs | halves


def _characters() -> dict[int, str]:
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opencc-python-reimplemented is not installed")
    path = Path(spec.origin).parent / "dictionary" / "TSCharacters.txt"
    table = {}
    for line in path.read_text("utf-8").splitlines():
        traditional, _, choices = line.partition("\t")
        simple = choices.split(" ", 1)[0]
        if len(traditional) == len(simple) == 1 and traditional not in _SHARED:
            table[ord(traditional)] = simple
    return {code: simple for code, simple in table.items() if chr(code) != simple}
