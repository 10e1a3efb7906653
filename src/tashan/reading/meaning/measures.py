"""Measures: what a report recommends or plans to do, one finding an action."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from tashan.reading.findings import Finding, Kind
from tashan.reading.meaning.sentences import (
    acts,
    after_number,
    clauses,
    is_action,
    is_dated,
    is_target,
    may_tell_value,
    numbered_segments,
)
from tashan.reading.meaning.words import pattern
from tashan.reading.meaning.zones import Mood, Zones, is_work_report
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import Section, titles_of

SHORTEST = 6
ITEM_LEAST = 4
ANNOUNCE_REACH = 44  # within so many characters of a sentence its list is announced
ANNOUNCE_LIMIT = 16
TITLE_LIMIT = 26  # a first sentence of a paragraph up to this long is its title
SUBTITLE_LIMIT = 12  # a sentence up to this long inside a paragraph is a title too
EXPLAINED = 4  # so many times as long as a title is what a study report says below it
EXPLAIN_REACH = 24  # a sentence explains if it says "is" so soon


class Cut(NamedTuple):
    """From which length on a sentence is told action by action, and how short an action may be."""

    limit: int
    least: int


STUDY = Cut(65, 0)
WORK = Cut(85, 16)  # the sentences of a work report keep one theme

# Sentences that admonish, explain or set a target, and plan nothing.
_IDLE = re.compile(
    rf"{pattern('measure.idle')}|做好(?:今年|政府|\d{{4}}年)|实现(?:上述|这些|今年|全年)"
)
_EXPLAINS = re.compile(r"预期目标|主要目标|总体要求|指导思想|意义重大|是(?![一二三四五六])|在于")
_EXHORTS = ("我们", "必须", "要坚持以")
_CLOSES = ("篇章", "奋斗", "贡献")
# A clause of its own action, where a long sentence is told action by action.
_OPENS = re.compile(
    rf"(?:进一步|不断|切实|全面)(?!{pattern('measure.effect')})|{pattern('measure.opens_action')}"
)
# Clauses that say under what or with what the next one acts: they go with the next.
_PREPARES = re.compile(
    rf"(?:重点|紧紧|特别是|同时)?(?:{pattern('measure.prepares')}|以.{{2,30}}为)"
)
# Words that say that recommendations follow, and how many.
_ANNOUNCES = re.compile(
    r"(?:建议|[如以]下(?:几点|[一二三四五六七八九]点)?(?:建议|意见|对策|措施|想法)?"
    r"|[一二两三四五六七八九几\d](?:个|件|项|点|方面)(?:重?大?)(?:方面|事|事情|工作|建议|意见|关系|文章|任务)"
    r"|[一二两三四五六七八九几](?:方面|点))(?:的?工作|下功夫|着手|入手)?[：:]?$"
)
_DIGIT = re.compile(r"\d")
_ANNOUNCE_ENDS = frozenset("议下点见策施法面事情作系章务夫手")
_STOPS = frozenset("。；;")
# Words of what is or was, and of the end of a letter.
_TOLD = re.compile(r"[了是过着]|以上|特此|妥否|批示|审[阅示]|指正|报告如下|思想|意识|必由|重要")
_URGENT = re.compile("(?:当前|眼下|目前)?(?:最要紧的是|最紧迫的是|当务之急是)[，,]?")
_COLON = re.compile("[：:]")
# Clauses of the spirit in which a plan is made, and sentences on how it came to be.
_FRAMES = re.compile(
    r"(?:《[^》]{0,60}》|[^，,：:]{0,8}?要)?(?:全面|深入|认真|坚决|始终|完整|准确|自觉|牢牢)*"
    r"(?:贯彻|落实|学习|遵循|执行|坚持|高举|按照|根据|锚定|紧扣|对标)"
)
_FRAME_ENDS = frozenset("神署求想念针定调")
_FRAME = re.compile(
    rf"{_FRAMES.pattern}[^，,：:]{{0,60}}(?:精神|部署|要求|思想|理念|方针|规定|总基调)$"
)
_MADE = re.compile(
    r"(?:根据|按照|依据)《?[^。]{4,200}(?:编制了|制定了|起草了|提请[^，,]{2,10}审[查议]|体现在以下方面$|提出一系列)"
)
# A clause of another hand, or beside what goes before.
_HAND = re.compile(
    r"(?:同步|优先|[县市区镇乡]财政|[县市区镇乡各][^，,：:]{0,6}(?:局|部门|委|办)(?:要|负责|给|对|每))"
)
_HANDS_OVER = re.compile(r"(?:建议)?由?[^，,]{2,24}(?:牵头|负责)$")
_COMMA = re.compile(r"[，,]")


def read_measures(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every action that a stretch of plans names, in the order of the text."""
    text = normal.text
    is_work = is_work_report(text)
    cut = WORK if is_work else STUDY
    ways_in = _ways_in(sections) if is_work else []
    titles = titles_of(text, sections)
    findings: list[Finding] = []
    for start, end, mood in zones.stretches(len(text)):
        if mood is not Mood.PLAN:
            continue
        for a, b, is_alone in _sentences(text, start, end, titles=titles, is_work=is_work):
            if is_work and (_calls(text, a, b) or _within(ways_in, a)):
                continue
            rows = list(_rows(text, a, b, cut=cut))
            if is_alone and not (rows or is_work):
                rows = _item(text, a, b)
            findings += [_finding(normal, *row) for row in rows if not _frames(text, *row)]
    return findings


def _finding(normal: Normal, start: int, end: int) -> Finding:
    first, last = normal.span(start, end)
    quote = normal.original[first:last]
    confidence, rule = _sureness(normal.text, start, end)
    return Finding(Kind.MEASURE, first, last, quote, confidence=confidence, rules=[rule])


def _sureness(text: str, start: int, end: int) -> tuple[float, str]:
    """How sure it is that words in a plan name an action, and the rule that says so."""
    if text.startswith("建议", start):
        return 0.9, "measure.recommended"
    if is_action(text, start, end):
        return 0.85, "measure.plan"
    return (0.75, "measure.inside") if acts(text, start, end) else (0.55, "measure.item")


def _item(text: str, a: int, b: int) -> list[tuple[int, int]]:
    """A short item of a list of plans is an action, in whatever words."""
    is_short = b - a <= TITLE_LIMIT and text[b : b + 1] in _STOPS
    is_told = _TOLD.search(text, a, b) is not None or is_target(text, a, b)
    return [(a, b)] if is_short and not is_told else []


def _ways_in(sections: tuple[Section, ...]) -> list[tuple[int, int]]:
    """What a part of a work report says before its first chapter: aims and targets."""
    return [
        (part.start, chapter.start)
        for part, chapter in pairwise(sections)
        if part.level == 1 and chapter.level == 2 and not (part.is_item or chapter.is_item)
    ]


def _within(stretches: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(stretches, offset, key=itemgetter(0)) - 1
    return at >= 0 and offset < stretches[at][1]


def _sentences(
    text: str, start: int, end: int, *, titles: set[int], is_work: bool
) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a stretch that are neither titles nor admonition.

    With each goes whether it is an item or a line of its own.
    """
    for first, b in numbered_segments(text, start, end):
        a = after_number(text, first, b)
        a = _after_announcement(text, a, b)
        length = b - a
        is_numbered = a > first
        is_line = text[first - 1 : first] == "\n" and text[b + 1 : b + 2] in ("", "\n")
        if (
            length < (ITEM_LEAST if is_numbered or is_line else SHORTEST)
            or first in titles
            or _is_idle(text, a, b)
        ):
            continue
        if length <= TITLE_LIMIT and not is_numbered and _is_title(text, a, b, is_work=is_work):
            continue
        yield a, b, is_numbered or is_line


def _after_announcement(text: str, a: int, b: int) -> int:
    """Where the first action stands behind words that say how many will come."""
    urgent = _URGENT.match(text, a, b)
    if urgent:
        return urgent.end()
    colon = _COLON.search(text, a, min(b, a + ANNOUNCE_REACH))
    if colon is None and b - a > ANNOUNCE_REACH:
        return a
    stop = colon.end() if colon else b
    if colon is None and text[b - 1] not in _ANNOUNCE_ENDS:
        return a
    found = _ANNOUNCES.search(text, max(a, stop - ANNOUNCE_LIMIT), stop)
    return after_number(text, stop, b) if found else a


def _calls(text: str, a: int, b: int) -> bool:
    """Whether a sentence of a work report calls upon its hearers."""
    calls = text.startswith(_EXHORTS, a) or text.endswith(_CLOSES, a, b)
    return calls or text.find("让我们", a, b) >= 0


def _is_idle(text: str, a: int, b: int) -> bool:
    if _IDLE.match(text, a, b):
        return True
    found = _EXPLAINS.search(text, a + 2, min(b, a + EXPLAIN_REACH))
    return found is not None and _COMMA.search(text, a, found.start()) is None


def _is_title(text: str, a: int, b: int, *, is_work: bool) -> bool:
    """Whether a short sentence only names what the next ones tell."""
    if text[b : b + 1] != "。":
        return False
    line = text.find("\n", b)
    after = (line if line >= 0 else len(text)) - b - 1
    if a == 0 or text[a - 1] == "\n":
        return after > (2 if is_work else EXPLAINED) * (b - a)
    if not is_work or b - a > SUBTITLE_LIMIT or _DIGIT.search(text, a, b):
        return False
    stop = text.find("。", b + 1, b + 1 + after)
    return (stop if stop >= 0 else b + after) - b > 2 * (b - a)


def _frames(text: str, a: int, b: int) -> bool:
    """Whether a sentence only tells in what spirit a plan is made, or that it was made."""
    if text[b - 1] in _FRAME_ENDS and _FRAMES.match(text, a, b):
        return all(_FRAME.match(text, *part) for part in clauses(text, a, b))
    return text[a] in "根按依" and _MADE.match(text, a, b) is not None


def _rows(text: str, a: int, b: int, *, cut: Cut) -> Iterator[tuple[int, int]]:
    """The actions of a sentence: the whole of it, or action by action where it is long."""
    if b - a <= cut.limit and not may_tell_value(text, a, b):
        if acts(text, a, b):
            yield from _apart(text, a, b, cut=cut)
        return
    parts = clauses(text, a, b)
    while parts and is_target(text, *parts[-1]):
        parts.pop()
    while parts and is_target(text, *parts[0]):
        parts.pop(0)
    if not any(is_action(text, *part) for part in parts):
        return
    if parts[-1][1] - parts[0][0] <= cut.limit:
        yield from _apart(text, parts[0][0], parts[-1][1], cut=cut)
        return
    for start, end in _split(text, parts, least=cut.least):
        yield from _apart(text, start, end, cut=cut)


def _apart(text: str, a: int, b: int, *, cut: Cut) -> Iterator[tuple[int, int]]:
    """What is to be done by different times or hands is parted, but in a work report."""
    if cut is WORK:
        yield a, b
        return
    parts = clauses(text, a, b)
    start = a
    for (x, y), (_, before) in zip(parts[1:], parts, strict=False):
        is_other = _HAND.match(text, x, y) or is_dated(text, x, y)
        if is_other and before - start >= SHORTEST and not _HANDS_OVER.match(text, start, before):
            yield start, before
            start = x
    yield start, b


def _split(text: str, parts: list[tuple[int, int]], *, least: int) -> Iterator[tuple[int, int]]:
    """A long sentence parted where a clause opens an action of its own."""
    start = parts[0][0]
    acted = False
    for (a, b), (_, before) in zip(parts, [parts[0], *parts], strict=False):
        if acted and before - start >= least and _OPENS.match(text, a, b):
            yield start, before
            start, acted = a, False
        if not _PREPARES.match(text, a, b) and is_action(text, a, b):
            acted = True
    if acted:
        yield start, parts[-1][1]
