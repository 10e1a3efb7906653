"""Which finding speaks of which: a measure of the gap it answers, an indicator of a mechanism."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from operator import add

from tashan.reading.findings import Finding, IndicatorType, Kind, Status

SUPPORT_REACH = 40  # characters between a mechanism and a figure that tells its effect
SHARED_LEAST = 3  # pairs of characters that a measure and its gap must share
COMMON_SHARE = 0.2  # a pair in more than this share of the gaps tells nothing

_WORDS = re.compile(r"[\u3400-\u9fff]{2}")


def link(findings: list[Finding]) -> None:
    """Set ``refers_to`` where the words leave little doubt; ``findings`` are in text order."""
    _link_measures(findings)
    _link_indicators(findings)


def _link_measures(findings: list[Finding]) -> None:
    gaps = [i for i, f in enumerate(findings) if f.kind is Kind.GAP]
    if not gaps:
        return
    places = _by_pair(findings, gaps)
    for finding in findings:
        if finding.kind is not Kind.MEASURE:
            continue
        answer = _answered(finding, places)
        if answer is not None:
            finding.refers_to = answer
            finding.rules.append("link.shared_words")


def _by_pair(findings: list[Finding], gaps: list[int]) -> dict[str, list[int]]:
    """For every telling pair of characters the gaps that have it."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in gaps:
        for pair in _pairs(findings[i].quote):
            if _WORDS.fullmatch(pair):
                places[pair].append(i)
    most = max(1, int(len(gaps) * COMMON_SHARE))
    return {pair: where for pair, where in places.items() if len(where) <= most}


def _answered(measure: Finding, places: dict[str, list[int]]) -> int | None:
    """The one gap that shares most with a measure, if it shares enough and no other as much."""
    shared = places.keys() & _pairs(measure.quote)
    if len(shared) < SHARED_LEAST:
        return None
    counts: Counter[int] = Counter()
    for pair in shared:
        counts.update(places[pair])
    best = counts.most_common(2)
    if not best or best[0][1] < SHARED_LEAST or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return best[0][0]


def _pairs(quote: str) -> set[str]:
    """The pairs of neighbouring characters; those with signs in them match no others."""
    return set(map(add, quote, quote[1:]))


def _link_indicators(findings: list[Finding]) -> None:
    """A figure told right after a mechanism, in its section, is its evidence."""
    latest: int | None = None
    for i, finding in enumerate(findings):
        if finding.kind is Kind.MECHANISM:
            latest = i
        elif latest is not None and _supports(finding, findings[latest]):
            finding.refers_to = latest
            finding.rules.append("link.nearby")


def _supports(indicator: Finding, mechanism: Finding) -> bool:
    return (
        indicator.kind is Kind.INDICATOR
        and indicator.type is not IndicatorType.TARGET
        and indicator.status is Status.OK
        and indicator.section == mechanism.section
        and 0 <= indicator.start - mechanism.end <= SUPPORT_REACH
    )
