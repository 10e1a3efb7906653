"""What kind of report this is, and the year in which it speaks of 今年."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tashan.reading.sections import Section

_HEAD = 1500  # characters in which a title, a date line or a masthead stands
_TAIL = 400

_VISIT = re.compile(r"考察|取经|学习借鉴|他山之石|赴[^。\n]{2,30}(?:调研|学习|参观)")
_WORK = re.compile(r"政府工作报告|各位代表")
_TITLE_YEAR = re.compile(r"(20\d\d)年?[^。\n]{0,30}工作报告")
_COMMUNIQUE_YEAR = re.compile(r"(20\d\d)年[^。\n]{0,30}公报")
_PLANNED = re.compile(
    r"(20\d\d)年[^。\n]{0,12}(?:重点|主要|工作|目标|发展)[^。\n]{0,6}(?:任务|工作|安排|打算|目标)"
)
_REVIEWED = re.compile(r"(20\d\d)年[^。\n]{0,16}(?:回顾|总结|成就|完成情况)")
_DATE = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日|(20\d\d)-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Genre:
    """``visit``: written by visitors about other places; ``base``: the year of 今年, if found."""

    visit: bool
    base: int | None
    base_rule: str


def read_genre(text: str, sections: Sequence[Section]) -> Genre:
    head = text[:_HEAD]
    work = _WORK.search(head) is not None
    visit = not work and _VISIT.search(head) is not None
    base, rule = _base(text, [s.title for s in sections if s.level == 1], visit=visit)
    return Genre(visit=visit, base=base, base_rule=rule)


def _base(text: str, titles: Sequence[str], *, visit: bool) -> tuple[int | None, str]:
    """The year and the rule that found it, the surest first."""
    head, tail = text[:_HEAD], text[-_TAIL:]
    for pattern, source, rule in ((_TITLE_YEAR, head, "title"), (_COMMUNIQUE_YEAR, head, "title")):
        if found := pattern.search(source):
            return int(found[1]), rule
    lines = "\n".join(titles) or head
    if not visit and (found := _PLANNED.search(lines)) and not _REVIEWED.match(found[0]):
        return int(found[1]), "heading"
    if not visit and (found := _REVIEWED.search(lines)):
        return int(found[1]) + 1, "heading"
    for source in (head, tail):
        if found := _DATE.search(source):
            return int(found[1] or found[2]), "date"
    return None, ""
