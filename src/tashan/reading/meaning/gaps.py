"""Gaps: where a report says that its own place falls short, one finding a statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tashan.reading.findings import Finding, Kind
from tashan.reading.meaning.sentences import CLAUSE_LIMIT, after_number, clauses, numbered_segments
from tashan.reading.meaning.words import pattern
from tashan.reading.meaning.zones import Mood, Zones, is_visit, is_work_report
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import Section, titles_of

ENOUGH = 24  # a run of a study report this long ends where something else is spoken of
WHOLE = 56  # shortfalls of a sentence of a work report up to this length are one row
FEW = 4
FIGURE_LEAST = 10  # a clause so long that tells a figure tells a shortfall of its own
ROW_LIMIT = 36  # clauses of a longer one are gathered up to this length
MANY = 76  # in a sentence of shortfalls longer than this each clause is a row
CLAUSE_LEAST = 7
ALONE = 16  # a run of a work report this long ends where others are spoken of
SUBJECT_LEAST = 4  # characters before the first word of shortfall that make a subject
SHORTEST = 4
TITLE_LIMIT = 30
# The confidence in what says that a clause falls short, by the rule; measured on the golds.
SURENESS = {
    "gap.short": 0.85,
    "gap.form": 0.7,
    "gap.title": 0.6,
    "gap.others": 0.5,
    "gap.item": 0.55,
}

_CHINESE = r"[\u3400-\u9fff]"
_SHORT = re.compile(
    rf"“[^“”]*”|(?P<short>{pattern('gap.short')}|(?:环节|手续|程序|周期|时间|成本|负担|跑腿|层级|欠账|投诉|门槛|费用)[多长高重]"
    rf"|传统.{{0,6}}为主|无(?!形|限|愧|缝|疑|数|偿|人机|线)|难(?=[、，,贵用找办]|$)|重{_CHINESE}{{1,4}}、?轻"
    r"|(?:流动性|难度|压力|差异|风险)大|[少小弱差低窄重散乱浅软杂旧紧慢](?=[、，,。;；\n]|$))"
    # Forms that tell a shortfall in a list of shortfalls, whatever the word.
    r"|(?P<form>不(?![断仅但论管过懈同失愧久料妨负要得在含凡])|未(?![来必雨])|没|缺|欠|偏(?!远|僻|好)"
    rf"|过[于度]|过{_CHINESE}(?=、|$)|只(?![要争身])|仅(?!仅|次|[^，,。]{{1,10}}[就便县市区])|却|尚|太(?![阳湖原空极平])|就没"
    r"|仍(?!然?[保领居位是])|要[跑找填等盖]|来回跑|好几|各管各|闲置|流失|外流|靠.{2,8}(?:过日子|周转|维持)|互为前置"
    r"|平均(?:需要|要|用时).{0,4}\d|认为|漠然)"
)
# Clauses that only lead up to the shortfalls, or ask what to do about them.
_LEAD = re.compile(
    r"进一步|必须|相比之下$|究其原因$|等等$|面对|.{0,6}(?:充分)?(?:反映|折射)出|.*差距主要[是在有]"
    r"|.*(?:认识|看|意识)到.{2,40}存在的?(?:差距|不足|问题)$|.{0,4}问题矛盾|.*差不多"
    r"|.{0,16}(?:虽然|尽管|不但|不仅|不是|不少(?:地方|企业)?(?:都|已))|主要(?:是|有|表现在|体现在)?(?:以下|如下)?(?:[一二三四五六七八几]个?)?(?:方面|问题|不足|差距|表现|有)?$"
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


# What the clause before goes on to say, however many there are.
_SAME = re.compile(r"难以|持|且|并|而|更|使|致|以致|也就")
# A sentence that begins with a place by its name, and words for one's own.
_OTHERS = re.compile(
    r"[在而像如]?(?:他们|当地|人家|(?:[\u3400-\u9fff]{2,4}?|[xX×*某]{1,3}|[A-Z])(?:新区|[县市区])"
    r"(?<![园城社景小山牧矿库片地辖街郊灾]区)(?<![城上超夜门菜都]市)(?![级域里直属内委财政场]))"
)
_OWN = re.compile(r"[我本全]|相比|对[比照]|反[观思]")
_FIGURE = re.compile(r"\d")
_NOUN = re.compile(r"(?:差距|问题|原因|表现)$")

Clause = tuple[int, int]


class Row(NamedTuple):
    start: int
    end: int
    rule: str


Run = list[Clause]
IsNew = Callable[[str, Run, Clause, int], bool]


def read_gaps(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every shortfall that a stretch of shortfalls states, in the order of the text."""
    text = normal.text
    findings: list[Finding] = []
    titles = titles_of(text, sections)
    is_work = is_work_report(text) or not is_visit(text)
    parts = {section.start for section in sections if _is_part(section)}
    for start, end, mood in zones.stretches(len(text)):
        if mood is not Mood.GAP:
            continue
        for a, b in numbered_segments(text, start, end):
            if a in titles:
                if a not in parts:
                    findings += [_finding(normal, row) for row in _title(text, a, b)]
            elif b - a >= SHORTEST:
                rows = list(_rows(text, a, b, is_work=is_work)) or _item(text, a, b)
                findings += [_finding(normal, row) for row in _own(text, rows, is_work=is_work)]
    return findings


def _is_part(section: Section) -> bool:
    """Whether it is a part of the report and no item of a list."""
    return section.level == 1 and not section.is_item and section.mark[0] not in "(0123456789"


def _finding(normal: Normal, row: Row) -> Finding:
    first, last = normal.span(row.start, row.end)
    quote = normal.original[first:last]
    return Finding(Kind.GAP, first, last, quote, confidence=SURENESS[row.rule], rules=[row.rule])


def _title(text: str, a: int, b: int) -> Iterator[Row]:
    """The title of an item, where it is itself a statement of a shortfall."""
    a = after_number(text, a, b)
    if b - a <= TITLE_LIMIT and not _NOUN.search(text, a, b) and _short_at(text, a, b):
        yield Row(a, b, "gap.title")


def _item(text: str, a: int, b: int) -> list[Row]:
    """A short item of a list of shortfalls is one, in whatever words."""
    start = after_number(text, a, b)
    is_line = text[a - 1 : a] == "\n" and text[b : b + 2] in ("。", "。\n")
    is_short = SHORTEST <= b - start <= TITLE_LIMIT
    if not (is_short and (start > a or is_line)) or _leads(text, start, b):
        return []
    return [] if _NOUN.search(text, start, b) else [Row(start, b, "gap.item")]


def _own(text: str, rows: list[Row], *, is_work: bool) -> Iterator[Row]:
    """Without what a journey says of the place visited, unless its words are strong."""
    for row in rows:
        is_own = is_work or not _OTHERS.match(text, row.start, row.end)
        if is_own or _OWN.search(text, row.start, row.end):
            yield row
        elif row.rule == "gap.short":
            yield row._replace(rule="gap.others")


def _rows(text: str, a: int, b: int, *, is_work: bool) -> Iterator[Row]:
    """The statements of a sentence: runs of clauses that tell a shortfall."""
    a = after_number(text, a, b)
    parts = clauses(text, a, b)
    found = [
        (clause, short)
        for clause in parts
        if clause[1] - clause[0] <= CLAUSE_LIMIT
        and (short := _short_at(text, *clause)) is not None
        and not _leads(text, *clause)
    ]
    run: Run = []
    rule = "gap.form"
    before = {y: x for x, y in parts}
    is_new = _parting(found) if is_work else _is_new_topic
    for clause, short in found:
        if run and is_new(text, run, clause, short.start()):
            yield Row(run[0][0], run[-1][1], rule)
            run, rule = [], "gap.form"
        if not run and short.start() - clause[0] < 2:
            clause = _with_subject(text, clause, before)
        if not run:
            clause = after_number(text, *clause), clause[1]
        run.append(clause)
        if short.lastgroup == "short":
            rule = "gap.short"
    if run:
        yield Row(run[0][0], run[-1][1], rule)


def _with_subject(text: str, clause: Clause, before: dict[int, int]) -> Clause:
    """The clause with the one before it, of which it speaks without naming it again."""
    start = before.get(clause[0] - 1)
    return clause if start is None or _leads(text, start, clause[0] - 1) else (start, clause[1])


def _short_at(text: str, x: int, y: int) -> re.Match[str] | None:
    """What first says that something falls short, outside quotation marks."""
    form = None
    for match in _SHORT.finditer(text, x, y):
        if match.lastgroup == "short":
            return match
        if match.lastgroup:
            form = form or match
    return form


def _leads(text: str, x: int, y: int) -> bool:
    if text[y : y + 1] in ("：", ":"):
        return True
    if _LEAD.match(text, x, y):
        return True
    return _MAINLY.match(text, y) is not None and "问题" in text[x:y]


def _parting(found: list[tuple[Clause, re.Match[str]]]) -> IsNew:
    """How the shortfalls of a sentence of a work report are parted: the longer, the finer."""
    length = found[-1][0][1] - found[0][0][0] if found else 0
    if length <= WHOLE and len(found) <= FEW:
        return _is_never_new
    return _is_new_statement if length <= MANY else _is_new_clause


def _is_never_new(text: str, run: Run, clause: Clause, at: int) -> bool:
    return False


def _is_new_topic(text: str, run: Run, clause: Clause, at: int) -> bool:
    """Whether a clause of a study report turns to something else than those gathered."""
    length = run[-1][1] - run[0][0]
    if length >= ENOUGH and _OPENS.match(text, clause[0]):
        return True
    x, y = clause
    if y - x < FIGURE_LEAST or at - x < SUBJECT_LEAST or _GOES_ON.match(text, x, y):
        return False
    return _FIGURE.search(text, x, y) is not None


def _is_new_clause(text: str, run: Run, clause: Clause, at: int) -> bool:
    return run[-1][1] - run[0][0] >= CLAUSE_LEAST and not _SAME.match(text, *clause)


def _is_new_statement(text: str, run: Run, clause: Clause, at: int) -> bool:
    """Whether a clause of a work report, each with its subject, is too much for one row."""
    x, y = clause
    length = run[-1][1] - run[0][0]
    if _OPENS.match(text, x, y):
        return length >= ALONE
    return at - x >= SUBJECT_LEAST and length + y - x > ROW_LIMIT and not _GOES_ON.match(text, x, y)
