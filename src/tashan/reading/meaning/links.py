"""Which finding speaks of which: a measure of the gap it answers, an indicator of a mechanism."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation

from tashan.reading.findings import Finding, IndicatorType, Kind, Status
from tashan.reading.meaning.words import pattern

SUPPORT_REACH = 40  # characters between a mechanism and a figure that tells its effect
WORD = 4  # a run of this many characters in a gap and in a measure is a word that both share
RARE = 0.03  # a word in more than this share of the measures tells nothing
RARE_LEAST = 2  # but so many measures may always share it

# An enum looks a member up each time; these are asked for at every finding.
_INDICATOR, _MECHANISM, _GAP, _MEASURE = Kind.INDICATOR, Kind.MECHANISM, Kind.GAP, Kind.MEASURE
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_GENERAL = re.compile(pattern("link.general"))


def link(findings: list[Finding]) -> None:
    """Set ``refers_to`` where the words leave little doubt; ``findings`` are in text order."""
    _link_measures(findings)
    _link_indicators(findings)


def _link_measures(findings: list[Finding]) -> None:
    gaps_by_word = _gaps_by_word(findings)
    if not gaps_by_word:
        return
    shared = _shared_words(findings, list(gaps_by_word))
    count = Counter(word for found in shared.values() for word in found)
    measures = sum(finding.kind is _MEASURE for finding in findings)
    most = max(RARE_LEAST, int(measures * RARE))
    for i, found in shared.items():
        answer = _answered([gaps_by_word[word] for word in found if count[word] <= most])
        if answer is not None:
            findings[i].refers_to = answer
            findings[i].rules.append("link.shared_words")


def _gaps_by_word(findings: list[Finding]) -> dict[str, list[int]]:
    """For every run of characters in a gap the gaps that have it."""
    gaps: dict[str, list[int]] = defaultdict(list)
    for i, finding in enumerate(findings):
        if finding.kind is _GAP:
            for word in _words(finding.quote):
                gaps[word].append(i)
    return gaps


def _shared_words(findings: list[Finding], words: list[str]) -> dict[int, set[str]]:
    """For every measure that shares words with gaps those words; one search for all of them."""
    measures = [i for i, finding in enumerate(findings) if finding.kind is _MEASURE]
    quotes = [_joined(findings[i].quote) for i in measures]
    ends = list(accumulate(len(quote) + 1 for quote in quotes))
    shared: dict[int, set[str]] = defaultdict(set)
    # the search is short: what is built fastest wins
    automaton = AhoCorasick(words, implementation=Implementation.ContiguousNFA)
    matches = automaton.find_matches_as_indexes("\n".join(quotes), overlapping=True)
    for index, start, _ in matches:
        shared[measures[bisect_right(ends, start)]].add(words[index])
    return shared


def _answered(gaps: list[list[int]]) -> int | None:
    """The one gap that shares most with a measure, if no other shares as much."""
    best = Counter(i for some in gaps for i in some).most_common(2)
    if not best or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return best[0][0]


def _words(quote: str) -> set[str]:
    runs = _CHINESE.findall(_joined(quote))
    words = {run[i : i + WORD] for run in runs for i in range(len(run) - WORD + 1)}
    return {word for word in words if not _GENERAL.search(word)}


def _joined(quote: str) -> str:
    """The quote without the blanks and lines of its page."""
    return "".join(quote.split())


def _link_indicators(findings: list[Finding]) -> None:
    """A figure told right after a mechanism, in its section, is its evidence."""
    latest: int | None = None
    for i, finding in enumerate(findings):
        if finding.kind is _MECHANISM:
            latest = i
        elif (
            latest is not None
            and finding.kind is _INDICATOR
            and _supports(finding, findings[latest])
        ):
            finding.refers_to = latest
            finding.rules.append("link.nearby")


def _supports(indicator: Finding, mechanism: Finding) -> bool:
    return (
        0 <= indicator.start - mechanism.end <= SUPPORT_REACH
        and indicator.type is not IndicatorType.TARGET
        and indicator.status is Status.OK
        and indicator.section == mechanism.section
    )
