"""What a cell shows: full-width signs made plain, and the signs that stand for "not known"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from tashan.papers.tables.opening import ErrorValue

_UNSEEN: dict[int, str | int | None] = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))
_PLAIN: dict[int, str | int | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u3000\xa0\u2002\u2003\u2009\u202f\r\n\t"), " "),
    **dict.fromkeys(map(ord, "−–—‐‑﹣"), "-"),
    **dict.fromkeys(map(ord, "﹪"), "%"),
    **_UNSEEN,
}
# Unknown, and never nought: blanks, dashes and the words that stand for them.
_UNKNOWN = frozenset(
    {"", "-", "--", "---", "----", "/", "//", "\\", "…", "……", "...", "无", "暂无", "暂缺"}
    | {"缺", "未知", "不详", "未填", "n/a", "na", "null", "none", "nan"}
)
_SPACES = re.compile(r" {2,}")


def plain(text: str) -> str:
    """``text`` with half-width signs, without invisible ones, trimmed; a leading ' is dropped."""
    if text.isascii() and text.isprintable():
        return text.strip().removeprefix("'")
    return _SPACES.sub(" ", text.translate(_PLAIN)).strip().removeprefix("'").removeprefix("‘")


def trimmed(text: str) -> str:
    """``text`` as typed: a name keeps its full-width brackets and loses only what is unseen."""
    seen = text if text.isprintable() else text.translate(_UNSEEN)
    return seen.strip(" \u3000\xa0\r\n\t").removeprefix("'")


def is_unknown(text: str) -> bool:
    """Whether plain ``text`` says that nothing is known."""
    return len(text) < 6 and text.lower() in _UNKNOWN


def shown(value: object) -> str:
    """The value as the officer sees it, near enough to be found again on the sheet."""
    match value:
        case None:
            return ""
        case ErrorValue():
            return value.shown
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}"
        case datetime() | date() | time() | timedelta():
            return str(value)
    return str(value)
