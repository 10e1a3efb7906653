"""A file after its door: one decoded text, and where its pages and paragraphs begin."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The original as text; every offset in a finding counts characters of ``text``.

    For txt and html ``text`` is the decoded file itself (html: of the visible text), for docx and
    pdf the text as extracted. ``pages`` and ``paragraphs`` hold the offsets at which each begins,
    ascending; they are empty where the format has none.
    """

    text: str
    format: str
    encoding: str | None = None
    title: str = ""
    pages: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) on which a character stands, or None where there are no pages."""
        return bisect_right(self.pages, offset) or None

    def paragraph_at(self, offset: int) -> int | None:
        """The paragraph (from 1) in which a character stands, or None where none are known."""
        return bisect_right(self.paragraphs, offset) or None
