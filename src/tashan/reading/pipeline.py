"""A report from its text to its findings: the one order in which the readers work."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.reading.attribution.periods import read_periods
from tashan.reading.attribution.places import read_places
from tashan.reading.attribution.placing import place_mechanisms
from tashan.reading.findings import Finding
from tashan.reading.meaning.gaps import read_gaps
from tashan.reading.meaning.links import link
from tashan.reading.meaning.measures import read_measures
from tashan.reading.meaning.mechanisms import read_mechanisms
from tashan.reading.meaning.zones import read_zones
from tashan.reading.numbers.indicators import read_indicators
from tashan.reading.text.headings import in_original, tell_sections
from tashan.reading.text.normalise import normalise
from tashan.reading.text.sections import Section, read_sections


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: sections in offsets of the original, findings in the order of the text."""

    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]


def read_text(text: str) -> Reading:
    """Read the decoded original ``text``; every finding's quote is ``text[start:end]``."""
    normal = normalise(text)
    sections = read_sections(normal)
    zones = read_zones(normal, sections)
    places = read_places(normal, sections)
    periods = read_periods(normal, sections, topics=places.starts)
    findings = read_indicators(normal, zones, places, periods)
    findings += read_mechanisms(normal, sections, zones)
    place_mechanisms(findings, normal, places)
    findings += read_gaps(normal, sections, zones)
    findings += read_measures(normal, sections, zones)
    findings.sort(key=lambda finding: (finding.start, finding.end))
    told = in_original(normal, sections)
    tell_sections(findings, told)
    link(findings)  # by section too
    return Reading(sections=told, findings=tuple(findings))
