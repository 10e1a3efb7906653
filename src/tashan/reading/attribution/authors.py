"""Whose report it is: the place that 全省, 我市 and 全县 mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tashan.base.divisions import Level, named
from tashan.reading.attribution.place_names import Mention
from tashan.reading.attribution.places_told import digits_of, province_named

_HEAD = 600
_OURS = re.compile("[我全](?:(?<![居列占].)[省市县区州旗]|[镇乡](?![镇村]))")
_OFFICES = re.compile("(?<![全城])([省市县])(?:委|政府)")
_SENT = re.compile(
    "(?:^|[\\n>(。]|关于)(?:(?P<name>(?![我本全某])[一-龥]{2,5}[市县区州])|(?P<mask>(?:某|[XxＸ×*※○]{1,3})[市县区州]))"
    "(?:党政代表团|考察[组团])?赴[^\\n。]{2,}?"
    "(?:考察|学习|调研)"
)
_AT_HOME = re.compile(
    "(?:我们|相比之下|对照|反思|下一步|建议)[^\n]{0,150}?(全(?:省|市|县|区|州|旗))"
)
_MASTHEAD = re.compile(r"人民代表大会|工作报告|公报|人民政府|年鉴|规划纲要")
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_TITLE = re.compile(
    r"(?:^|\n|关于)(?!关于|[我本全各])(?P<name>[一-龥]{2,5}(?<![园新发城社地山景])[省市县区州旗])"
    r"(?=20\d\d年|人民政府|国民经济|经济运行|经济社会)"
)
# 薛河区枣林镇在…领导下, 青禾县地处…: who is spoken of in the first sentence.
_OPENING = re.compile("(?:^|[\n。,;:])(?:近年来|近几年来?|多年来|今年以来|\\d{4}年以?来?)?,?$")
_CUT = re.compile("[港站路场酒]|大学|学院|机场|商会|银行|集团|公司|、|[和与及]")
_SET_BESIDE = re.compile(
    "(?:与|和|同|比|较|于|学习|借鉴|对标|对照|参照|看齐|赶超|反观)[^,。;\n]{0,4}$"
)
# 学习青禾县经验, 赴青禾县考察: a place to learn from is not one's own.
_LEARNS = re.compile(
    "(?:学习|借鉴|对标|看齐|赶超|赴|前往|取经于?|相当于|不如|落后于|低于|慢于)[^,。;]{0,6}$"
)
_LEARNT = re.compile(
    "的?(?:先进|成功|好)?的?(?:经验|做法|启示|模式)|相比|之?比较|(?:[、和与][^,。;]{2,5}){0,3}(?:等地)?"
    "(?:实地|专题)?(?:学习|考察|参观|取经)"
)
_TITLED = 120
_OWN_NAME = 3
_LEAST = 3  # mentions that make a place the author's of a visit
_LEAST_OWN = 2
_FAR_MORE = 2


@dataclass(frozen=True, slots=True)
class Author:
    """``name`` is a place where one was found, else the word the report uses for itself (全县)."""

    name: str | None
    rule: str


def read_author(text: str, mentions: Sequence[Mention], *, visit: bool) -> Author:
    """Of a visitors' report: the place most spoken of that was not visited."""
    word = _own_word(text, visit=visit)
    level = word[1] if word else _level_told(text)
    if visit:
        if sender := _sender(text, word):
            return Author(sender, "place.author.sent")
        seen = {m.name for m in mentions if m.start < _HEAD}
        counted = Counter(m.name for m in mentions if m.name not in seen)
    else:
        if masthead := _in_masthead(text, mentions) or _in_title(text):
            return Author(masthead, "place.author.title")
        if area := _area_most_spoken_of(mentions, text, level):
            return Author(area, "place.author.area")
        mentions = _its_own(text, mentions)
        if opening := _in_opening(text, mentions, level):
            return Author(opening, "place.author.opening")
        fitting = Counter(m.name for m in mentions if _of_level(m.name, level))
        counted = _dominant(fitting)
    for name, count in counted.most_common():
        if count >= (_LEAST if visit else _LEAST_OWN) and _of_level(name, level):
            return Author(name, "place.author.frequent")
    return Author(word, "place.author.word")


def _sender(text: str, word: str | None) -> str | None:
    """青禾县赴…考察报告: who went is the author; 某县 is called by its own word."""
    for part in (text[:_HEAD], text[-_HEAD:]):
        if found := _SENT.search(part):
            return found["name"] or word or found["mask"]
    return None


def _its_own(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    models = {m.name for m in mentions if _is_model(text, m)}
    return [m for m in mentions if m.name not in models and _stands_alone(text, m)]


def _dominant(counted: Counter[str]) -> Counter[str]:
    """One county among several is the author's only where it is named far more often."""
    (first, most), (_, next_) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return Counter({first: most}) if most >= _FAR_MORE * next_ else Counter()


def _in_opening(text: str, mentions: Sequence[Mention], level: str) -> str | None:
    """The place with which the title or the first sentence begins."""
    for mention in mentions:
        if mention.start > _TITLED:
            return None
        before = text[: mention.start]
        if before.count("。") == 0 and _OPENING.search(before):
            return mention.name if _of_level(mention.name, level) else None
    return None


def _stands_alone(text: str, mention: Mention) -> bool:
    """Neither part of another name, nor in a list, nor set beside the author's own place."""
    before = text[max(0, mention.start - 8) : mention.start]
    if before.endswith(("、", "和", "与")) or _SET_BESIDE.search(before):
        return False
    return _CUT.match(text, mention.end) is None


def _is_model(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 10) : mention.start]
    return _LEARNT.match(text, mention.end) is not None or _LEARNS.search(before) is not None


def _own_word(text: str, *, visit: bool) -> str | None:
    """What the report calls its own place: 我市 before 全市.

    On a visit 全市 may be the hosts' too: there it counts where the visitors speak of home.
    """
    counted = Counter(_OURS.findall(text))
    if counted["全区"] == 1:  # 覆盖全区域
        del counted["全区"]
    ours = [word for word in counted if word[0] == "我"]
    if visit and not ours:
        counted = Counter(found[1] for found in _AT_HOME.finditer(text))
        ours = [word for word in counted if word != "全省"]
    best = max(ours or counted, key=counted.__getitem__, default=None)
    return best if visit or best is None else _as_mostly_called(best, counted)


def _as_mostly_called(word: str, counted: Counter[str]) -> str:
    """我县 tells the level; where 全县 is said more often, the place is called so."""
    return max((word, "全" + word[1]), key=counted.__getitem__)


def _level_told(text: str) -> str:
    """省委 and 县里 tell the level where the report never says 我省 or 全县."""
    counted = Counter(_OFFICES.findall(text))
    return counted.most_common(1)[0][0] if counted else ""


def _in_masthead(text: str, mentions: Sequence[Mention]) -> str | None:
    for mention in mentions:
        if mention.start > _HEAD:
            return None
        line_end = text.find("\n", mention.end)
        line_end = len(text) if line_end < 0 else line_end
        if _MASTHEAD.search(text, mention.end, min(line_end, mention.end + 30)):
            return mention.name
    return None


def _in_title(text: str) -> str | None:
    """关于松江县2024年…情况的汇报: a place of any name, known to a table or not."""
    found = _TITLE.search(text[:_TITLED])
    return found["name"] if found else None


def _area_most_spoken_of(mentions: Sequence[Mention], text: str, level: str) -> str | None:
    """The province that most names of a report lie in, its own name counting three times.

    Asked where the report speaks of a province, or does not say its level.
    """
    if level not in {"省", ""} and not (level == "区" and "自治区" in text):
        return None
    scores: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    for mention in mentions:
        digits = digits_of(mention.name)
        if digits:
            scores[digits[:2]] += _OWN_NAME if len(digits) == 2 else 1
            names.setdefault(digits[:2], set()).add(mention.name)
    for province, score in scores.most_common(1):
        if score > _OWN_NAME or len(names[province]) > 1 or level:
            return _called(province, names[province])
    return None


def _called(province: str, names: set[str]) -> str:
    """As the report calls the province, else by its full name."""
    own = [name for name in names if digits_of(name) == province]
    return max(own, key=len) if own else province_named(province)


def _of_level(name: str, level: str) -> bool:
    """Does 我市 fit the place? A city may be a municipality, a prefecture or a county."""
    levels = {d.level for d in named(name)} or _levels_of_short(name)
    if level == "省":
        return Level.PROVINCE in levels
    if level in {"镇", "乡"}:
        return name.endswith(("镇", "乡"))
    if level in {"市", "州"}:
        if name.endswith(("县", "旗", "区", "镇", "乡", "村", "街道")):
            return False
        return bool(levels & {Level.PREFECTURE, Level.PROVINCE, Level.COUNTY}) and (
            Level.PROVINCE not in levels or name.startswith(_MUNICIPALITIES)
        )
    if level in {"县", "旗"}:
        return name.endswith(level) or (Level.COUNTY in levels and name[-1] not in "市区")
    return bool(levels) and not name.endswith("村")


def _levels_of_short(name: str) -> set[Level]:
    for ending in ("省", "自治区", "市", "州"):
        if found := named(name + ending):
            return {d.level for d in found}
    return {Level.PREFECTURE}
