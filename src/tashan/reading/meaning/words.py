"""Tables of words by which the readers know what a clause says; the words stand in words.txt."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

_TABLE = re.compile(r"^\[([^\]]+)\][^\n]*\n((?:[^\[\n#][^\n]*\n)+)", re.MULTILINE)


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """The words of every table by its name."""
    text = files("tashan.reading.meaning").joinpath("words.txt").read_text("utf-8")
    return {name: tuple(words.split()) for name, words in _TABLE.findall(text)}


def words(table: str) -> frozenset[str]:
    """The words of one table."""
    return frozenset(tables()[table])


def pattern(*names: str) -> str:
    """The words of some tables as one pattern, the longer before the shorter.

    Words with the same first character share a branch: the matcher tries far fewer of them.
    """
    every = sorted({word for name in names for word in tables()[name]})
    return "|".join(_branch(first, list(group)) for first, group in groupby(every, itemgetter(0)))


def _branch(first: str, group: list[str]) -> str:
    rests = sorted((word[1:] for word in group), key=lambda rest: (-len(rest), rest))
    if rests == [""]:
        return re.escape(first)
    return f"{re.escape(first)}(?:{'|'.join(map(re.escape, rests))})"
