"""Blanks and line ends that the layout put in: which of them to drop."""

from __future__ import annotations

import re
from bisect import bisect_right

Cut = tuple[int, int]

_UNSEEN = "\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_BLANKS = (
    "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # \s, spelled out
)
_GAP = re.compile(f"[{_BLANKS}{_UNSEEN}]+")
_ONLY_UNSEEN = re.compile(rf"[{_UNSEEN}]+")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是]|\([一二三四五六七八九十\d]{1,3}\)"
    r"|第[一二三四五六七八九十]{1,3}[章节部]"
    r"|\d{1,2}[、.](?!\d)|[●■◆▪•○※]|——|其[一二三]|首先|附[件:]"
)
# 达8 / 500亿元 is one number; 年份 2024 / 500 of a table is two
_ENDS_IN_NUMBER = re.compile(r"[一-鿿、,“(][0-9]{1,12}(?:\.[0-9]{0,4})?$")
_GOES_ON_AS_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?(?:%|[一-鿿])")
_SENTENCE_END = frozenset("。!?;:”》…")
_WIDE = 14  # a broken line is at least this long
_BROKEN = 0.4  # from this share of long lines ending inside a sentence


def layout_cuts(text: str, noise: list[Cut]) -> list[Cut]:
    """Blanks inside Chinese text, empty lines, and line ends inside sentences."""
    width = _wrapped_at(text)
    starts = [start for start, _ in noise]
    cuts: list[Cut] = []
    for gap in _GAP.finditer(text):
        if width is None and gap[0] == "\n":
            continue
        start, end = gap.span()
        if noise and _inside(start, noise, starts):
            continue
        run = gap[0]
        if "\n" in run:
            cuts += _line_cuts(text, start, end, width)
        elif _ONLY_UNSEEN.fullmatch(run) or not _parts_words(text, start, end):
            cuts.append((start, end))
    return cuts


def _inside(at: int, noise: list[Cut], starts: list[int]) -> bool:
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < noise[index][1]


def _parts_words(text: str, start: int, end: int) -> bool:
    """A blank between two Latin words or two numbers means something."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _line_cuts(text: str, start: int, end: int, width: int | None) -> list[Cut]:
    if width is not None and _broken_by_layout(text, start, end, width):
        whole = not _parts_words(text, start, end) or _tears_number(text, start, end)
        return [(start, end)] if whole else [(start + 1, end)]
    newline = text.index("\n", start)
    return [(start, newline), (newline + 1, end)]


def _tears_number(text: str, start: int, end: int) -> bool:
    """A full line ends in the figures of a sentence and the next begins with more of them."""
    if text[start:end] not in ("\n", "\r\n"):
        return False
    return bool(_ENDS_IN_NUMBER.search(text, max(0, start - 16), start)) and bool(
        _GOES_ON_AS_NUMBER.match(text, end)
    )


def _broken_by_layout(text: str, start: int, end: int, width: int) -> bool:
    line = start - (text.rfind("\n", 0, start) + 1)
    if text[start - 1 : start] in _SENTENCE_END or line < width:
        return False
    if text.count("\n", start, end) > 1 and line < width + 2:
        return False
    return not _HEADING.match(text, end)


def _wrapped_at(text: str) -> int | None:
    """The least length of a line that the layout broke, or None where lines are paragraphs."""
    lines = [line.rstrip() for line in text.split("\n")]
    long = [line for line in lines if len(line) >= _WIDE]
    torn = [len(line) for line in long if line[-1] not in _SENTENCE_END and line[-1] != ")"]
    if len(torn) < 4 or len(torn) < _BROKEN * len(long):
        return None
    torn.sort()
    return max(_WIDE, int(torn[len(torn) // 2] * 0.8))
