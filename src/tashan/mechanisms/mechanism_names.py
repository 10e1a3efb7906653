"""From a way of working as a report calls it to the mechanisms that it may be, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tashan.mechanisms.calendar import Calendar
from tashan.mechanisms.credit import Credit
from tashan.mechanisms.indicator import Indicator
from tashan.mechanisms.naming import (
    LONGEST_NAME,
    MOST,
    Candidate,
    Known,
    Reason,
    compared,
    core_of,
    plain_name,
)
from tashan.mechanisms.plan import Plan
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.register import Register
from tashan.mechanisms.schema import Mechanism

# kinds of part that hold everywhere already: nobody adopts them
DEFINE = (Calendar, Credit, Indicator, Plan, Register)
RUN = (Programme, Ranking)  # kinds of part that do something here when they are adopted
_HEAD, _HEAD_STEP, _HEAD_MOST = 0.45, 0.05, 0.6
# words that end the name of any mechanism and tell nothing of it
_ANY = re.compile(
    "(?:工作)?(?:制度|机制|办法|模式|做法|活动|政策|服务|管理|建设|工作|工程|行动|计划|措施|方式|体系|制|法)+$"
)
_TAIL = ("企业", "项目", "单位", "干部", "产业", "园区")


class MechanismNames:
    """Titles, aliases and the titles of parts, ready to be looked up."""

    def __init__(self, mechanisms: Iterable[Mechanism]) -> None:
        self._known = [known for one in mechanisms if runs(one) for known in _names_of(one)]

    def candidates(self, name: str) -> list[Candidate]:
        """At most five, the likeliest first; none where nothing is alike."""
        plain = _bare(plain_name(name[:LONGEST_NAME]))
        best: dict[str, Candidate] = {}
        for known in self._known:
            found = (compared(plain, known) or _same_head(plain, known)) if plain else None
            if found and (found.code not in best or found.score > best[found.code].score):
                best[found.code] = found
        return sorted(best.values(), key=lambda c: (-c.score, c.code))[:MOST]


def runs(mechanism: Mechanism) -> bool:
    """Whether something is worked out of it by itself once it is adopted."""
    return any(isinstance(part, RUN) for part in mechanism.parts.values())


def only_defines(mechanism: Mechanism) -> bool:
    """Whether it holds everywhere already, so that a place need not adopt it."""
    return all(isinstance(part, DEFINE) for part in mechanism.parts.values())


def _names_of(mechanism: Mechanism) -> Iterator[Known]:
    code, title = mechanism.mechanism, mechanism.title
    for name in (title.zh, title.en):
        yield Known(_bare(plain_name(name)), name, code, Reason.TITLE)
    for alias in mechanism.aliases:
        yield Known(_bare(plain_name(alias)), alias, code, Reason.ALIAS)
    for part in mechanism.parts.values():
        if isinstance(part, RUN):
            yield Known(_bare(plain_name(part.title.zh)), part.title.zh, code, Reason.ALIAS)


def _bare(plain: str) -> str:
    return _ANY.sub("", plain) or plain


def _same_head(plain: str, known: Known) -> Candidate | None:
    """Both end in the same word of two characters or more."""
    own, other = core_of(plain), core_of(known.plain)
    length = 0
    while length < min(len(own), len(other)) and own[-1 - length] == other[-1 - length]:
        length += 1
    if length < 2 or own[-2:] in _TAIL:
        return None
    score = min(_HEAD + _HEAD_STEP * length, _HEAD_MOST)
    return Candidate(known.code, score, Reason.HEAD, known.name)
