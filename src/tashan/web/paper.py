"""The original as blocks and pieces: where one finding begins inside another the text is cut, so
that every character lies in one piece which knows all its findings, the innermost first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

NUMBERING = 8  # characters of a number like （十二） before the words of a heading
LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
BLANK = " \t\u3000\u00a0\ufeff"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one finding stands, and what its mark shows."""

    number: int
    start: int
    end: int
    kind: str
    status: str
    state: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of the report: ``number`` counts them from 1 in reading order.

    ``length`` is that of its title: a line much longer is a paragraph that begins with it.
    """

    number: int
    level: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that carry the same findings (none, one or several, innermost first)."""

    start: int
    end: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (``level`` from 1) or the title (``level`` 0).

    ``sections`` are the numbers of the sections that begin in it, ``page`` the page that begins
    with it.
    """

    start: int
    end: int
    level: int | None
    sections: tuple[int, ...]
    page: int | None
    pieces: tuple[Piece, ...]


def pieces(marks: Iterable[Mark], start: int, end: int) -> Iterator[Piece]:
    """Cut ``start``–``end`` wherever a finding begins or ends."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end}
    for mark in here:
        cuts.update((max(mark.start, start), min(mark.end, end)))
    ordered = sorted(cuts)
    for begin, finish in pairwise(ordered):
        covering = (mark for mark in here if mark.start <= begin and mark.end >= finish)
        inner_first = sorted(covering, key=lambda m: (m.end - m.start, -m.start, m.number))
        yield Piece(begin, finish, tuple(inner_first))


def spans(text: str, paragraphs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand: as the format told, else line by line; blank ones left out."""
    if paragraphs:
        ends = [*paragraphs[1:], len(text)]
        raw: Iterable[tuple[int, int]] = zip(paragraphs, ends, strict=True)
    else:
        raw = (found.span() for found in LINE.finditer(text))
    for start, end in raw:
        inside = text[start:end]
        left = len(inside) - len(inside.lstrip(BLANK + "\r\n\f\v"))
        right = len(inside.rstrip(BLANK + "\r\n\f\v"))
        if left < right:
            yield start + left, start + right


def blocks(
    text: str,
    marks: Sequence[Mark],
    headings: Sequence[Heading],
    *,
    pages: Sequence[int] = (),
    paragraphs: Sequence[int] = (),
    title: str = "",
) -> Iterator[Block]:
    """The whole text, block by block, in reading order."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    waiting, open_marks, last_page = 0, list[Mark](), 0
    for start, end in spans(text, paragraphs):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while waiting < len(ordered) and ordered[waiting].start < end:
            open_marks.append(ordered[waiting])
            waiting += 1
        begun = _beginning_in(headings, start, end)
        page = bisect_left(pages, end)
        yield Block(
            start,
            end,
            _level(text[start:end], begun, start, title=title),
            tuple(heading.number for heading in begun),
            page if page != last_page and page > 1 else None,
            tuple(pieces(open_marks, start, end)),
        )
        last_page = page


def _beginning_in(headings: Sequence[Heading], start: int, end: int) -> list[Heading]:
    first = bisect_left(headings, start, key=lambda heading: heading.start)
    last = bisect_left(headings, end, key=lambda heading: heading.start)
    return list(headings[first:last])


def _level(line: str, begun: Sequence[Heading], start: int, *, title: str) -> int | None:
    if title and start_equals(line, title):
        return 0
    if len(begun) != 1 or begun[0].start > start + 2:
        return None
    return begun[0].level if len(line) <= begun[0].length + NUMBERING else None


def start_equals(line: str, title: str) -> bool:
    """Whether a line is the report's title, blanks aside."""
    return "".join(line.split()) == "".join(title.split())
