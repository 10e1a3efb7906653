"""A normalised text as it comes from a text without noise, for tests of what stands in it."""

from __future__ import annotations

from tashan.reading.findings import Finding
from tashan.reading.meaning.gaps import read_gaps
from tashan.reading.meaning.measures import read_measures
from tashan.reading.meaning.mechanisms import read_mechanisms
from tashan.reading.meaning.zones import Zones, read_zones
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import read_sections


def plain(text: str) -> Normal:
    return Normal(text, text, range(len(text)))


def zones_of(text: str) -> Zones:
    normal = plain(text)
    return read_zones(normal, read_sections(normal))


def measures_of(text: str) -> list[str]:
    normal = plain(text)
    sections = read_sections(normal)
    return _quotes(read_measures(normal, sections, read_zones(normal, sections)))


def gaps_of(text: str) -> list[str]:
    normal = plain(text)
    sections = read_sections(normal)
    return _quotes(read_gaps(normal, sections, read_zones(normal, sections)))


def mechanisms_of(text: str) -> list[str]:
    normal = plain(text)
    sections = read_sections(normal)
    found = read_mechanisms(normal, sections, read_zones(normal, sections))
    return [finding.name for finding in found]


def _quotes(findings: list[Finding]) -> list[str]:
    return [finding.quote for finding in findings]
