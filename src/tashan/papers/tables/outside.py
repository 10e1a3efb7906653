"""Lines between and under the rows that are no rows: totals, column numbers, signatures, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tashan.papers.tables.shown import plain

_FOOT = 40  # rows from the end in which a foot may begin
_TOTAL = re.compile(
    r"(?:全[国省市州县区旗镇乡]|本[表页期月年])?(?:合计|总计|小计|共计|总和)(?:数|:)?"
)
_SIGNED = re.compile(
    r"(?:单位|部门|统计|财务|分管|科室|主要|企业|项目)?"
    r"(?:填报人|填表人|制表人?|审核人?|审批人?|复核人?|负责人|领导|联系人|联系电话|电话|经办人|报送人"
    r"|填报日期|填表日期|报出日期|报送日期|制表日期|填报时间|报送时间|填报单位|制表单位|报送单位"
    r"|填报说明|单位盖章|盖章)(?:\([^()]*\))?:.*"
)
_REMARK = re.compile(r"(?:附?注|备注|说明|数据来源|资料来源|来源|指标解释|填表?说明)\d*[:.、].*")
_GOES_ON = re.compile(r"(?:\(?\d{1,2}[).、]|[一二三四五六七八九十]、|[①-⑳]).*")
_ORDINALS = "甲乙丙丁戊己庚辛"


class Why(StrEnum):
    TOTAL = "total"
    FOOT = "foot"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is no row; ``row`` counts from 0."""

    row: int
    why: Why
    text: str

    @property
    def note(self) -> str:
        return f"Row {self.row + 1} “{self.text}” was left out: {_WORDS[self.why]}."


_WORDS = {
    Why.TOTAL: "a total",
    Why.FOOT: "a line under the table",
    Why.NUMBERS: "the numbers of the columns",
}


def is_number_line(texts: Sequence[str]) -> bool:
    """甲 乙 1 2 3, or 1 2 3 4, or (1) (2) (3): the columns counted."""
    counted = [text.strip("()").removesuffix(".0") for text in texts]
    rest = [text for text in counted if text not in _ORDINALS]
    if len(counted) < 2 or not all(text.isascii() and text.isdigit() for text in rest):
        return False
    numbers = [int(text) for text in rest]
    first = numbers[0] if numbers else 1
    return first in {0, 1} and numbers == list(range(first, first + len(numbers)))


def left_out(
    rows: Sequence[Sequence[object]], first: int, last: int, width: int
) -> Iterator[LeftOut]:
    """Every total among the rows, and the foot under them."""
    foot = _foot_from(rows, first, last, width)
    for at in range(first, foot):
        text = _first_text(rows[at])
        if len(text) < 8 and _TOTAL.fullmatch(text):
            yield LeftOut(at, Why.TOTAL, text)
    for at in range(foot, last + 1):
        if text := _first_text(rows[at]):
            yield LeftOut(at, Why.FOOT, text[:60])


def _first_text(row: Sequence[object]) -> str:
    """The text that a row begins with, without blanks between the hanzi; a figure gives none."""
    for value in row:
        if value is not None and value != "":
            if not isinstance(value, str):
                return ""
            return plain(value).replace(" ", "") if value.strip() else ""
    return ""


def _foot_from(rows: Sequence[Sequence[object]], first: int, last: int, width: int) -> int:
    """The first row of the foot, or the row after the last."""
    foot = last + 1
    for at in range(last, max(first, last - _FOOT) - 1, -1):
        texts = [value for value in rows[at] if value is not None and value != ""]
        if not texts:
            continue
        kind = _foot_line(texts, width)
        if kind is None:
            break
        if kind:
            foot = at
    return foot


def _foot_line(values: Sequence[object], width: int) -> bool | None:
    """True where a foot surely begins here, False where it may go on, None where this is a row."""
    if not isinstance(values[0], str):
        return None
    words = plain(values[0]).split()
    text = "".join(words)
    if _REMARK.fullmatch(text) or any(map(_SIGNED.fullmatch, (text, *words))):
        return True
    if len(values) <= max(width // 3, 1) and (_GOES_ON.fullmatch(text) or width > 2):
        return False
    return None
