"""What a report says around a number: the words before it, after it, and where the say ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tashan.reading.numbers.amounts import Form, Quantity
from tashan.reading.numbers.clauses import Clauses
from tashan.reading.numbers.wording import any_of

_LIST = frozenset(["、", "和", "及", "与", "以及", "、和"])
_SAME = re.compile(r"[、和]?(?:大?约|近|超过?)")
_RANGE = re.compile(r"[~—–-]{1,2}|以?至|到|或")
_PAIR = re.compile(
    r"[^,。;、\n]{0,6}?(?:"
    + any_of("升 增 涨 扩 提 降 减 缩 调 压 加 跃 攀 发展 变 延 上 下 优化 整合")
    + r")[^,。;\n]{0,4}?(?:[为到至成]|了)(?:约|近|超过?|目前的?|现在的?)?(?:20[0-9]{2}年的?)?"
)
_PAIR_ENDS = frozenset("为到至成了约近超过的年在")
_SHORT = 5  # neither the mark of a list nor that of a range is longer
_PARTS = re.compile(r"[、,]|(?:和|及|以及|并|且|与|同时)(?=[^、,。;\n]{2})")
_SENTENCE = frozenset("。;!?\n")
_JOINTS = re.compile(r"和|及|以及|并|且|与|同时")


@dataclass(slots=True)
class Statement:
    """``text[start:end]`` says the number; ``before`` and ``after`` are the words beside it.

    ``link`` is ``list`` for a further value of the same things (79%、91%), ``range`` for the upper
    end of a range, ``pair`` for what a value became (由二层升为五层), else empty. ``fresh`` is
    False
    where an earlier number of the same sentence may lend its name, ``joined`` True where the words
    before belong to that number (80个乡镇近300万群众).
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
    bounds = [clauses.around(quantity.start, quantity.end) for quantity in quantities]
    links = _links(text, quantities, bounds)
    found: list[Statement] = []
    for index, (left, right) in enumerate(bounds):
        quantity = quantities[index]
        start, before, fresh, joined = left, "", True, False
        if index:
            last = quantities[index - 1]
            if links[index]:
                start, before, fresh = found[-1].start, found[-1].before, False
            elif last.end > left:
                start, fresh = _after_last(text, last.end, quantity.start), False
                joined = start == last.end
            else:
                fresh = not _SENTENCE.isdisjoint(text[last.end : quantity.start])
        if not links[index]:
            start = _after_bracket(text, start, quantity.start)
            before = text[start : quantity.start]
        end = _end(text, quantities, links, index, right)
        after = text[quantity.end : end]
        found.append(Statement(start, end, left, before, after, links[index], fresh, joined))
    _stretch(found)
    return found


def _links(
    text: str, quantities: Sequence[Quantity], bounds: Sequence[tuple[int, int]]
) -> list[str]:
    """How each quantity hangs on the one before it in its clause; empty at the end."""
    links = [""]
    for index in range(1, len(quantities)):
        last, quantity = quantities[index - 1], quantities[index]
        same_clause = last.end > bounds[index][0]
        links.append(_link(text[last.end : quantity.start], last, quantity) if same_clause else "")
    return [*links[: len(quantities)], ""]


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


def _link(between: str, last: Quantity, quantity: Quantity) -> str:
    if between in _LIST:
        return "list"
    if len(between) < _SHORT:
        if last.unit == quantity.unit and _SAME.fullmatch(between):
            return "list"
        if _RANGE.fullmatch(between):
            return "range"
    if between[-1:] in _PAIR_ENDS and quantity.form is not Form.LOST and _PAIR.fullmatch(between):
        return "pair"
    return ""


def _after_last(text: str, end: int, start: int) -> int:
    """Where the words of this number begin, after the number before it in the clause."""
    part = None
    for part in _PARTS.finditer(text, end, start):
        if part[0] in "、,":
            break
    return part.end() if part else end


def _end(
    text: str, quantities: Sequence[Quantity], links: Sequence[str], index: int, right: int
) -> int:
    """The words after a number reach to the end of its clause, or to the next number's words."""
    end = quantities[index].end
    following = quantities[index + 1].start if index + 1 < len(quantities) else right
    right = _before_bracket(text, end, min(right, max(following, end)), right)
    if following >= right or end == right:
        return right
    if links[index + 1] or text[end] == "、":
        return end
    cut = text.find("、", end, following)
    if cut >= 0:
        return cut
    parts = [part.start() for part in _JOINTS.finditer(text, end, following)]
    return parts[-1] if parts else following


def _after_bracket(text: str, start: int, end: int) -> int:
    """Where the words before a number begin inside a bracket that stays open: (工业排第6."""
    opened = text.rfind("(", start, end)
    return opened + 1 if opened >= 0 and text.find(")", opened, end) < 0 else start


def _before_bracket(text: str, end: int, until: int, right: int) -> int:
    """Where the words after a number stop at a bracket: 622份(其中, …81份)."""
    if text.startswith("(", end):
        closed = text.find(")", end, min(end + 8, right))
        return right if closed >= 0 else end
    closed = text.find(")", end, until)
    return closed if closed >= 0 and text.find("(", end, closed) < 0 else right
