"""Tables of words by which the readers know what a clause says; the words stand in words.txt."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_TABLE = re.compile(r"^\[([^\]]+)\][^\n]*\n((?:[^\[\n#][^\n]*\n)+)", re.MULTILINE)


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """The words of every table by its name."""
    text = files("tashan.reading").joinpath("words.txt").read_text("utf-8")
    return {name: tuple(words.split()) for name, words in _TABLE.findall(text)}


def words(table: str) -> frozenset[str]:
    """The words of one table."""
    return frozenset(tables()[table])


def pattern(*names: str) -> str:
    """The words of some tables as one pattern, the longer before the shorter."""
    every = {word for name in names for word in tables()[name]}
    return "|".join(map(re.escape, sorted(every, key=lambda word: (-len(word), word))))
