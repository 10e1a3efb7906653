"""Which place a number speaks of, and the wider place that it is compared with."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tashan.reading.attribution.authors import Author, read_author
from tashan.reading.attribution.genre import read_genre
from tashan.reading.attribution.place_names import Mention, place_mentions
from tashan.reading.attribution.topics import AUTHOR, STOPPED, Topic, topics
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import Section
from tashan.reading.text.stops import clause_starts, sentence_starts

_LONGEST = 200  # characters of a clause, and topics, looked back over: longer ones are no prose
_WIDER = "全[国省市县区州]|全球|世界|亚洲|国内|省内|市内"
_VERB = "居|列|占|占到|名列|位居|位列|排|排名|高于|低于|快于|超|超过|高出|进入|跃居"
_VERBS = tuple(_VERB.split("|"))
# The last sign of a verb or the first of 全国 is read before what stands around it.
_SCOPE = re.compile(
    "[居列占到排名于超过出入全世亚国省市](?:"
    "(?:(?<=[居列占排超])|(?<=占到|排名|高于|低于|快于|超过|高出|进入))"
    rf"(?P<base>{_WIDER}|中部地区|东部地区|西部地区)"
    "|(?:(?<=全)[国省市县区州球]|(?<=世)界|(?<=亚)洲|(?<=[国省市])内)"
    "(?=第|前|首|平均|唯一|最))"
)
# In one's own report a city rules its clause, and the next where that has no subject of its own.
_GOES_ON = re.compile(
    "(?:同比|年均)?(?:增长|下降|增速|居|占|达|总投资|总量|规模|经济总量|算力规模|累计投入|其中)"
)
_WHOLE = re.compile(
    r"(?:^|为|如)(?P<name>全[国省])(?:共有?|已有)?(?=[\d一二两三四五六七八九十]+[个家张项座条])"
)
_ABROAD = re.compile("^[^,。的]{2,12}的?(?:主要|基本|成功|先进)?(?:经验|做法|启示|实践|模式)")
_LISTS_ABROAD = re.compile(
    "(?:外地|各地|先进|兄弟|外省|外市|外县|周边|典型|国内|其他地区|他山)[^,。]{0,8}(?:经验|做法|案例|启示|实践|探索)"
)
_SETS_OUT = re.compile("赴|(?:到|前往)[^。]{2,40}(?:考察|学习|参观)")
_NUMBERED = 6  # characters of a heading's number
_OWNED = re.compile(
    r"\d+[^,。;\d]{1,4}?的(?P<name>[一-龥]{1,6}?(?:新区|开发区|园区|[市县]))(?=[和与才,。、]|$)"
)


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """The subject's ``name`` (None where several or none), and the ``scope`` of a rank or share.

    Rules that end in a number count masked places: XX县 of two passages may be two counties.
    """

    name: str | None
    scope: str | None
    rule: str


class Places:
    """The topics of a report, and which of them rules at an offset of the normalised text.

    ``starts`` are the offsets at which it begins to speak of someone else, ``clauses`` those of its
    clauses.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        sections: Sequence[Section],
        *,
        author: Author,
        visit: bool,
    ) -> None:
        found = _masks_numbered(topics(text, mentions, sections, visit=visit))
        self.author = author
        self._authors = PlaceRef(author.name, None, author.rule)  # what most numbers are
        self._named_at = [mention.start for mention in mentions]
        self._names = [mention.name for mention in mentions]
        self.named = {mention.start: mention.end for mention in mentions}
        self._text = text
        self._visit = visit
        self._topics = found
        self.starts = [topic.start for topic in found]
        self.clauses = clause_starts(text)
        self._sentences = sentence_starts(text)
        self._parts = [] if visit else list(_parts_abroad(sections, mentions, author))
        self._tops = [
            section.start for section in sections if section.level == 1 and not section.is_item
        ]

    def is_named_by(self, start: int, end: int) -> bool:
        """三元村: is ``text[start:end]`` a part of a place's name?"""
        at = bisect_right(self._named_at, start) - 1
        return at >= 0 and end <= self.named[self._named_at[at]]

    def subject(self, start: int, end: int) -> PlaceRef:
        """The place of what stands at ``text[start:end]``."""
        at = bisect_right(self.clauses, start) - 1
        clause = max(self.clauses[at], start - _LONGEST)
        said = self._text[clause:end]
        scope = self._scope(said, clause)
        if "全" in said and (name := self._whole(said)):
            return PlaceRef(name, scope, "place.whole")
        if name := self._owned(start, end):
            return PlaceRef(name, scope, "place.owned")
        topic = self._topic(start, end, at)
        if topic is None:
            return self._without_topic(start, scope)
        rule = topic.rule if topic.start >= clause else topic.rule + ".carried"
        if topic.name != AUTHOR:
            return PlaceRef(topic.name, scope, rule)
        if self._parts and self._text[topic.start] == "全" and (part := self._part(start)):
            return PlaceRef(part, scope, "place.part")
        return PlaceRef(self.author.name, scope, rule)

    def _owned(self, start: int, end: int) -> str | None:
        """排名第二的青溪镇: the number is that of the place behind it."""
        owned = _OWNED.search(self._text, start, end + 14) if self._visit else None
        if owned and owned.start() < end:
            return owned["name"]
        return self._ranked(end) if self._text.startswith("的", end) else None

    def _ranked(self, end: int) -> str | None:
        """排名第二的青溪镇: the rank is that of the place behind it."""
        at = bisect_left(self._named_at, end + 1)
        return self._names[at] if self._named_at[at : at + 1] == [end + 1] else None

    def _scope(self, said: str, clause: int) -> str | None:
        base = _SCOPE.search(said)
        if base:
            return base["base"] or base[0]
        last = clause + len(said)
        for at in range(bisect_left(self._named_at, clause), len(self._named_at)):
            if self._named_at[at] >= last:
                break
            if self._text.endswith(_VERBS, clause, self._named_at[at]):
                return self._names[at]
        return None

    def _whole(self, said: str) -> str | None:
        """全国两张牌照: the number is the nation's. 全省 in a province's own report is its own."""
        found = _WHOLE.search(said)
        if found is None or (not self._visit and found["name"] != "全国"):
            return None
        return found["name"]

    def _topic(self, start: int, end: int, clause: int) -> Topic | None:
        """The last topic before ``end``: of the section on a visit, else of the clause."""
        last = bisect_left(self.starts, end) - 1
        if last < 0:
            return None
        sentence = self._sentences[bisect_right(self._sentences, start) - 1]
        least = self._section(start) if self._visit else max(sentence, self._own_reach(clause))
        for at in range(last, max(-1, last - _LONGEST), -1):
            topic = self._topics[at]
            if topic.start < least:
                return None
            if not topic.sentence or topic.start >= sentence:
                return topic
        return None

    def _own_reach(self, clause: int) -> int:
        """Where the clause begins, or the one before it that it goes on with."""
        start = self.clauses[clause]
        if clause and _GOES_ON.match(self._text, start):
            return self.clauses[clause - 1]
        return start

    def _section(self, start: int) -> int:
        at = bisect_right(self._tops, start) - 1
        return self._tops[at] if at >= 0 else 0

    def _part(self, start: int) -> str | None:
        """The other place that a heading says its part to be about, the narrowest part last."""
        inside = [name for first, end, name in self._parts if first <= start < end]
        return inside[-1] if inside else None

    def _setting_out(self, start: int, scope: str | None) -> PlaceRef:
        """16名干部赴昆山市考察: they are the author's who set out."""
        at = bisect_right(self._sentences, start)
        end = self._sentences[at] if at < len(self._sentences) else len(self._text)
        if _SETS_OUT.search(self._text, start, min(end, start + _LONGEST)):
            return PlaceRef(self.author.name, scope, self.author.rule)
        return PlaceRef(None, scope, "place.none")

    def _without_topic(self, start: int, scope: str | None) -> PlaceRef:
        if self._visit:
            return self._setting_out(start, scope)
        if self._parts and (part := self._part(start)):
            return PlaceRef(part, scope, "place.part")
        return PlaceRef(self.author.name, scope, self.author.rule) if scope else self._authors


def _parts_abroad(
    sections: Sequence[Section], mentions: Sequence[Mention], author: Author
) -> Iterator[tuple[int, int, str]]:
    """二、青禾县的经验: a part of a report on one's own place that tells of another."""
    starts = [mention.start for mention in mentions]
    lists_end = 0  # of the part that lists what other places do
    for section in sections:
        if _LISTS_ABROAD.search(section.title):
            lists_end = section.end
        first = bisect_left(starts, section.start)
        if first == len(starts) or section.is_item:
            continue
        named = mentions[first]
        if named.start >= section.start + _NUMBERED or named.name == author.name:
            continue
        if section.end <= lists_end or _ABROAD.search(section.title):
            yield section.start, section.end, named.name


def read_places(normal: Normal, sections: Sequence[Section]) -> Places:
    """Find every mention and topic once; ``Places.subject`` is then a few steps a number."""
    text = normal.text
    visit = read_genre(text, sections).visit
    mentions = place_mentions(text, visit=visit)
    author = read_author(text, mentions, visit=visit)
    return Places(text, mentions, sections, author=author, visit=visit)


def _masks_numbered(found: Sequence[Topic]) -> list[Topic]:
    """Each run of topics under one mask is one anonymous place: its rule carries the run's number.

    The name stays as printed. Another topic between two XX县 begins a new run, and so does the
    next stop of the journey.
    """
    numbered: list[Topic] = []
    runs: dict[str, int] = {}
    last: str | None = None
    for topic in found:
        if topic.rule in {"place.mask", STOPPED} and topic.name is not None:
            if topic.name != last or topic.rule == STOPPED:
                runs[topic.name] = runs.get(topic.name, 0) + 1
            rule = f"place.mask.{runs[topic.name]}"
            numbered.append(Topic(topic.start, topic.name, rule, topic.sentence))
        else:
            numbered.append(topic)
        last = topic.name
    return numbered
