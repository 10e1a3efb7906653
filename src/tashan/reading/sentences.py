"""Sentences and clauses, and the words by which a clause shows what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tashan.reading.words import pattern

CLAUSE_LIMIT = 200  # what is longer between two commas is no clause of a report

# A stretch between full stops or semicolons; the stops inside quotation marks do not count.
SEGMENT = re.compile(r"(?:[^。；;！？!?\n“《]+|“[^“”\n]{0,80}”|《[^《》\n]{0,80}》|[“《])+")
# A stretch between commas; commas inside quotation marks and brackets do not count.
CLAUSE = re.compile(
    r"(?:[^，,：:“《（(]+|“[^“”]{0,80}”|（[^（）]{0,60}）|\([^()]{0,60}\)|《[^《》]{0,80}》|[“《（(])+"
)

_LEAD = rf"(?:{pattern('measure.adverb')})*"
# Somebody is to act, every year or by order (the county budget each year sets aside …).
_ASSIGNED = (
    r"[^，,：:]{2,12}?(?:每年|每季度|每月|负责|牵头|应当|应|须|(?<![主需重首])要(?![求素闻点]))"
)
_ACTION = re.compile(rf"{_LEAD}(?:{pattern('measure.verb')})(?!的)|{_ASSIGNED}")
_ACTS_LATER = re.compile(rf"[，,：:](?:{_ACTION.pattern})")
# A clause that may tell a value; a quick look before the two below.
_MAY_TELL = re.compile(r"[0-9保稳](?:(?<=[0-9])|(?<=保)持|(?<=稳)步)")
_VALUE = re.compile(
    rf"(?!{_LEAD}(?:{pattern('measure.never_a_target')}))"
    r"[^，,]*(?:\d[^，,]*|保持[^，,]{2,8}|稳步[^，,]{2,4})$"
)
_REACHED = re.compile(pattern("measure.target"))


def segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence, or part between semicolons, begins and ends."""
    for match in SEGMENT.finditer(text, start, end):
        yield match.span()


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each clause of a segment begins and ends."""
    return [match.span() for match in CLAUSE.finditer(text, start, end)]


def is_action(text: str, start: int, end: int) -> bool:
    """Whether the clause begins with what is to be done."""
    return _ACTION.match(text, start, end) is not None


def acts(text: str, start: int, end: int) -> bool:
    """Whether any clause of the sentence begins with what is to be done."""
    return is_action(text, start, end) or _ACTS_LATER.search(text, start, end) is not None


def may_tell_value(text: str, start: int, end: int) -> bool:
    return _MAY_TELL.search(text, start, end) is not None


def is_target(text: str, start: int, end: int) -> bool:
    """Whether the clause only tells a value to be reached, and no action."""
    return (
        end - start <= CLAUSE_LIMIT
        and may_tell_value(text, start, end)
        and _VALUE.match(text, start, end) is not None
        and _REACHED.search(text, start, end) is not None
    )
