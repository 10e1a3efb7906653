"""Sentences and clauses, and the words by which a clause shows what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tashan.reading.meaning.words import pattern

CLAUSE_LIMIT = 200  # what is longer between two commas is no clause of a report
BARELY = 4  # a time followed by no more than this (到位, 全部完成) belongs to the clause before

# A stretch between full stops or semicolons; the stops inside quotation marks do not count.
SEGMENT = re.compile(r"(?:[^。；;！？!?\n“《]+|“[^“”\n]{0,80}”|《[^《》\n]{0,80}》|[“《])+")
# A stretch between commas; commas inside quotation marks and brackets do not count.
CLAUSE = re.compile(
    r"(?:[^，,：:“《（(]+|“[^“”]{0,80}”|（[^（）]{0,60}）|\([^()]{0,60}\)|《[^《》]{0,80}》|[“《（(])+"
)

_ORDER = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"\s{{0,4}}(?:[（(]\s?(?:[{_ORDER}]{{1,3}}|\d{{1,2}})\s?[）)]|[{_ORDER}]{{1,3}}、|\d{{1,2}}[.．、）)]"
    rf"|[{_ORDER}]{{1,3}}(?:是|要(?![素闻点害道塞件求领]))|第[{_ORDER}]{{1,2}}[，,、](?![{_ORDER}])"
    r"|(?:首先|其次|再次|最后)[，,]|[①-⑳●■◆★○▲]|[-—]{1,2}(?![-—]))\s{0,4}"
)
_LEAD = rf"(?:{pattern('measure.adverb')})*"
# Somebody is to act, every year or by order (the county budget each year sets aside …).
_ASSIGNED = (
    r"[^，,：:]{2,12}?(?:每年|每季度|每月|负责|牵头|应当|应|须|(?<![主需重首])要(?![求素闻点]))"
)
# By when something is to be done, at the beginning of a clause.
_DEADLINE = (
    r"(?:力争|争取|确保)?(?:到|于|在)?(?:20[\dxX*]{2}年|[今明后全]年|年[内底末]|[一二两三四五六\d]{1,2}(?:年|个月)(?=[内底之])"
    r"|每(?:年|季度?|半?月|周)|[上下]半年|近期)"
    r"(?:\d{1,2}月|[上下]半年|第?[一二三四]季度)*(?:底|末|初|份)*(?:之?前|之?内|以前|起)?"
)
_ACTION = re.compile(
    rf"{_LEAD}(?:{_DEADLINE}{_LEAD})?(?:{pattern('measure.verb')})(?!的)|{_ASSIGNED}"
    rf"|要(?![求素闻点害道塞件强紧么是看不])[^，,：:]{{3}}|(?:在|从(?![^，,]{{2,14}}看)|与|同|先|每|由)[^，,：:]{{2,16}}?(?:{pattern('measure.verb')}|先行)"
)
_DATED = re.compile(_DEADLINE)
_ACTS_LATER = re.compile(rf"[，,：:](?:{_NUMBER.pattern})?(?:{_ACTION.pattern})")
# A clause that may tell a value; a quick look before the two below.
_MAY_TELL = re.compile(r"[0-9保稳成](?:(?<=[0-9])|(?<=保)持|(?<=稳)步|(?<=[一二三四五六七八九]成))")
_VALUE = re.compile(
    rf"(?!{_LEAD}(?:{_DEADLINE}{_LEAD})?(?:{pattern('measure.never_a_target')}))"
    rf"(?>{_LEAD}(?:{_DEADLINE})?)[^，,]*(?:(?:\d|[一二三四五六七八九]成)[^，,]*|保持[^，,]{{2,8}}|稳步[^，,]{{2,4}})$"
)
_REACHED = re.compile(pattern("measure.target"))


def segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence, or part between semicolons, begins and ends."""
    for match in SEGMENT.finditer(text, start, end):
        yield match.span()


def numbered_segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same without the blanks and closing marks before the first word."""
    for match in SEGMENT.finditer(text, start, end):
        a, b = match.span()
        while a < b and text[a] in " \t\u3000”’)）":
            a += 1
        yield a, b


def after_number(text: str, start: int, end: int) -> int:
    """Where the words begin behind the number of a heading."""
    number = _NUMBER.match(text, start, end)
    return number.end() if number else start


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each clause of a segment begins and ends."""
    return [match.span() for match in CLAUSE.finditer(text, start, end)]


def is_action(text: str, start: int, end: int) -> bool:
    """Whether the clause begins with what is to be done."""
    return _ACTION.match(text, start, end) is not None


def acts(text: str, start: int, end: int) -> bool:
    """Whether any clause of the sentence begins with what is to be done."""
    return is_action(text, start, end) or _ACTS_LATER.search(text, start, end) is not None


def is_dated(text: str, start: int, end: int) -> bool:
    """Whether the clause tells what is to be done by a time of its own (not only by when)."""
    date = _DATED.match(text, start, end)
    return date is not None and (end - date.end() > BARELY or text[start] == "每")


def may_tell_value(text: str, start: int, end: int) -> bool:
    return _MAY_TELL.search(text, start, end) is not None


def is_target(text: str, start: int, end: int) -> bool:
    """Whether the clause only tells a value to be reached, or by when, and no action."""
    return _DATED.fullmatch(text, start, end) is not None or (
        end - start <= CLAUSE_LIMIT
        and may_tell_value(text, start, end)
        and _VALUE.match(text, start, end) is not None
        and _REACHED.search(text, start, end) is not None
    )
