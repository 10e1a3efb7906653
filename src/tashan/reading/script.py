"""One script to match on: simplified characters, half-width digits, one way to write a comma.

Every change is one character for one character, so offsets never move.
"""

from __future__ import annotations

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


def simplified(text: str) -> str:
    """The same text, character for character, in simplified script with half-width signs."""
    table = _table()
    if "\r\n" in text:
        text = text.replace("\r\n", " \n")
    present = set(text) & _keys()
    if len(present) > _FEW:
        return text.translate(table)
    for character in present:  # a plain report has few of them, and replace is the faster way
        text = text.replace(character, table[ord(character)])
    return text


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(chr, _table()))


@cache
def _table() -> dict[int, str]:
    """OpenCC's characters from traditional to simplified (its first choice), and the signs."""
    signs = {code: chr(into) for code, into in (_SIGNS | _LATIN).items()}
    return _characters() | signs


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
