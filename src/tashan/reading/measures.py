"""Measures: what a report recommends or plans to do, one finding an action."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tashan.reading.findings import Finding, Kind
from tashan.reading.normalise import Normal
from tashan.reading.sections import Section
from tashan.reading.sentences import clauses, is_action, is_target, segments
from tashan.reading.zones import Mood, Zones

TITLE_LIMIT = 26  # a first sentence of a paragraph up to this long is its title
SUBTITLE_LIMIT = 12  # a sentence up to this long inside a paragraph is a title too
ROW_LIMIT = 85  # a longer sentence is told action by action

# Sentences that admonish or explain and do nothing.
_IDLE = re.compile(
    r"(?:各位代表|让我们|同志们|今年是|这是|这些|实现(?:上述|这些)目标|重点(?:做好|抓好)|今年要重点|做好(?:今年|政府|\d{4}年)"
    r"|我们(?:坚信|相信|深知|要深刻|要直面)|只有|只要|请予|以上|相关|责任编辑|分享|打印|扫一扫|要坚持以习近平|总体要求|指导思想"
    r"|[^，,]{0,30}(?:预期目标|主要目标|总体要求|指导思想)|[^，,]{2,20}(?:是|在于)(?!一|二|三|四|五|六))"
)
_HARD = re.compile(
    r"(?:研究)?(?:成立|组建|设立|建立|健全|完善|启动|开工|建成|建好|建设|新建|实施|推行|实行|开展|召开|举办|制定|出台|编制|聘请"
    r"|邀请|选派|选调|抓好|加强|探索|依托|挑选|分别|从|对|由|定期|适时|主动|大力|推进|加快|深化|推动|积极|引导|围绕|结合|按照|抢抓|支持"
    r"|一手|进一步(?!提高|提升|激发|增强|体现)|不断(?!提高|提升|增强)|也可以|可以|考虑)"
)
# Clauses that say under what or with what the next one acts: they go with the next.
_PREPARE = re.compile(
    r"(?:重点|紧紧|特别是|同时)?(?:围绕|结合|按照|根据|依托|抢抓|抓住|立足|着眼|针对|以.{2,30}为|对照|顺应|聚焦|坚持|把|由)"
)


def read_measures(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every action that a stretch of plans names, in the order of the text."""
    text = normal.text
    heads = {s.start for s in sections if s.path[-1] != "是"}
    findings: list[Finding] = []
    for start, end, mood in zones.stretches(len(text)):
        if mood is not Mood.PLAN:
            continue
        for a, b in _sentences(text, start, end, heads):
            for row_start, row_end in _rows(text, a, b):
                findings.append(_finding(normal, row_start, row_end))
    return findings


def _finding(normal: Normal, start: int, end: int) -> Finding:
    first, last = normal.span(start, end)
    return Finding(
        Kind.MEASURE,
        first,
        last,
        normal.original[first:last],
        confidence=0.7,
        rules=["measure.plan"],
    )


def _sentences(text: str, start: int, end: int, heads: set[int]) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch that are neither headings nor titles nor admonition."""
    for a, b in segments(text, start, end):
        a, b = _trimmed(text, a, b)
        length = b - a
        if length < 6 or a in heads or _IDLE.match(text, a, b):
            continue
        closed = text[b : b + 1] == "。"
        if closed and length <= SUBTITLE_LIMIT:
            continue
        if (
            length <= TITLE_LIMIT
            and _opens_paragraph(text, a)
            and text[b + 1 : b + 2] not in ("", "\n")
        ):
            continue
        yield a, b


def _trimmed(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a] in " \t\u3000”’)）":
        a += 1
    while b > a and text[b - 1] in " \t\u3000":
        b -= 1
    return a, b


def _opens_paragraph(text: str, a: int) -> bool:
    return a == 0 or text[a - 1] == "\n"


def _rows(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    """The actions of a sentence: the whole of it, or action by action where it is long."""
    parts = clauses(text, a, b)
    while parts and is_target(text, *parts[-1]):
        parts.pop()
    while parts and is_target(text, *parts[0]):
        parts.pop(0)
    if not parts or not any(is_action(text, *part) for part in parts):
        return
    if parts[-1][1] - parts[0][0] <= ROW_LIMIT:
        yield parts[0][0], parts[-1][1]
        return
    yield from _split(text, parts)


def _split(text: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = parts[0][0]
    acted = False
    for i, (a, b) in enumerate(parts):
        opens = _HARD.match(text, a, b) is not None
        if acted and opens:
            yield start, parts[i - 1][1]
            start, acted = a, False
        if not _PREPARE.match(text, a, b) and is_action(text, a, b):
            acted = True
    if acted:
        yield start, parts[-1][1]
