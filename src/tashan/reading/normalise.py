"""One plain text to match on, and the way back to the original for every character of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Normal:
    """The text that rules match on.

    ``text`` is simplified and free of layout noise; ``origin[i]`` is the offset in ``original`` of
    ``text[i]``, ascending, one entry a character.
    """

    original: str
    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of ``text[start:end]`` (not empty)."""
        return self.origin[start], self.origin[end - 1] + 1
