"""From a name as a report prints it to the indicators that it may mean, each with the reason."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tashan.base.script import simplified
from tashan.mechanisms.definitions import IndicatorDefinition

MOST = 5
LONGEST_NAME = 60
_LEAST = 0.6
_LIKE = 0.75  # how much of two names must be the same characters
# what stands around a name and is no part of it
_BEFORE = re.compile(
    "^(?:(?:我|本|该|全)?[省市县区]|全年|累计|上半年|[一二三四1-4]季度|[0-9]+(?:-[0-9]+)?月(?:份)?"
    "|20[0-9]{2}年|完成|实现|预计|其中[:,]?|地方级)+"
)
_AFTER = re.compile("(?:的?(?:同比)?(?:增长率|增长|增速|增幅|总量|总额|数额|完成额))+$")
_NO_WORD = re.compile(r"[\s\"'“”‘’、,;:.()\[\]《》<>-]+")


class Reason(StrEnum):
    TITLE = "title"  # it is the title
    ALIAS = "alias"  # it is a name that reports use
    CONTAINS = "contains"  # it holds such a name
    PART = "part"  # it is part of such a name
    ALIKE = "alike"  # most characters are the same
    HEAD = "head"  # it ends in the same word: both are a fund, or a ranking


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    score: float  # between 0 and 1
    reason: Reason
    name: str  # the title or alias that it was compared with


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the library knows, and what it is compared by."""

    plain: str
    name: str
    code: str
    reason: Reason


class Names:
    """The titles and aliases of indicators, ready to be looked up."""

    def __init__(self, indicators: Iterable[IndicatorDefinition]) -> None:
        self._known = [known for indicator in indicators for known in _names_of(indicator)]

    def candidates(self, name: str) -> list[Candidate]:
        """At most five, the likeliest first; none where nothing is alike."""
        plain = plain_name(name[:LONGEST_NAME])
        best: dict[str, Candidate] = {}
        for known in self._known:
            found = compared(plain, known) if plain else None
            if found and found.score > best.get(found.code, _NOBODY).score:
                best[found.code] = found
        return sorted(best.values(), key=lambda c: (-c.score, c.code))[:MOST]


_NOBODY = Candidate("", 0.0, Reason.ALIKE, "")


def _names_of(indicator: IndicatorDefinition) -> Iterable[Known]:
    code, title = indicator.code, indicator.title
    for name in (title.zh, title.en):
        yield Known(plain_name(name), name, code, Reason.TITLE)
    for alias in indicator.aliases:
        yield Known(plain_name(alias), alias, code, Reason.ALIAS)


def plain_name(name: str) -> str:
    """The name without its script, quotes and spaces."""
    return _NO_WORD.sub("", simplified(name)).casefold().replace("规模以上", "规上")


def core_of(plain: str) -> str:
    """The name without the place, the period and the measure around it."""
    return _AFTER.sub("", _BEFORE.sub("", plain)) or plain


def compared(plain: str, known: Known) -> Candidate | None:
    """What speaks for it that the name means what is known; None where too little does."""
    score, reason = _likeness(plain, known)
    return Candidate(known.code, round(score, 3), reason, known.name) if score >= _LEAST else None


def _likeness(plain: str, known: Known) -> tuple[float, Reason]:
    exact = 1.0 if known.reason is Reason.TITLE else 0.95
    if plain == known.plain:
        return exact, known.reason
    core = core_of(plain)
    if core in (known.plain, core_of(known.plain)):
        return exact - 0.05, known.reason
    shorter, longer = sorted((core, known.plain), key=len)
    if len(shorter) >= 2 and shorter in longer:
        reason = Reason.PART if shorter == core else Reason.CONTAINS
        return 0.45 + 0.4 * len(shorter) / len(longer), reason
    matcher = difflib.SequenceMatcher(None, core, known.plain, autojunk=False)
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0.0, Reason.ALIKE
    ratio = matcher.ratio()
    return (0.8 * ratio if ratio >= _LIKE else 0.0), Reason.ALIKE
