"""The tree of headings of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it, in offsets of the normalised text.

    ``path`` joins the numbers of the headings above with slashes (``一/(三)/一是``); ``level``
    counts from 1. ``end`` is where the next heading of the same or a higher level begins.
    """

    path: str
    title: str
    level: int
    start: int
    end: int
