"""What is wrong in a mechanism file, and where: file, line, column, and the nearest right word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_SHORT, _LONGEST_WORD = 3, 60
_LONGEST_LIST = 20


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; line and column count from 1 and count characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def moved(self, characters: int) -> Mark:
        return Mark(self.file, self.line, self.column + characters)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend; ``code`` names its kind in one stable word."""

    mark: Mark
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.message}"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant."""
    if len(word) > _LONGEST_WORD:
        return None
    likeness = 0.5 if len(word) <= _SHORT else 0.6  # of 亿圆 and 亿元 one character is alike
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=likeness)
    return found[0] if found else None


def unknown(what: str, word: str, words: Iterable[str]) -> str:
    """``unknown indicator 'tax_per_acre'. Did you mean 'tax_per_mu'?``, or the words there are."""
    known = list(dict.fromkeys(words))
    close = nearest(word, known)
    hint = f" Did you mean {close!r}?" if close else ""
    if 0 < len(known) <= _LONGEST_LIST:
        hint += f" Expected one of: {', '.join(known)}."
    return f"unknown {what} {word[:_LONGEST_WORD]!r}.{hint}"
