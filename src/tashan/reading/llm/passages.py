"""A long report cut into passages that a model can read, each with a little of the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。！？!?；;]|\n")
_LEAST = 400  # characters; a passage shorter than this is not cut again


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` begins at ``start`` of the normal text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def halves(self, *, overlap: int) -> tuple[Passage, ...]:
        """The passage in two, for an answer that was cut off; empty where it is short already."""
        if len(self.text) <= _LEAST:
            return ()
        overlap = min(overlap, len(self.text) // 8)
        parts = passages(self.text, size=len(self.text) // 2 + overlap, overlap=overlap)
        return tuple(Passage(self.start + part.start, part.text) for part in parts)


def passages(text: str, *, size: int, overlap: int) -> tuple[Passage, ...]:
    """Passages of at most ``size`` characters that end where a paragraph or sentence does.

    Each begins up to ``overlap`` characters before the end of the one before, at a sentence, so
    that what a finding refers to is read with it.
    """
    if not 0 <= overlap < size // 2:
        raise ValueError(f"an overlap of {overlap} does not fit passages of {size}")
    found: list[Passage] = []
    start = 0
    while start < len(text):
        end = _end(text, start, size=size)
        if text[start:end].strip():
            found.append(Passage(start, text[start:end]))
        if end == len(text):
            break
        start = _next_start(text, end, overlap=overlap, after=start)
    return tuple(found)


def _end(text: str, start: int, *, size: int) -> int:
    """The last paragraph end in the second half of the window, else sentence end, else its edge."""
    edge = start + size
    if edge >= len(text):
        return len(text)
    paragraph = text.rfind("\n", start + size // 2, edge)
    if paragraph >= 0:
        return paragraph + 1
    ends = [mark.end() for mark in _SENTENCE_END.finditer(text, start + size // 2, edge)]
    return ends[-1] if ends else edge


def _next_start(text: str, end: int, *, overlap: int, after: int) -> int:
    mark = _SENTENCE_END.search(text, max(after + 1, end - overlap), end)
    return mark.end() if mark else end
