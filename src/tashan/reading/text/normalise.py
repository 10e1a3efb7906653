"""One plain text to match on, and the way back to the original for every character of it.

The normal text is simplified, with half-width digits and signs (``,`` for both commas, ``(`` for
both brackets; ``。``, ``、`` and quotation marks stay), without blanks inside Chinese text, page
marks inside sentences and the buttons of a web page around the report. One ``\\n`` stands where a
paragraph or heading ends; a line that the layout broke inside a sentence is joined.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from tashan.base.script import simplified
from tashan.reading.text.layout import layout_cuts
from tashan.reading.text.noise import noise_cuts

Cut = tuple[int, int]

# 14。2% holds a decimal point that a scanner read as a full stop; 第3。5个 and 500。2026年 do not.
_POINT = re.compile(
    r"。(?=[0-9]{1,2}(?:%|个百分点|[万亿]|倍|公里|平方|[元吨亩]))(?<=[0-9]。)(?<!第[0-9]。)"
)


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
        origin = self.origin
        return origin.span(start, end) if isinstance(origin, Offsets) else (start, end)

    def at(self, offset: int) -> int:
        """Where the original's character at ``offset`` stands here, or the next that stayed."""
        origin = self.origin
        return origin.at(offset) if isinstance(origin, Offsets) else offset


class Offsets(Sequence[int]):
    """Offsets in the original of a text that lost some stretches; one entry a character."""

    __slots__ = ("_begins", "_length", "_shifts", "_starts")

    def __init__(self, starts: list[int], shifts: list[int], *, length: int) -> None:
        self._starts = starts
        self._shifts = shifts
        self._length = length
        self._begins = [start + shift for start, shift in zip(starts, shifts, strict=True)]

    def __len__(self) -> int:
        return self._length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the stretch from ``start`` to ``end`` (not empty)."""
        if not 0 <= start < end <= self._length:
            raise IndexError((start, end))
        starts, shifts = self._starts, self._shifts
        first = start + shifts[bisect_right(starts, start) - 1]
        return first, end + shifts[bisect_right(starts, end - 1) - 1]

    def at(self, offset: int) -> int:
        """The first index whose character stands at ``offset`` of the original or after it."""
        piece = bisect_right(self._begins, offset) - 1
        if piece < 0:
            return 0
        end = self._starts[piece + 1] if piece + 1 < len(self._starts) else self._length
        return min(offset - self._shifts[piece], end)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, int):
            if 0 <= index < self._length:
                return index + self._shifts[bisect_right(self._starts, index) - 1]
            if -self._length <= index < 0:
                return self[index + self._length]
            raise IndexError(index)
        return [self[i] for i in range(*index.indices(self._length))]


def normalise(original: str) -> Normal:
    """The normal text of ``original`` with the offset of each of its characters."""
    plain = simplified(original)
    noise = noise_cuts(plain)
    cuts = _merged([*noise, *layout_cuts(plain, noise)])
    if not cuts:
        return Normal(original, _POINT.sub(".", plain), range(len(plain)))
    text, origin = _without(plain, cuts)
    return Normal(original, _POINT.sub(".", text), origin)


def _merged(cuts: Iterable[Cut]) -> list[Cut]:
    merged: list[Cut] = []
    for start, end in sorted(cuts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _without(plain: str, cuts: list[Cut]) -> tuple[str, Offsets]:
    pieces: list[str] = []
    starts: list[int] = [0]
    shifts: list[int] = [0]
    length = last = 0
    for start, end in cuts:
        pieces.append(plain[last:start])
        length += start - last
        starts.append(length)
        shifts.append(end - length)
        last = end
    pieces.append(plain[last:])
    length += len(plain) - last
    return "".join(pieces), Offsets(starts, shifts, length=length)
