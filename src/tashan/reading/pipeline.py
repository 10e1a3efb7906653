"""A report from its text to its findings: the one order in which the readers work."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.reading.findings import Finding
from tashan.reading.indicators import read_indicators
from tashan.reading.normalise import normalise
from tashan.reading.sections import Section


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: sections in offsets of the original, findings in the order of the text."""

    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]


def read_text(text: str) -> Reading:
    """Read the decoded original ``text``; every finding's quote is ``text[start:end]``."""
    normal = normalise(text)
    findings = read_indicators(normal)
    findings.sort(key=lambda finding: (finding.start, finding.end))
    return Reading(sections=(), findings=tuple(findings))
