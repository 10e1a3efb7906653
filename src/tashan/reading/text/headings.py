"""Under which heading a finding stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tashan.reading.findings import Finding
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import Section


def in_original(normal: Normal, sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with offsets of the original in place of the normal text's."""
    moved = []
    for section in sections:
        if section.start < section.end:
            start, end = normal.span(section.start, section.end)
            moved.append(replace(section, start=start, end=end))
    return tuple(moved)


def tell_sections(findings: Iterable[Finding], sections: Sequence[Section]) -> None:
    """Set ``section`` of every finding to the path of the last heading before it.

    Both count in the original, and sections come in their order.
    """
    starts = [section.start for section in sections]
    for finding in findings:
        before = bisect_right(starts, finding.start)
        if before:
            finding.section = sections[before - 1].path
