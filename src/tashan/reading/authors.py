"""Whose report it is: the place that 全省, 我市 and 全县 mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tashan.base.divisions import Level, named
from tashan.reading.place_names import Mention
from tashan.reading.places_told import digits_of, province_named

_HEAD = 600
_OURS = re.compile("[我全](?:省|市|县|区|州|旗)")
_OFFICES = re.compile("(?<![全城])([省市县])(?:委|政府)")
_SENT = re.compile(
    "(?:^|[\\n>(。]|关于)(?P<name>(?![我本全])[一-龥]{2,5}[市县区州])(?:党政代表团|考察[组团])?赴[^\\n。]{2,}?"
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
_TITLED = 120
_OWN_NAME = 3
_LEAST = 3  # mentions that make a place the author's


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
        if sender := _sender(text):
            return Author(sender, "place.author.sent")
        seen = {m.name for m in mentions if m.start < _HEAD}
        counted = Counter(m.name for m in mentions if m.name not in seen)
    else:
        if masthead := _in_masthead(text, mentions) or _in_title(text):
            return Author(masthead, "place.author.title")
        if area := _area_most_spoken_of(mentions, text, level):
            return Author(area, "place.author.area")
        counted = Counter(m.name for m in mentions)
    for name, count in counted.most_common():
        if count >= (_LEAST if visit else 1) and _of_level(name, level):
            return Author(name, "place.author.frequent")
    return Author(word, "place.author.word")


def _sender(text: str) -> str | None:
    """青禾县赴…考察报告: who went is the author."""
    for part in (text[:_HEAD], text[-_HEAD:]):
        if found := _SENT.search(part):
            return found["name"]
    return None


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
    return max(ours or counted, key=counted.__getitem__, default=None)


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
    if level in {"市", "州"}:
        return bool(levels & {Level.PREFECTURE, Level.PROVINCE, Level.COUNTY}) and (
            Level.PROVINCE not in levels or name.startswith(_MUNICIPALITIES)
        )
    if level in {"县", "旗"}:
        return Level.COUNTY in levels
    return bool(levels)


def _levels_of_short(name: str) -> set[Level]:
    for ending in ("省", "自治区", "市", "州"):
        if found := named(name + ending):
            return {d.level for d in found}
    return {Level.PREFECTURE}
