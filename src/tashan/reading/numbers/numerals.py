"""Chinese numerals as numbers."""

from __future__ import annotations

_DIGITS = {
    "〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def numeral(word: str) -> int:
    """The number a Chinese numeral means: 十二 → 12, 一百零五 → 105, 二〇 → 20.

    Raises ``ValueError`` on any other character, and on an empty word.
    """
    if not word:
        raise ValueError("an empty numeral")
    if len(word) > 1 and all(sign in _DIGITS for sign in word):
        return int("".join(str(_DIGITS[sign]) for sign in word))
    return _sum(word)


def _sum(word: str) -> int:
    total = section = digit = 0
    for sign in word:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section += (digit or 1) * _TENS[sign]
            digit = 0
        elif sign == "万":
            total += (section + digit or 1) * 10_000
            section = digit = 0
        elif sign == "亿":
            total = (total + section + digit or 1) * 100_000_000
            section = digit = 0
        else:
            raise ValueError(f"{word!r} is not a numeral: {sign!r}")
    return total + section + digit
