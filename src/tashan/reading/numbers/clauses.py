"""The clause in which a number stands, and the one before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tashan.reading.text.stops import clause_starts


class Clauses:
    """Clauses of a normal text, parted by commas, colons and the ends of sentences and lines.

    ``starts`` may be given where they are known already.
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str, starts: Sequence[int] | None = None) -> None:
        self._text = text
        self._starts = starts or clause_starts(text)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The clause (or clauses) in which ``text[start:end]`` stands, without its end mark."""
        starts = self._starts
        after = bisect_right(starts, end)
        right = starts[after] - 1 if after < len(starts) else len(self._text)
        return starts[bisect_right(starts, start, 0, after) - 1], right

    def before(self, left: int) -> int:
        """Where the clause before the one from ``left`` begins; ``left`` in a new sentence."""
        if left < 1 or self._text[left - 1] != ",":
            return left
        return self._starts[bisect_left(self._starts, left) - 1]
