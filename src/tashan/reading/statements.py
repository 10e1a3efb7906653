"""What a report says around a number: the words before it, after it, and where the say ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tashan.reading.amounts import Form, Quantity
from tashan.reading.clauses import Clauses

_LIST = frozenset(["、", "和", "及", "与", "以及", "、和"])
_SAME = re.compile(r"[、和]?(?:大?约|近|超过?)")
_RANGE = re.compile(r"[~—–-]{1,2}|以?至|到|或")
_PAIR = re.compile(
    r"(?:[^,。;、\n]{0,6}?)(?:升|增|涨|扩|提|降|减|缩|调|压|加|跃|攀|发展|变|延|上|下|优化"
    r"|整合)[^,。;\n]{0,4}?"
    r"(?:[为到至成]|了)(?:约|近|超过?|目前的?|现在的?)?(?:20\d\d年的?)?"
)
_PARTS = re.compile(r"[、,]|(?:和|及|以及|并|且|与|同时)(?=[^、,。;\n]{2})")
_SENTENCE = frozenset("。;!?\n")
_JOINTS = re.compile(r"和|及|以及|并|且|与|同时")


@dataclass(slots=True)
class Statement:
    """``text[start:end]`` says the number; ``before`` and ``after`` are the words beside it.

    ``link`` is ``list`` for a further value of the same things (79%、91%), ``range`` for the upper
    end of a range, ``pair`` for what a
    value became (由二层升为五层), else empty. ``fresh`` is False where an earlier number of the
    same
    sentence may lend its name, ``joined`` True where the words before belong to that number
    (80个乡镇近300万群众).
    """

    start: int
    end: int
    left: int
    before: str
    after: str
    link: str
    fresh: bool
    joined: bool


def read_statements(text: str, quantities: Sequence[Quantity], clauses: Clauses) -> list[Statement]:
    """The statement of each quantity, in the same order."""
    found: list[Statement] = []
    last: Quantity | None = None
    count = len(quantities)
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1] if index + 1 < count else None
        previous = found[-1] if found else None
        found.append(_statement(text, quantity, clauses, last, previous, following))
        last = quantity
    _stretch(found)
    return found


def _stretch(found: Sequence[Statement]) -> None:
    """Every value of a list or a pair is said by the whole of it."""
    for index in range(len(found) - 1, 0, -1):
        if found[index].link == "range" and not found[index - 1].after:
            found[index - 1].after = found[index].after  # 2—3家创新中心
        if found[index].link:
            found[index - 1].end = max(found[index - 1].end, found[index].end)
    for before, after in pairwise(found):
        if after.link:
            after.end = max(after.end, before.end)


def _statement(
    text: str,
    quantity: Quantity,
    clauses: Clauses,
    last: Quantity | None,
    previous: Statement | None,
    following: Quantity | None,
) -> Statement:
    left, right = clauses.around(quantity.start, quantity.end)
    start, link, fresh, joined = left, "", True, False
    if last is not None and previous is not None:
        between = text[last.end : quantity.start]
        fresh = not _SENTENCE.isdisjoint(between)
        if last.end > left:
            link = _link(between, last, quantity)
            start = previous.start if link else _after_last(text, last.end, quantity.start)
            joined = start == last.end
    end = _end(text, quantity, right, following)
    opened = text.rfind("(", start, quantity.start)
    if opened >= 0 and text.find(")", opened, quantity.start) < 0 and not link:
        start = opened + 1
    before = previous.before if link and previous else text[start : quantity.start]
    after = text[quantity.end : end]
    return Statement(start, end, left, before, after, link, fresh, joined)


def _link(between: str, last: Quantity, quantity: Quantity) -> str:
    if between in _LIST or (_SAME.fullmatch(between) and last.unit == quantity.unit):
        return "list"
    if _RANGE.fullmatch(between):
        return "range"
    if quantity.form is not Form.LOST and _PAIR.fullmatch(between):
        return "pair"
    return ""


def _after_last(text: str, end: int, start: int) -> int:
    """Where the words of this number begin, after the number before it in the clause."""
    part = None
    for part in _PARTS.finditer(text, end, start):
        if part[0] in "、,":
            break
    return part.end() if part else end


def _end(text: str, quantity: Quantity, right: int, following: Quantity | None) -> int:
    """The words after a number reach to the end of its clause, or to the next number's words."""
    end = quantity.end
    right = _before_bracket(text, end, right)
    if following is None or following.start >= right:
        return right
    between = text[end : following.start]
    if between.startswith("、") or _link(between, quantity, following):
        return end
    cut = between.find("、")
    if cut >= 0:
        return end + cut
    parts = [part.start() for part in _JOINTS.finditer(between)]
    return end + parts[-1] if parts else following.start


def _before_bracket(text: str, end: int, right: int) -> int:
    """Where the words after a number stop at a bracket: 622份(其中, …81份)."""
    if text.startswith("(", end):
        closed = text.find(")", end, min(end + 8, right))
        return right if closed >= 0 else end
    closed = text.find(")", end, right)
    return closed if closed >= 0 and text.find("(", end, closed) < 0 else right
