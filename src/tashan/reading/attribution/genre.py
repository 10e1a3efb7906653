"""What kind of report this is, and the year in which it speaks of 今年."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tashan.reading.text.sections import Section

_HEAD = 1500  # characters in which a title, a date line or a masthead stands
_TAIL = 400

_VISIT = re.compile(r"考察|取经|学习借鉴|他山之石|赴[^。\n]{2,30}(?:调研|学习|参观)")
_VISITORS = re.compile(
    r"(?:我们|考察[组团]|一行|代表团|组织|率队?|带队|笔者|同志|委员|干部)[^。\n]{0,40}"
    r"(?:赴|到|对)[^。\n]{2,40}(?:考察|参观学习|取经)"
)
# 并赴邻县考察: one line of a report on one's own work.
_ASIDE = re.compile("[并还也]|同时|先后(?=多次|组织)")
_OWN_PLACE = re.compile("我[省市县区州旗镇乡]|本[省市县区镇乡]")
# 与青禾县之比较: a report that sets another place beside one's own speaks of both at length.
_COMPARES = re.compile(
    r"(?:与|同|和)(?!全[国省]|上年|去年|往年)[^,。\n]{2,16}?(?:之|的)?(?:比较|对比)(?:分析|研究|$|\n)"
)
_LEADERS = ("总书记", "习近平", "总理", "主席")  # whose visits are told, not made
_OWN = re.compile("工作总结|工作汇报|工作要点|工作情况|实施方案|规划|公报|意见|通知")
_TITLE = 60
_MASTHEAD = 120
_WORK = re.compile(r"政府工作报告|各位代表")
_TITLE_YEAR = re.compile(r"(20\d\d)年?[^。\n]{0,30}工作报告")
_SESSION = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日在[^。\n]{4,40}会议上")
# 松江县2024年上半年经济运行情况: a title that says of which period all of the report tells.
_TOLD_OF = re.compile(
    r"(?:^|\n)[^\n。《,]{0,30}?(?P<period>(20\d\d)年(?:上半年|下半年|第?[一二三四]季度|前[一二三]个?季度|\d{1,2}(?:-\d{1,2})?月份?)?)"
    r"[^。\n]{0,30}?(?:公报|情况|汇报|总结|分析|要点|计划|方案|安排)"
)
_PLANNED = re.compile(
    r"(20\d\d)年[^。\n]{0,12}(?:重点|主要|工作|目标|发展)[^。\n]{0,6}(?:任务|工作|安排|打算|目标)"
)
_REVIEWED = re.compile(r"(20\d\d)年[^。\n]{0,16}(?:回顾|总结|成就|完成情况)")
_PLAN_YEAR = re.compile(
    r"今年是[^。\n]{0,12}十([一二三四五六七])五”?(?:规划)?的?(开局|起步|收官|第[二三四]年)"
    r"|(?:实现|确保)“?十([一二三四五六七])五”?(?:规划)?(?:良好开局|开好局)"
)
_DATE_LINE = re.compile(
    r"(?:^|\n)[^\n。]{0,16}?(20\d\d)(?:年\d{1,2}月\d{1,2}日|-\d\d-\d\d)[^\n。]{0,12}(?:\n|$)"
)
_DATE = re.compile(r"(20\d\d)(?:年\d{1,2}月\d{1,2}日|-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Genre:
    """``visit``: written by visitors about other places; ``base``: the year of 今年, if found.

    ``told_of`` is the period of which the title says that all of the report tells.
    """

    visit: bool
    base: int | None
    base_rule: str
    told_of: str = ""


def read_genre(text: str, sections: Sequence[Section]) -> Genre:
    head = text[:_HEAD]
    visit = _is_visit(head)
    base, rule = _base(text, [s.title for s in sections if s.level == 1], visit=visit)
    told = None if visit or _WORK.search(head) else _TOLD_OF.search(head[:_MASTHEAD])
    return Genre(visit=visit, base=base, base_rule=rule, told_of=told["period"] if told else "")


def _is_visit(head: str) -> bool:
    """A title that says so, or visitors at the start of a text that is no report on one's own work.

    A year's summary may tell of visits too: 外出考察8次.
    """
    if _WORK.search(head):
        return False
    title = head.lstrip().partition("\n")[0][:_TITLE]
    told = ((_VISIT, title), (_OWN, title), (_COMPARES, head[:_MASTHEAD]))
    for pattern, text in (*told, (_OWN_PLACE, title), (_VISITORS, head)):
        found = _made(pattern, text)
        if found and not any(word in text[: found.end()] for word in _LEADERS):
            return pattern not in (_OWN, _OWN_PLACE)
    return False


def _made(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match that is more than an aside of its sentence."""
    for found in pattern.finditer(text):
        clause = re.split("[,。;\n]", text[: found.end()])[-1]
        if not (pattern is _VISITORS and _ASIDE.match(clause)):
            return found
    return None


def _base(text: str, titles: Sequence[str], *, visit: bool) -> tuple[int | None, str]:
    """The year and the rule that found it, the surest first.

    A title may bear the year told of or the year of telling, so the headings come before it.
    """
    head = text[:_HEAD]
    if not visit and (found := _of_headings(titles or head.split("\n"))):
        return found, "heading"
    if session := _SESSION.search(head):
        return int(session[1]), "session"
    if title := _TITLE_YEAR.search(head):
        return int(title[1]), "title"
    if not visit and (told := _TOLD_OF.search(head[:_MASTHEAD])):
        return int(told[2]), "title"
    dated = _DATE if visit else _DATE_LINE
    if date := (dated.search(head[:_TAIL]) or dated.search(text[-_TAIL:])):
        return int(date[1]), "date"
    if not visit and (plan := _PLAN_YEAR.search(text)):
        return _year_of_plan(plan), "plan"
    return None, ""


def _of_headings(lines: Sequence[str]) -> int | None:
    """2024年重点工作 is told in 2024, 2023年工作回顾 in the year after."""
    for line in lines:
        if reviewed := _REVIEWED.search(line):
            return int(reviewed[1]) + 1
        if planned := _PLANNED.search(line):
            return int(planned[1])
    return None


def _year_of_plan(found: re.Match[str]) -> int:
    """今年是“十五五”开局之年: the first year of the plan, 2026."""
    plan, word = found[1] or found[3], found[2] or "开局"
    first = 1951 + 5 * (10 + "一二三四五六七".index(plan) + 1)
    if word.startswith("第"):
        return first + "二三四".index(word[1]) + 1
    return first + 4 if word == "收官" else first
