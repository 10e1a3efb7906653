"""The words by which reports name a period, and the period that they mean.

A phrase is looked for only around a character that all phrases of its family hold (年, 月, 季 …):
one large alternation over the whole text would be forty times slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tashan.base.dates import Period
from tashan.base.errors import UserError

_TO = "[-—–－~～至到]+"
_NUM = "[一二两三四五六七八九十]"
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0, "两": 2}
_PART = (
    rf"(?P<m1>\d{{1,2}})月?份?{_TO}(?P<m2>\d{{1,2}})月份?"
    rf"|(?P<m>\d{{1,2}})月(?P<d1>\d{{1,2}})日?{_TO}(?P<d2>\d{{1,2}})日"
    r"|(?P<md>\d{1,2})月(?P<dd>\d{1,2})日"
    r"|(?P<mo>\d{1,2}|元)月(?:份|底|末|初|中旬|上旬|下旬)?"
    rf"|前(?P<first>\d{{1,2}}|{_NUM})个?月"
    r"|前(?P<qs>[一二两三])个?季度|第?(?P<q>[一二三四])季度"
    r"|(?P<half>[上下])半年"
)
_AFTER = "(?P<since>以来|来|起)?"
_YEAR = re.compile(
    rf"(?P<y1>[12][09]\d\d)年?(?:(?P<pm1>\d{{1,2}}|元)月)?{_TO}"
    rf"(?P<y2>20\d\d)年(?:(?P<pm2>\d{{1,2}}|元)月)?"
    rf"|(?P<year>[12][09]\d\d|二[〇○零][〇○零一二三四五六七八九]{{2}})年"
    rf"(?:(?P<part>{_PART})|度|底|末|初)?{_AFTER}"
)
_MASKED_YEAR = re.compile(r"20[xX×*]{2}年(?:\d{1,2}月|底|末|初)?")
_RELATIVE = re.compile(rf"(?P<rel>[今去前明上本]年)(?:的?(?P<part>{_PART})|底|末|初)?{_AFTER}")
_BARE_PART = re.compile(rf"(?P<part>{_PART})")
_SPAN = re.compile(
    rf"(?P<past>过去|刚刚过去)的?(?P<n1>{_NUM})年|近(?P<n2>{_NUM})年来?|(?:今后|未来)(?P<n3>{_NUM})年"
    rf"|(?P<n4>{_NUM})年(?:来|间)|近几年来?|近年来|多年来|几年来|这些年来?|这五年"
    rf"|连续(?:{_NUM}+|\d+)年|每年"
    rf"|(?:短短)?(?:半年|{_NUM}年|\d+年)多?的?时间(?:里|内)?"
    r"|(?<![\d一二两三四五六七八九十半几数近多当每同本xX×*])年(?:内|底前)|(?<=[到至,])年底"
    rf"|(?:{_NUM}|\d{{1,2}})年(?:之|以)?内|{_NUM}年前(?!后)|(?:投产|达产|开业)当年"
)
# What stands before or after the 年 of each of them.
_SPANNED = frozenset("一二两三四五六七八九十0123456789近几多些每半当")
_YEAR_END = frozenset("内底")
_PLAN = re.compile(r"“?十(?P<plan>[一二三四五六七])五”?(?P<tail>时期|期间|以来|末|这五年)")
_WHILE = re.compile(
    rf"(?:短短)?(?:(?:几|数|{_NUM})(?:天|个?月|日)的?|前段|半年多?的?)时间(?:里|内)?"
)
_HALF_RANGE = re.compile(rf"[\d{_NUM[1:-1]}](?:{_TO})?$")
_WHOLE_YEAR = re.compile("全年(?![任目计预度])")
_EACH = re.compile("每[人户亩生床张家名台头株村吨]$")  # 每人每年 is part of a unit
_NOW = ("目前", "当前", "至今", "迄今", "现在", "现已")
_NOT_YET = ("没有", "未", "尚未", "还没")
# 网上年销售, 目前年产, 说明年初: the character before 年 ends another word.
_WORD_ENDS = {
    "上": tuple("网线以之"), "前": tuple("目当以之"), "本": tuple("成基资"),
    "明": tuple("说表证"), "去": tuple("过"),
}  # fmt: skip
_ANCHOR = re.compile("[年月季半时十目当至迄现]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A period as printed at ``start``; ``iso`` is None where the year it needs is not known.

    ``running`` phrases (今年, 五年来) may open a stretch of text, others (a day, a past year)
    hold for their sentence alone.
    """

    start: int
    end: int
    printed: str
    iso: str | None
    rule: str
    running: bool


def phrases(text: str, *, base: int | None) -> Iterator[Phrase]:
    """All phrases in the order of the text, none overlapping; ``base`` is the year of 今年."""
    done = 0
    for anchor in _ANCHOR.finditer(text):
        at = anchor.start()
        if at < done:
            continue
        found = _FAMILIES[text[at]](text, at, done, base)
        if found is not None and not _compared(text, found):
            done = found.end
            yield _narrowed(text, found)


def _narrowed(text: str, found: Phrase) -> Phrase:
    """从2020年的3座增加到2025年的9座: each year holds for its own number alone."""
    if text.endswith(("从", "由"), 0, found.start):
        return replace(found, rule="period.from", running=False)
    if text.startswith("的", found.end) and text.endswith(("到", "至"), 0, found.start):
        return replace(found, rule="period.clause", running=False)
    return found


_COMPARED = re.compile(r"(?:比|较|相比|高于|低于|相较于?|对比)$")


def _compared(text: str, found: Phrase) -> bool:
    """比上年, 较2020年: the base of a comparison, not the period of the number."""
    before = text[max(0, found.start - 3) : found.start]
    return _COMPARED.search(before) is not None


def _covering(
    pattern: re.Pattern[str], text: str, at: int, *, since: int, reach: int
) -> re.Match[str] | None:
    """The first match that holds the anchor, beginning at most ``reach`` characters before."""
    found = pattern.search(text, max(since, at - reach), at + 22)
    return found if found and found.start() <= at < found.end() else None


def _year_phrase(text: str, at: int, done: int, base: int | None) -> Phrase | None:
    before = text[at - 1 : at]
    if before in _WORD_ENDS and text[at - 2 : at - 1] in _WORD_ENDS[before]:
        return None
    if before in "今去前明上本" and before:
        found = _RELATIVE.match(text, at - 1)
        return _relative(found, base) if found else None
    if before == "全" and _WHOLE_YEAR.match(text, at - 1):
        return Phrase(
            at - 1, at + 1, "全年", str(base) if base else None, "period.whole", running=False
        )
    if before in {"x", "X", "×", "*"}:
        masked = _covering(_MASKED_YEAR, text, at, since=done, reach=4)
        return _phrase(masked, iso=None, rule="period.masked") if masked else None
    if before.isdigit() or before in "〇○零一二三四五六七八九":
        found = _covering(_YEAR, text, at, since=done, reach=11)
        if found:
            return _dated(found, base)
    if before not in _SPANNED and text[at + 1 : at + 2] not in _YEAR_END:
        return None
    found = _covering(_SPAN, text, at, since=done, reach=7)
    if found is None or _is_duration(text, found) or _is_unit(text, found):
        return None
    return _span(found, base)


def _is_duration(text: str, found: re.Match[str]) -> bool:
    """用2-3年时间: the second half of a range is no period."""
    before = text[max(0, found.start() - 3) : found.start()]
    return found[0].endswith(("时间", "内")) and _HALF_RANGE.search(before) is not None


def _is_unit(text: str, found: re.Match[str]) -> bool:
    """每人每年7200元: a unit. 每人每年发放3件 is told of every year."""
    before = text[max(0, found.start() - 2) : found.start()]
    numbered = text[found.end() : found.end() + 1].isdigit()
    return found[0] == "每年" and numbered and _EACH.search(before) is not None


def _part_phrase(text: str, at: int, done: int, base: int | None) -> Phrase | None:
    found = _covering(_BARE_PART, text, at, since=done, reach=8)
    if found is None or (found["mo"] and not _is_month(text, found)):
        return None
    if _part_iso(found, 2000) is None:  # 13月: no month at all (2000 was a leap year)
        return None
    return _phrase(found, iso=_part_iso(found, base), rule="period.part")


def _is_month(text: str, found: re.Match[str]) -> bool:
    """3个月 is a length and 3月 a month; a month alone needs its 份, 底 or a border before it."""
    before = text[max(0, found.start() - 1) : found.start()]
    return not before.isdigit() and before not in {".", "/", "个"}


def _plan_phrase(text: str, at: int, done: int, base: int | None) -> Phrase | None:
    del base  # a five-year plan has its own years
    found = _PLAN.match(text, at - 1 if text[at - 1 : at] == "“" and at > done else at)
    if found is None:
        return None
    first = 1951 + 5 * (10 + _DIGITS[found["plan"]])
    iso = str(first + 4) if found["tail"] == "末" else str(Period.years(first, first + 4))
    return _phrase(found, iso=iso, rule="period.plan", running=found["tail"] != "末")


def _while_phrase(text: str, at: int, done: int, base: int | None) -> Phrase | None:
    del base
    if not text.startswith("时间", at):
        return None
    found = _covering(_WHILE, text, at, since=done, reach=7)
    if found is None or _is_duration(text, found):
        return None
    return _phrase(found, iso=None, rule="period.while")


def _now_phrase(text: str, at: int, done: int, base: int | None) -> Phrase | None:
    del base
    if not text.startswith(_NOW, at) or at < done:
        return None
    word = text[at : at + 2]
    # 当前省里出台了…, is an occasion and holds for its clause; 当前, opens its sentence
    held = (word == "当前" and text[at + 2 : at + 3] != ",") or text.startswith(_NOT_YET, at + 2)
    rule = "period.clause" if held else "period.now"
    return Phrase(at, at + 2, word, None, rule, running=False)


_FAMILIES = {
    "年": _year_phrase,
    "月": _part_phrase,
    "季": _part_phrase,
    "半": _part_phrase,
    "十": _plan_phrase,
    "时": _while_phrase,
} | dict.fromkeys("目当至迄现", _now_phrase)


def _phrase(found: re.Match[str], *, iso: str | None, rule: str, running: bool = False) -> Phrase:
    return Phrase(found.start(), found.end(), found[0], iso, rule, running)


def _number(word: str) -> int:
    return int(word) if word.isascii() else _DIGITS[word]


def _year_of(word: str) -> int:
    return int(word) if word.isascii() else int("".join(str(_DIGITS[c]) for c in word))


def _dated(found: re.Match[str], base: int | None) -> Phrase | None:
    if found["y1"]:
        return _phrase(found, iso=_from_to_iso(found), rule="period.years")
    year = _year_of(found["year"])
    if found["since"]:
        iso = str(Period.years(year, base)) if base and year <= base else None
        return _phrase(found, iso=iso, rule="period.since")
    if found["part"]:
        return _phrase(found, iso=_part_iso(found, year), rule="period.dated")
    return _phrase(found, iso=str(year), rule="period.year", running=True)


def _from_to_iso(found: re.Match[str]) -> str | None:
    ends = [
        f"{found[y]}-{_month(found[m]):02}" if found[m] else found[y]
        for y, m in (("y1", "pm1"), ("y2", "pm2"))
    ]
    if not found["pm1"]:  # 2011年至2014年元月: as fine as its coarser end
        ends = [end[:4] for end in ends]
    try:
        return str(Period.parse("/".join(ends)))
    except UserError:
        return None


def _month(word: str) -> int:
    return 1 if word == "元" else int(word)


_OFFSETS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}


def _relative(found: re.Match[str], base: int | None) -> Phrase:
    year = None if base is None else base + _OFFSETS[found["rel"]]
    if found["part"]:
        return _phrase(found, iso=_part_iso(found, year), rule="period.relative.part")
    return _phrase(
        found, iso=None if year is None else str(year), rule="period.relative", running=True
    )


def _part_iso(found: re.Match[str], year: int | None) -> str | None:
    """The part of the year that was matched, or None where the year or the day is impossible."""
    if year is None:
        return None
    try:
        return str(_part(found, year))
    except (UserError, ValueError):
        return None


def _part(found: re.Match[str], year: int) -> Period:
    if found["m1"]:
        return Period.months(year, first=int(found["m1"]), last=int(found["m2"]))
    if found["m"]:
        days = [f"{year}-{found['m']:0>2}-{found[d]:0>2}" for d in ("d1", "d2")]
        return Period.parse("/".join(days))
    if found["md"]:
        return Period.parse(f"{year}-{found['md']:0>2}-{found['dd']:0>2}")
    first, last = _months_named(found)
    return Period.months(year, first=first, last=last)


def _months_named(found: re.Match[str]) -> tuple[int, int]:
    if found["mo"]:
        return _month(found["mo"]), _month(found["mo"])
    if found["first"]:
        return 1, _number(found["first"])
    if found["qs"]:
        return 1, 3 * _number(found["qs"])
    if found["q"]:
        return 3 * _number(found["q"]) - 2, 3 * _number(found["q"])
    return (1, 6) if found["half"] == "上" else (7, 12)


def _span(found: re.Match[str], base: int | None) -> Phrase:
    """过去五年 of a report of 2026 are 2021 to 2025; 今后五年 begin with its own year."""
    if found[0].startswith("年"):  # 年内, 到年底
        iso = None if base is None else str(base)
        return _phrase(found, iso=iso, rule="period.span")
    past = found["n1"] or found["n2"] or found["n4"]
    iso = None
    if base and (past or found[0] == "这五年"):
        iso = str(Period.years(base - _number(past or "五"), base - 1))
    elif base and found["n3"]:
        iso = str(Period.years(base, base + _number(found["n3"]) - 1))
    running = found[0] == "这五年" or bool(found["n1"] or found["n3"] or found["n4"])
    rule = "period.clause" if found[0].startswith(("连续", "每")) else "period.span"
    return _phrase(found, iso=iso, rule=rule, running=running)
