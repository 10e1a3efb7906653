"""Where a text names a place: full names, short names where the report allows them, and masks.

A short name of a province or prefecture stands for itself. That of a county counts only where its
full name stands in the same report: 资源, 合作, 解放 and 比如 are counties and words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tashan.base.divisions import (
    Level,
    divisions,
    known_names,
    named,
    short_name,
    words_not_places,
    zones,
)
from tashan.reading.attribution.places_told import introduced, told_by_area
from tashan.reading.attribution.townships import towns

_AFTER_NOT = {"市": "场民容", "区": "域间块位分", "县": "域", "州": "", "旗": "帜舰", "省": "级"}
_OF_THE_PEOPLE = ("民营", "民政", "民生", "民宿")  # 无锡市民营企业, but no 市民
_SHORT_NOT_BEFORE = re.compile(
    "合作组织|大学|世博|银行|证券|时间|人(?![才民均口])|[县区](?![域位])|[镇乡](?!村)|[路话菜]"
)
_BORDER = frozenset("\n ,。;:!?、()“”《》在到赴从由省市州区")
_NO_WORD_ENDS_SO = "桐盐宣邹晋聊禹诸藁麻韩讷凌"  # but 新增城市, 沿海城市, 适宜城市
_HEAD = 300
_FEW = 200
_HEADS = frozenset("\n。,;:!?、(“赴)")
_LEVEL_WORD = re.compile("[县市区](?![域间块位场容]|民(?![营政生宿]))")
_NOT_IN_NAMES = "全我各本两该每外等和与在是有为对个的了把将向从到以去一由被给让议使小赴县市区"
_VERBS = (
    "自治|推动|提升|提请|支持|加快|促进|建设|发展|深化|服务|完善|优化|强化|加强|依托|带动|引导|鼓励|指导|督促"
    "|组织|农村|沿海|内地|先进|落后|贫困|试点|示范|兄弟|邻近|周边|外地"
)
_SHAPE = re.compile(
    f"(?!.[^县市区]*[{_NOT_IN_NAMES}].)(?![{_NOT_IN_NAMES}])(?!{_VERBS})"
    "(?:[一-龥]{2,3}(?<![城上股都超门强大小])[县市]"
    "|[一-龥]{2,3}(?<![园新发验城社地山校景灾矿郊片税范术作港流])区)"
)
_MASK = re.compile(r"[XxＸ×*※○某【\[][XxＸ×*※○某】\]]{0,2}[市县区州镇乡村省](?!场|容|[庄民])")
# B市, 丙县: a letter hides the name, and the same letter always the same place.
_LETTER = re.compile("[A-ZＡ-Ｚ甲乙丙丁][市县区州镇乡省](?![场容域块级])")
_WORD_BEFORE = re.compile(r"[A-Za-zＡ-Ｚ\d]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at ``start``; ``name`` is what to call it (full where the report says it)."""

    start: int
    end: int
    name: str
    rule: str


@cache
def _known() -> tuple[AhoCorasick, tuple[str, ...], int]:
    """The automaton, its names, and from which index on the names are short ones."""
    full = sorted(known_names() - words_not_places("full"))
    names = (*full, *sorted(_known_short() - set(full) - words_not_places("short")))
    automaton = AhoCorasick(  # built once, it may be the kind that searches fastest
        names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )
    return automaton, names, len(full)


@cache
def _known_short() -> frozenset[str]:
    """Short names of provinces and prefectures of today."""
    return frozenset(short_name(d.name) for d in divisions() if _stands_alone(d.level, d.until))


def _stands_alone(level: Level, until: str) -> bool:
    return level in {Level.PROVINCE, Level.PREFECTURE} and not until


@cache
def _short_of_counties() -> dict[str, str]:
    """Full name → short name of counties and zones, without those that are words."""
    taken = _known_short() | words_not_places("short")
    pairs = [(d.name, short_name(d.name)) for d in divisions() if d.level is Level.COUNTY]
    pairs += [(z.name, short_name(z.name)) for z in zones() if short_name(z.name) not in taken]
    ordinary = words_not_places("short")
    return {full: short for full, short in pairs if short != full and short not in ordinary}


def short_name_of(full: str) -> str | None:
    """The short name by which a report may go on, or None where there is none of its own."""
    return _short_of_counties().get(full)


def place_mentions(text: str, *, visit: bool = True) -> list[Mention]:
    """Every mention in the order of the text; neighbours like 浙江省嘉善县 become one.

    Places that no table holds are looked for in the whole text of a visit, else in its head.
    """
    found = list(_from_table(text))
    said = {m.name: short_name_of(m.name) for m in found if m.rule == "place.full"}
    short_of = {full: short for full, short in said.items() if short}
    if visit:
        short_of |= told_by_area(text, [(m.end, m.name) for m in found])
    short_of |= {full: short for full, short in introduced(text) if full not in short_of}
    unknown = _unknown(text, {m.start for m in found}, head=len(text) if visit else _HEAD)
    found += [*_named_so(text, short_of), *unknown, *_masks(text)]
    ends = {mention.end for mention in found}
    found += [
        Mention(start, end, text[start:end], "place.town") for start, end in towns(text, ends)
    ]
    found.sort(key=lambda m: (m.start, -m.end))
    return _joined(_full_where_said(_without_overlaps(found)))


def _from_table(text: str) -> Iterator[Mention]:
    automaton, names, first_short = _known()
    for index, start, end in automaton.find_matches_as_indexes(text):
        name = names[index]
        if index >= first_short:
            if _SHORT_NOT_BEFORE.match(text, end) is None:
                yield Mention(start, end, name, "place.short")
        elif _stands_free(text, name, start):
            yield Mention(start, end, name, "place.full")


def _stands_free(text: str, name: str, start: int) -> bool:
    """新增城市 holds 增城市, 沿海城市 holds 海城市, 全县 and 和县 are no places inside words."""
    after = text[start + len(name) : start + len(name) + 1]
    of_the_people = text.startswith(_OF_THE_PEOPLE, start + len(name))
    if after and after in _AFTER_NOT.get(name[-1], "") and not of_the_people:
        return False
    of_a_city = len(name) == 3 and name.endswith("城市") and name[0] not in _NO_WORD_ENDS_SO
    if len(name) > 2 and not of_a_city:
        return True
    if len(name) == 2 and after and after in "级域城乡":
        return False
    return start == 0 or text[start - 1] in _BORDER


def _named_so(text: str, short_of: dict[str, str]) -> Iterator[Mention]:
    """The short names that the report's own full names license."""
    full_of = {short: full for full, short in sorted(short_of.items())}
    if not full_of:
        return
    shorts = tuple(full_of)
    automaton = AhoCorasick(shorts, matchkind=MatchKind.LeftmostLongest)
    for index, start, end in automaton.find_matches_as_indexes(text):
        full = full_of[shorts[index]]
        if not text.startswith(full, start) and _SHORT_NOT_BEFORE.match(text, end) is None:
            yield Mention(start, end, full, "place.short.said")


def _unknown(text: str, known: set[int], *, head: int) -> list[Mention]:
    """Places that no table holds: 青岚县, where a report names it so more than once.

    A name counts that stands at the head of a clause or after 赴 at least once.
    """
    ends = _LEVEL_WORD.finditer(text, 0, head)
    heads = Counter(name for end in ends for name in _shaped(text, end.end(), known))
    few = len(heads) < _FEW  # in a text of thousands of such words, only heads are counted
    names = tuple(n for n, count in heads.items() if count > 1 or (few and text.count(n) > 1))
    if not names:
        return []
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    found = [
        Mention(start, end, names[index], "place.shape")
        for index, start, end in automaton.find_matches_as_indexes(text)
    ]
    stems = {name: name[:-1] for name in names if name[:-1] not in words_not_places("short")}
    return [*found, *_named_so(text, stems)]


def _shaped(text: str, end: int, known: set[int]) -> Iterator[str]:
    for start in (end - 3, end - 4):
        name = text[max(0, start) : end]
        at_head = start >= 0 and (start == 0 or text[start - 1] in _HEADS)
        if at_head and start not in known and _SHAPE.fullmatch(name):
            yield name


def _masks(text: str) -> Iterator[Mention]:
    for found in _MASK.finditer(text):
        yield Mention(found.start(), found.end(), found[0], "place.mask")
    for found in _LETTER.finditer(text):
        if _is_letter(text, found.start()):
            yield Mention(found.start(), found.end(), found[0], "place.letter")


def _is_letter(text: str, at: int) -> bool:
    """APP市场 and 人防甲级 hide no place; 甲 needs a border before it and B none."""
    before = text[at - 1 : at]
    if text[at] in "甲乙丙丁":
        return not "一" <= before <= "龥" or before in "和与赴到在"
    return _WORD_BEFORE.match(before) is None


def _without_overlaps(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(zone.name for zone in zones())


def _full_where_said(found: list[Mention]) -> list[Mention]:
    """遵义 is called 遵义市 where the report says 遵义市 somewhere, else as it is printed."""
    names = {m.name for m in found if m.rule == "place.full"} - _zone_names()
    said = {short_name(name): name for name in names}
    return [Mention(m.start, m.end, said[m.name], m.rule) if m.name in said else m for m in found]


def _joined(found: list[Mention]) -> list[Mention]:
    """浙江省嘉善县 is one mention of the narrower place; 宁波舟山港 names two of one rank."""
    kept: list[Mention] = []
    for mention in found:
        if kept and _touches(kept[-1], mention) and _narrower(kept[-1], mention):
            wide = kept.pop()
            mention = Mention(wide.start, mention.end, mention.name, mention.rule)
        kept.append(mention)
    return kept


def _touches(wide: Mention, narrow: Mention) -> bool:
    """浙江省嘉善县, and 嘉善县的港口镇 for a town."""
    return wide.end == narrow.start or (
        narrow.rule == "place.town" and wide.end + 1 == narrow.start
    )


def _narrower(wide: Mention, narrow: Mention) -> bool:
    hidden = {"place.mask", "place.letter"}
    if narrow.rule in hidden:
        return wide.rule in hidden and _ENDS.find(wide.name[-1]) < _ENDS.find(narrow.name[-1])
    if narrow.rule == "place.town":
        return wide.rule != "place.town"
    return _rank(wide.name) < _rank(narrow.name)


_ENDS = "省市县区镇乡村"  # the endings of masks, the widest first
_RANKS = {Level.PROVINCE: 1, Level.PREFECTURE: 2, Level.COUNTY: 3, Level.ZONE: 3}


def _rank(name: str) -> int:
    """1 for a province; a short name that is no province's is a prefecture's."""
    if found := named(name):
        return min(_RANKS[d.level] for d in found)
    return 1 if name in _provinces() else 2


@cache
def _provinces() -> frozenset[str]:
    return frozenset(short_name(d.name) for d in divisions() if d.level is Level.PROVINCE)
