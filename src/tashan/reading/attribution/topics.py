"""Whom a clause speaks of: places, firms and events that stand where a subject stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tashan.reading.attribution.place_names import Mention
from tashan.reading.text.sections import Section

# Words after which a name at the head of a clause is still its subject.
_LEAD = (
    "如|又如|再如|比如|例如|譬如|像|其中|另外|此外|同时|而|但|其|尤其是|特别是|尤其|仅|只|单是|就连"
    r"|对比|反观|反思|对照|[一二三四五六七八九十]是|首先|其次|再次|并|据了解|可以说"
    r"|(?:\d{4}|[去今前本当])年(?:\d{1,2}(?:-\d{1,2})?月份?|上半年|前\S{1,2}季度|底|末)?"
    r"|\d{1,2}(?:-\d{1,2})?月份?|前\S{1,2}季度|目前|当前|至今|近年来|近几年|近期|后来"
    r"|[^,。;:、\n]{0,10}(?:排名?|实力|位居|位列|排在)(?:第[一二三四五六七八九十\d]{1,2}|最[后前高低末])的"
)
# The stops of a journey: 第一站青禾县, 随后来到…
_STOP = (
    "第[一二三四五六七八九十]站|首站|[前下末]一站|最后一站|第[一二三四五六七八九十]天[上下]?午?"
    r"|\d{1,2}日[上下]?午?|[上下]午|当天[上下]?午?|随后|接着|之后|紧接着|最后"
)
_ARRIVED = "(?:我们|考察[组团])?(?:又|再)?(?:来到|到|在|是|为|考察|走进|抵达|[:,])?"
_NUMBERED = r"(?:[(]?[一二三四五六七八九十\d]+[)、.])?"
_BORDERS = frozenset("\n。!?;:,—●")
_OPENS = re.compile(rf"(?:^|[\n。!?;:,—●]){_NUMBERED}(?:{_LEAD})*$")
# A visitor tells where he was: 在嘉禾县,…; inside a sentence 在 names a mere setting.
_OPENS_VISIT = re.compile(
    rf"(?:^|[\n。!?;:,—●]){_NUMBERED}(?:{_LEAD})*以?$|(?:^|[\n。!?]){_NUMBERED}(?:在|到)$"
    "|(?:来到|走进|抵达|考察|参观|走访)了?$"
    rf"|(?:^|[\n。!?;:,]){_NUMBERED}(?:{_STOP}){_ARRIVED}$"
)
# 赴昆山市学习考察。 The sentences that follow tell of what was seen there.
_DEPARTS = re.compile("(?:赴|前往)[^,。;、和与及\n]{0,6}$")
_TO_LEARN = re.compile(
    "(?:进行|开展)?了?(?:专题|实地|对口)?(?:学习|考察|参观|调研|取经|交流){1,2}[,。]"
)
_AT_STOP = re.compile(rf"(?:^|[\n。!?;]){_NUMBERED}(?:{_STOP}){_ARRIVED}$")
_BEFORE = 26  # characters before a name in which its clause's head is looked for
_LISTED = re.compile("[、和与及]")
_PLURAL = re.compile("[一二两三四五六七八九十]地|等地|两市|两县|各[市县区]")
_AMONG = re.compile(r"等[\d一二两三四五六七八九十]")  # 肇庆等7个市: seven of the author's
_FIRM = re.compile(
    rf"(?<=[\n。!?;:,])(?:{_LEAD})*(?P<name>[一-龥A-Za-z]{{2,10}}?"
    r"(?:集团|公司|药业|股份|科技|电子|实业|控股|合作社))"
    r"(?=有|实现|已|年|的|投资|是|在|从|,|达|拥有|产|现|通过|去年|今年|生产|销售)"
)
_SHORTEST_FIRM = 2
_EVENT = re.compile(
    r"第[一二三四五六七八九十百\d]{1,3}届[^,。;、\n]{2,30}?(?:博览会|展览会|洽谈会|交易会|论坛|展会)"
    r"(?=上|中|期间|,|现场)"
)
_ZONE = re.compile(
    rf"(?<=[\n。!?;:,])(?:{_LEAD})*(?P<name>[一-龥XＸ]{{2,14}}?"
    r"(?:新区|试验区|开发区|高新区|经开区|保税区|工业园区|产业园区|产业园))(?![一-龥]?[、和与])"
)
_NO_ZONE = re.compile(
    r"的|在|为|这|其|两|建|推|将|把|了|是|设|打造|加快|支持|全|各|等|级|批|[个家我该以从对由向]"
    r"|启动|实施|依托|围绕|做[大强好]|完善|优化|提升|规划|落户|入驻|进入|加强|利用|通过|按照|参观|考察"
)
_OBJECT = re.compile(
    r"“(?P<inside>[^”\n]{2,14}(?:城|园|园区|基地|市场|小镇|街区))”(?=,)"
    r"|(?P<with>“[^”\n]{2,12}”(?:产业园|园区|园|基地|小镇|市场))(?=,)"
)
# 我们看到, 我们一行: the visitors tell of their hosts, not of home.
_OURS = re.compile(
    "我们(?!一行|先后|来到|走进|看到|听到|了解|考察|参观|走访|实地|深[切刻深]|感|发现|听取|学到|认为|体会|在|还|又|"
    "首先)|我(?:省|市|县|区|州|旗|委|局|镇)|全(?:省|市|县|区|州)|相比之下|建议"
)
_THAT = re.compile(r"该(?P<level>[省市县区镇乡村])(?<=[\n。!?;:,前而中]..)")
_BACK = 6  # mentions looked back over for what 该县 is
_HOME = re.compile("建议|打算|下一?步|对策|措施|反思|找差距|我们?[市县区]的")


@dataclass(frozen=True, slots=True)
class Topic:
    """From ``start`` on ``name`` is spoken of; None where several are, ``AUTHOR`` for 我市.

    ``sentence`` topics (a firm, an event) end with their sentence.
    """

    start: int
    name: str | None
    rule: str
    sentence: bool = False


AUTHOR = "\0author"
STOPPED = "stop"  # the rule of a mask at the next stop of a journey


def topics(
    text: str, mentions: Sequence[Mention], sections: Sequence[Section], *, visit: bool
) -> list[Topic]:
    """Every topic in the order of the text; a zone wins over the place in its name."""
    found = [*_ours(text, visit=visit)]
    inside: set[int] = set()
    if visit:
        found += _homeward(sections)
        for topic, end in (*_zones(text), *_events(text)):
            inside.update(range(topic.start, end))
            found.append(topic)
        found += [*_firms(text), *_objects(text)]
    found += _that(text, mentions)
    found += _places(text, [m for m in mentions if m.start not in inside], visit=visit)
    found.sort(key=lambda topic: topic.start)
    return _hosts(found, min((m.start for m in mentions), default=len(text))) if visit else found


def _homeward(sections: Sequence[Section]) -> Iterator[Topic]:
    """Under 几点建议 or 对照反思 a visitor speaks of his own place."""
    for section in sections:
        if _HOME.search(section.title):
            yield Topic(section.start, AUTHOR, "place.heading")


def _hosts(found: Sequence[Topic], first_named: int) -> list[Topic]:
    """全市 goes on with the topic before it, or back to the last city where that is none.

    After 我们 it is the author's, and so where no place was named yet; after a county 全市 may be
    the city above, spoken of before.
    """
    kept: list[Topic] = []
    for topic in found:
        if topic.rule != "place.ours" or topic.name == AUTHOR or topic.name is None:
            kept.append(topic)
        elif topic.start < first_named:
            kept.append(Topic(topic.start, AUTHOR, topic.rule))
        elif kept and (host := _host(kept, level=topic.name[1])):
            kept.append(Topic(topic.start, host, "place.host"))
    return kept


def _host(before: Sequence[Topic], level: str) -> str | None:
    """The name to go back to, or None where the topic before goes on."""
    last = before[-1].name
    if last is None or last == AUTHOR or last.endswith((level, "区")):
        return None
    for topic in reversed(before[-6:]):
        if topic.name == AUTHOR:
            return None
        if topic.name and topic.name.endswith(level):
            return topic.name
    return None


def _places(text: str, mentions: Sequence[Mention], *, visit: bool) -> Iterator[Topic]:
    opens = _OPENS_VISIT if visit else _OPENS
    starts = {mention.start for mention in mentions}
    hosted = False
    for mention in mentions:
        before = text[max(0, mention.start - _BEFORE) : mention.start]
        if visit and _DEPARTS.search(before) and _TO_LEARN.match(text, mention.end):
            yield Topic(mention.start, mention.name, mention.rule)
        if before[-1:] not in _BORDERS and opens.search(before) is None:
            continue
        if not visit and _AMONG.match(text, mention.end):
            continue
        if _is_one_of_several(text, mention, starts):
            yield Topic(mention.start, None, "place.several")
        else:
            stop = visit and mention.rule == "place.mask" and _AT_STOP.search(before) is not None
            town = mention.rule == "place.town"
            rule = STOPPED if stop else mention.rule
            # a town among what a county shows is spoken of for its sentence
            yield Topic(mention.start, mention.name, rule, sentence=town and hosted)
            hosted = hosted or not town


def _is_one_of_several(text: str, mention: Mention, starts: set[int]) -> bool:
    """嘉禾县、平川县和北山县; 北山两地: no one of them alone is the subject."""
    joint = _LISTED.match(text, mention.end) is not None and mention.end + 1 in starts
    return joint or _PLURAL.match(text, mention.end) is not None


def _ours(text: str, *, visit: bool) -> Iterator[Topic]:
    """我们, 我市; in a report about one's own place 全省 too, which a visitor says of his hosts.

    On a visit 全市 is given as its own name, for ``hosts`` to resolve.
    """
    for found in _OURS.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if before[-1:] in _BORDERS or _OPENS.search(before):
            name = found[0] if visit and found[0].startswith("全") else AUTHOR
            yield Topic(found.start(), name, "place.ours")


def _that(text: str, mentions: Sequence[Mention]) -> Iterator[Topic]:
    """该县 is the last county named before."""
    starts = [mention.start for mention in mentions]
    for found in _THAT.finditer(text):
        last = bisect_left(starts, found.start())
        for mention in reversed(mentions[max(0, last - _BACK) : last]):
            if mention.name.endswith(found["level"]):
                yield Topic(found.start(), mention.name, "place.that")
                break


def _zones(text: str) -> Iterator[tuple[Topic, int]]:
    for found in _ZONE.finditer(text):
        if _NO_ZONE.search(found["name"]) is None:
            yield Topic(found.start("name"), found["name"], "place.zone"), found.end("name")


def _firms(text: str) -> Iterator[Topic]:
    for found in _FIRM.finditer(text):
        name = found["name"].rpartition("的")[2].lstrip("在到")  # 园区的大江集团, 在大江集团
        if "等" not in name and len(name) > _SHORTEST_FIRM:
            yield Topic(found.end("name") - len(name), name, "place.firm", sentence=True)


def _events(text: str) -> Iterator[tuple[Topic, int]]:
    for found in _EVENT.finditer(text):
        yield Topic(found.start(), found[0], "place.event", sentence=True), found.end()


def _objects(text: str) -> Iterator[Topic]:
    """建成“北山茶城”,年销售…: what was named last in the clause before is the new subject."""
    for found in _OBJECT.finditer(text):
        name = found["inside"] or found["with"]
        yield Topic(found.end(), name, "place.object", sentence=True)
