"""Gaps: where a report says that its own place falls short, one finding a statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tashan.reading.findings import Finding, Kind
from tashan.reading.normalise import Normal
from tashan.reading.sections import Section, titles_of
from tashan.reading.sentences import CLAUSE_LIMIT, clauses, segments
from tashan.reading.words import pattern
from tashan.reading.zones import Mood, Zones, is_work_report

ENOUGH = 24  # a run of a study report this long ends where something else is spoken of
ROW_LIMIT = 36  # clauses of a work report are gathered up to this length
ALONE = 16  # a run of a work report this long ends where others are spoken of
SUBJECT_LEAST = 4  # characters before the first word of shortfall that make a subject

_SHORT = re.compile(
    rf"“[^“”]*”|(?P<short>{pattern('gap.short')}|(?:环节|手续|程序|周期|时间|成本|负担)[多长高重]"
    r"|传统.{0,6}为主|无(?!形|限|愧|缝)|难(?=[、，,贵])|重[\u3400-\u9fff]{1,4}、?轻"
    r"|(?:流动性|难度|压力|差异|风险)大|[少小弱差低窄重散乱浅](?=[、，,。;；]|$))"
)
# Clauses that only lead up to the shortfalls, or ask what to do about them.
_LEAD = re.compile(
    r"进一步|必须|相比之下$|究其原因$|等等$|主要(?:是|有|表现在|体现在)?(?:以下)?.{0,6}$"
    r"|.{0,6}(?:总结|看到|肯定)成绩|.*(?:认识|看|意识)到[^，,：:]{0,12}$"
    r"|(?:.{0,10}(?:发展|道路|工作|运行)(?:中|上)?)?(?:也|还|依然|仍然?|都)*(?:存在|面临|有)着?"
    r"(?:不少|一些|许多|诸多|很多)?的?(?:突出)?"
    r"(?:困难|问题|矛盾|不足|挑战|短板|差距)(?:[和与、](?:困难|问题|矛盾|不足|挑战|短板|风险挑战))*$"
)
_MAINLY = re.compile(r"[，,。]?(?:具体)?主要(?:是|有|表现|体现)")
# Clauses that go on speaking of what the clause before spoke of.
_GOES_ON = re.compile(
    r"(?:主要|存在|缺乏|缺少|没有|没|未|导致|致使|使|造成|严重|只|往往|对|遇到|看不|怕|不|被|而|且|并|以|受"
    r"|更多|带来)"
)
_OPENS = re.compile(
    r"(?:但|更|还|也|且)?(?:在.{2,24}(?:方面|上|中|时|领域|过程)|一些|个别|部分|有的|有些|各级|各部门|同时|更是"
    r"|特别是|尤其是)"
)


Run = list[tuple[int, int]]
IsNew = Callable[[str, Run, tuple[int, int], int], bool]


def read_gaps(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every shortfall that a stretch of shortfalls states, in the order of the text."""
    text = normal.text
    findings: list[Finding] = []
    titles = titles_of(text, sections)
    is_new = _is_new_statement if is_work_report(text) else _is_new_topic
    for start, end, mood in zones.stretches(len(text)):
        if mood is not Mood.GAP:
            continue
        for a, b in segments(text, start, end):
            if a not in titles and b - a >= 6:
                findings += [_finding(normal, *row) for row in _rows(text, a, b, is_new=is_new)]
    return findings


def _finding(normal: Normal, start: int, end: int) -> Finding:
    first, last = normal.span(start, end)
    return Finding(
        Kind.GAP, first, last, normal.original[first:last], confidence=0.7, rules=["gap.short"]
    )


def _rows(text: str, a: int, b: int, *, is_new: IsNew) -> Iterator[tuple[int, int]]:
    """The statements of a sentence: runs of clauses that tell a shortfall."""
    run: Run = []
    for x, y in clauses(text, a, b):
        at = _short_at(text, x, y) if y - x <= CLAUSE_LIMIT else None
        if at is None or _leads(text, x, y):
            continue
        if run and is_new(text, run, (x, y), at):
            yield run[0][0], run[-1][1]
            run = []
        run.append((x, y))
    if run:
        yield run[0][0], run[-1][1]


def _short_at(text: str, x: int, y: int) -> int | None:
    """Where the clause first says that something falls short, outside quotation marks."""
    for match in _SHORT.finditer(text, x, y):
        if match.lastgroup:
            return match.start()
    return None


def _leads(text: str, x: int, y: int) -> bool:
    if text[y : y + 1] in ("：", ":"):
        return True
    if _LEAD.match(text, x, y):
        return True
    return _MAINLY.match(text, y) is not None and "问题" in text[x:y]


def _is_new_topic(text: str, run: Run, clause: tuple[int, int], at: int) -> bool:
    """Whether a clause of a study report turns to something else than those gathered."""
    return run[-1][1] - run[0][0] >= ENOUGH and _OPENS.match(text, clause[0]) is not None


def _is_new_statement(text: str, run: Run, clause: tuple[int, int], at: int) -> bool:
    """Whether a clause of a work report, each with its subject, is too much for one row."""
    x, y = clause
    length = run[-1][1] - run[0][0]
    if _OPENS.match(text, x, y):
        return length >= ALONE
    return at - x >= SUBJECT_LEAST and length + y - x > ROW_LIMIT and not _GOES_ON.match(text, x, y)
