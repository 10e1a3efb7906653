"""Where a mechanism works: the place that its clause speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from tashan.reading.attribution.places import Places
from tashan.reading.findings import Finding, Kind
from tashan.reading.text.normalise import Normal

_MECHANISM = Kind.MECHANISM  # an enum looks a member up each time


def place_mechanisms(findings: Iterable[Finding], normal: Normal, places: Places) -> None:
    """Set the place of every mechanism that has none yet."""
    for finding in findings:
        if finding.kind is _MECHANISM and finding.place is None:
            start = normal.at(finding.start)
            found = places.subject(start, max(start + 1, normal.at(finding.end)))
            finding.place = found.name
            finding.rules.append(found.rule)
