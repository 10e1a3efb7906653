"""Names in the order of pinyin, and their first letters as people type them."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, lazy_pinyin


def sort_key(name: str) -> str:
    """What sorts names as a dictionary does: the syllables of its characters, parted by blanks."""
    return " ".join(_syllable(character) for character in name.casefold())


def initials(name: str) -> str:
    """The first letters of all characters: hcjmdz for 恒川精密电子."""
    return "".join(_syllable(c)[:1] for c in name.casefold() if c.isalnum())


@cache
def _syllable(character: str) -> str:
    return lazy_pinyin(character, style=Style.NORMAL)[0] if character.strip() else ""
