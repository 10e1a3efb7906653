"""Where clauses begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_MARK = re.compile(r"[,。;:!?\n]")


class Clauses:
    """Clauses of a normal text, parted by commas, colons and the ends of sentences and lines."""

    __slots__ = ("_marks", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = [mark.start() for mark in _MARK.finditer(text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The clause (or clauses) in which ``text[start:end]`` stands, without its end mark."""
        before = bisect_right(self._marks, start) - 1
        after = bisect_left(self._marks, end)
        left = self._marks[before] + 1 if before >= 0 else 0
        right = self._marks[after] if after < len(self._marks) else len(self._text)
        return left, right

    def before(self, left: int) -> int:
        """Where the clause before the one from ``left`` begins; ``left`` in a new sentence."""
        if left < 1 or self._text[left - 1] != ",":
            return left
        at = bisect_left(self._marks, left - 1)
        return self._marks[at - 1] + 1 if at else 0
