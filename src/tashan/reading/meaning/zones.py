"""Stretches of a report in one mood: what was done, what falls short, what is planned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby

from tashan.reading.meaning.words import pattern
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import Section


class Mood(StrEnum):
    TOLD = "told"  # what is or was
    GAP = "gap"  # the writer's own shortfall
    PLAN = "plan"  # what is recommended, planned or expected


@dataclass(frozen=True, slots=True)
class Zones:
    """Moods by offset of the normalised text: ``moods[i]`` holds from ``starts[i]`` on."""

    starts: tuple[int, ...]
    moods: tuple[Mood, ...]

    def at(self, offset: int) -> Mood:
        return self.moods[bisect_right(self.starts, offset) - 1]

    def stretches(self, length: int) -> Iterator[tuple[int, int, Mood]]:
        """Start, end and mood of every stretch of a text of ``length`` characters."""
        ends = (*self.starts[1:], length)
        for start, end, mood in zip(self.starts, ends, self.moods, strict=True):
            if start < end:
                yield start, end, mood


ADMIT_REACH = 40  # how far from its beginning a sentence may admit shortfalls
VOW_LIMIT = 400

_WORK_REPORT = re.compile(r"政府工作报告|向大会报告工作|主要预期目标|各位代表")

_STUDY = re.compile(r"考察|取经|学习借鉴|学习先进|先进地区|赴外地")

# Papers of an office that are no work report, by their first lines.
_PAPER = re.compile(
    r"调研|调查|讲话|体会|心得|反映|对策|建议|思考|实施方案|行动方案|工作总结|经验|情况汇报|情况的?报告"
)
PAPER_REACH = 80
_PLAN_PAPER = re.compile(r"(?:实施|行动|工作|整改)方案|实施意见|工作(?:计划|要点)")

_REVIEWS = re.compile(r"回顾|成绩|成效|成就|情况|概况|做法|经验")
_TOLD_TITLE = re.compile(
    r"回顾|成绩|成效|成就|基本情况|概况|主?要?做法|经验|感受|收获|体会|启示|特点|亮点"
)
_GAP_TITLE = re.compile(
    r"问题|差距|不足|短板|反思|困难|制约因素|瓶颈|薄弱|短处|弱项|看自[身己我]|比自[身己]|查摆|差在|[差缺少]什么|[差缺]哪|输在"
)
# A heading that names a shortfall only to mend it.
_MENDS = re.compile(
    r"(?:着力|加快|大力|切实|全力|努力|进一步)*(?:补|破解|解决|消除|正视|直面|克服|突破|缩小|化解|聚焦|坚持)"
)
_PLAN_TITLE = re.compile(
    r"建议|对策|下一?步|打算|安排|重点工作|任务|目标|考虑|举措|措施|工作思路|发展思路|思路和"
    r"|今后|未来|“十[五六七]五”(?!.*回顾)|规划纲要|设想|贯彻(?:落实)?意见|学.{0,4}先进|怎么[办做干走]|如何[办做干]|[干做]什么"
    r"|想法|赶超|(?:努力|整改|主攻|发展)方向|路径|出路|途径"
)
# Where the notes behind a report begin: they explain words and plan nothing.
_NOTES = re.compile(r"\n[^\n。]{0,14}(?:名词(?:解释|注释|说明)|注释|相关报道[:：]?)\n")
_SHORTFALL_TITLE = re.compile(
    r"(?:存在|面临)的?.{0,4}(?:问题|困难|不足)|(?:困难|问题)[和与](?:问题|不足|挑战)"
)
_LOWER_SHORTFALL = re.compile(
    rf"{_SHORTFALL_TITLE.pattern}|(?:差距|问题|不足|短板|困难|反思|短处|弱项)(?:[和与及]?原因)?(?:分析)?$"
)
_PROPOSAL_TITLE = re.compile(
    r"(?:对策|建议|下一?步.{0,4}(?:打算|安排|思路|措施|考虑|计划)|(?:工作|今后)打算)(?:措施|意见|建议)?$"
)
# What opens a stretch inside a section, at the beginning of a sentence. A vow lasts one sentence.
_OPENING = (
    r"\s{0,4}(?:(?P<own>(?:目前|当前)?[，,]?[我本][省市县区州镇局委乡][^。；;！？\n]{2,60}?"
    r"(?:不足|不够|不强|不高|不大|缺乏|短板|滞后|薄弱|偏[低小少弱慢]|落后|小而散|欠账"
    r"|[低小少弱差散](?=[，,。；;])))"
    r"|(?P<gap>(?:[从就][^。；;，,\n]{2,12}[看言][，,])?(?:主要)?(?:存在|面临)?的?(?:主要|突出)?(?:问题|不足|差距|困难|短板)(?:之处)?"
    r"(?:主要)?(?:是|有|在于|表现在|体现在|如下)*[：:]|再?回(?:过?头)?来?再?看[^。；;，,\n]{0,6}?(?:自[己身]|我们|[我本][省市县区])|相[比较]较?(?:之下|而言|起来|来看|来说)|相形之下|对比之下|相比较?[，,](?=我们|[我本][省市县区州镇])|反观|反思|究其原因|对照先进"
    r"|(?:与|同|和|对比|对照|比照)[^。；;，,]{2,24}(?:相比|比较|对照)?[，,](?:我|本)[省市县区州们镇])"
    r"|(?P<plan>(?:当前|眼下|目前)?(?:最要紧的是|最紧迫的是|当务之急)|(?:因此|为此|对此|综上|据此)?[，,]?(?:我们|特|现)?建议(?![书、，,和及提案是的件]|意见)"
    r"|(?:下一步|下步|今后|接下来|下一?阶段)(?:的?工作中?)?(?:[，,]|[要将应需]|我们|我[县市区省])"
    r"|(?:结合|针对|根据|为此|对此|由此|现|特)[^。；;\n]{0,14}?提出(?:如下|以下|几点|[一二三四五六七八]点)[^。，,]{0,6}?(?:建议|意见|对策|措施|想法))"
    r"|(?P<vow>(?:因此|为此|对此|会后|回[去来]后|考察归来)?[，,]?(?:我们|[我全][省市县区州旗]|我[局委镇乡办])"
    r"(?:必须|应当?|要|需要?|将)(?!求|是)|要(?![求素闻点害道塞件强紧么是看])))"
)
# A turn to what falls short, for one sentence.
_LITTLE = (
    r"(?:不[足够强高大快优突]|[低弱差](?=[，,、；;。])|薄弱|滞后|落后|缓慢|差距|短板|缺乏|欠缺|甚微"
    r"|偏[低小少弱慢])"
)
_TURNS = (
    re.compile(
        r"但(?:是[，,]?)?从?(?:总体|总的|整体)(?:上|来|而)?[看说言]?[，,]"
        rf"(?=[^。\n]{{0,60}}?{_LITTLE})"
    ),
    re.compile(rf"总的来?[看说][，,](?=[^。，,\n]{{0,24}}?{_LITTLE})"),
)
_BESIDE = re.compile(rf"相比(?:较|起来|而言|之下)?[，,](?=[^。\n]{{0,120}}?{_LITTLE})")
_BETTERS = re.compile(
    r"[与同和](?:其他|周边|省内|国内|这些)?(?:先进|发达|兄弟|一流|标杆|沿海|他们|人家|上述)"
    r"[^。；;，,\n]{0,16}$"
)
# What the writer of a paper says ought to be done, from inside his sentence.
_OUGHT = re.compile(
    r"(?:就(?:应该?当?|是要|要|必须|一定要)|一定要|应[该当])"
    rf"(?:{pattern('measure.adverb')})*(?:把|注意|{pattern('measure.verb')})"
)
_TOPIC = re.compile(r"(?:要(?!求)|学习|[^，,。]{2,12}作为)[^，,。]*$")
_BY_OTHERS = re.compile(
    r"他们|当地|对方|规定|要求|认为|提出|明确|指出|强调|依法|法律|常说|[^我全本][县市区](?=[^，,]{0,4}应)"
)
_DOINGS = re.compile(r"做法|情况|概况|成效|成绩|历程")
_LESSONS = re.compile(r"启示|体会|认识|感受|收获|思考")
OUGHT_REACH = 90
# The title of an item that states a shortfall.
_WANTING = re.compile(r"(?:[有亟尚]待|[仍还尚][需须]要?|[需须]要?进一步)[^，,。；;的]{2,8}$")
_LACKS = re.compile(
    rf"^(?:缺[乏少]|尚未|没有)|{_WANTING.pattern}"
    r"|(?:较[慢低差弱少小]|偏[慢低小少弱重]|不[足够强高优大实畅全齐快深多紧牢]"
    r"|不(?:到位|完善|健全|平衡|协调|合理|明显|规范)|滞后|薄弱|缺[乏少失位]|匮乏|短缺|落后|困难|[慢弱难])$"
)
_AT_START = re.compile(_OPENING)
_OPENS = re.compile(rf"[。；;！？\n”)）]{_OPENING}")
# What opens a stretch of shortfalls from inside its first sentence.
_AWARE = (
    r"[^。；;，,\n]{0,8}?(?:认识|看|意识)到"
    r"[^。\n]{0,60}?(?:困难|问题|不足|挑战|短板|差距|风险|偏|不够|不[优强高快]|攻坚期|下行|难)"
)
_FACES = (
    r"[省市县区州们][^。；;\n]{0,24}?(?:存在|面临)"
    r"[^。；;，,\n]{0,16}?(?:困难|问题|不足|挑战|短板|差距)"
)
# 全县 is the writer's own in a work report; in a study report it may be the county he visits.
_ADMITS = re.compile(f"清醒{_AWARE}|也{_AWARE}|还{_AWARE}|我{_FACES}")
_STILL = r"(?:还|仍然?|依然)(?:存在|面临|有)[^。；;，,\n]{0,16}?(?:困难|问题|不足|挑战|短板|差距)"
_ADMITS_AT_WORK = re.compile(f"{_ADMITS.pattern}|全{_FACES}")
_ADMITS_UNTITLED = re.compile(f"{_ADMITS_AT_WORK.pattern}|{_STILL}")
# Where the plan of a work report begins, though no heading says so.
_AIMS = re.compile(
    r"目标(?:是|为|如下|建议为)|工作安排(?:是|如下|[：:。\n])|[抓做]好以下[^。；;，,\n]{0,10}?工作"
    r"|重点[抓做]好[^。；;，,\n]{0,12}?(?:工作|方面|任务)"
)
_AHEAD = re.compile(
    r"(?!.*(?:去年|完成|确定|实现了|超额|下达))(?:.*(?:今年|明年|20\d\d年)|.*预期目标[是为如建])"
)
_SENTENCE = re.compile(r"[。；;！？\n][^。；;！？\n]*$")
# What stands before the first item of a list, where the words before announce it.
_LIST_FOLLOWS = re.compile(
    r"[：:]\s*$|(?:[如以]下|几点|[一二三四五六七八](?:点|个方面|件事))[^。]{0,8}[。：:]\s*$"
)
LIST_REACH = 24
LIST_MOST = 40
_STOP = re.compile(r"[。\n]")
# What the writer says after his shortfalls: the mood is over.
_RESOLVE = re.compile(
    r"(?<![^。；;！？\n])(?:我们(?:将|要|一定|会|必须|既要|应)|对(?:此|这些|于这些|上述)|这些(?:都?是|问题|困难|发展)"
    r"|为此|针对(?:这些|上述|以上))"
)
# Words of what was done and of what will be, to weigh a passage without telling headings.
_PAST = re.compile(
    rf"{pattern('zone.past')}|居[全国省市]|(?:突破|超|达到?|至|增长|完成|新增)\d"
    r"|\d(?:%|个|家|项|亿元|万元|万人|公里|万户|位)(?=[,，、。])|推进(?=[,，。])"
)
_FUTURE = re.compile(rf"[,，。；;\n](?:{pattern('zone.future_opening')})|{pattern('zone.future')}")
_PARAGRAPH = re.compile(r"[^\n]*\n?")
_FUTURE_LEAD = 2  # so many more words of the future than of the past make a plan


def read_zones(normal: Normal, sections: tuple[Section, ...]) -> Zones:
    """The moods of the text, from its headings and from the words that open a stretch."""
    text = normal.text
    is_work = is_work_report(text)
    is_weighed = is_work and not any(_opened(section, is_work=True) for section in sections)
    base = list(_weighed(text) if is_weighed else _base(text, sections, is_work=is_work))
    stretches = _overlay(
        base, _inside(text, sections, base, is_work=is_work, is_weighed=is_weighed)
    )
    notes = _NOTES.search(text, len(text) // 2)
    if notes:
        stretches = [s for s in stretches if s[0] < notes.start()] + [(notes.start(), Mood.TOLD)]
    starts: list[int] = []
    moods: list[Mood] = []
    for start, mood in stretches:
        if moods and moods[-1] is mood:
            continue
        starts.append(start)
        moods.append(mood)
    return Zones(tuple(starts), tuple(moods))


def is_work_report(text: str) -> bool:
    """Whether a government reports of its work, and not an officer of a journey or a question."""
    if _WORK_REPORT.search(text):
        return True
    return not (is_visit(text) or _PAPER.search(text, 0, PAPER_REACH))


def is_visit(text: str) -> bool:
    """Whether the text speaks of a journey to learn from others."""
    return _STUDY.search(text) is not None


def titled(title: str) -> Mood | None:
    """The mood that the words of a heading open, if they say so."""
    if _WANTING.search(title):
        return None
    if _PLAN_TITLE.search(title) and not _REVIEWS.search(title.partition("建议")[0]):
        return Mood.PLAN
    if _GAP_TITLE.search(title):
        return None if _MENDS.match(title) else Mood.GAP
    return Mood.TOLD if _TOLD_TITLE.search(title) else None


def _base(text: str, sections: tuple[Section, ...], *, is_work: bool) -> Iterator[tuple[int, Mood]]:
    """Where each heading's mood begins; a heading that says nothing keeps that above it."""
    usual = Mood.PLAN if _PLAN_PAPER.search(text, 0, PAPER_REACH) else Mood.TOLD
    yield 0, usual
    above: list[Mood] = [usual]
    told: list[bool] = [False]
    lacking = set() if is_work else _lacking(sections)
    for section in sections:
        level = min(section.level, len(above))
        mood = _opened(section, is_work=is_work, is_under_told=any(told[:level]))
        if mood is None and section.start in lacking and not any(told[:level]):
            mood = Mood.GAP
        told[level:] = [mood is not None]
        if mood is None and section.level == 1 and not section.is_item:
            mood = _following(above[min(1, len(above) - 1)], usual, is_work=is_work)
        above[level:] = [mood or above[level - 1]]
        yield section.start, above[-1]


def _lacking(sections: tuple[Section, ...]) -> set[int]:
    """Where the items begin of a list of shortfalls above which no heading says so.

    Most of its titles state a shortfall, or its only one where the remedy follows.
    """
    found: set[int] = set()
    for level in (1, 2):
        upper = [section for section in sections if section.level <= level]
        for _, run in groupby(upper, key=lambda s: (s.level, s.mark[0] == "(", titled(s.title))):
            items = list(run)
            short = [item for item in items if _LACKS.search(item.title)]
            if len(short) * 2 > len(items) and (len(short) > 1 or _remedied(sections, items[-1])):
                found.update(item.start for item in items if item.start >= short[0].start)
    return found


def _remedied(sections: tuple[Section, ...], item: Section) -> bool:
    """Whether the part right behind an item is one of remedies."""
    after = next((s for s in sections if s.start >= item.end), None)
    return after is not None and titled(after.title) is Mood.PLAN


def _opened(section: Section, *, is_work: bool, is_under_told: bool = False) -> Mood | None:
    """The mood that a heading opens.

    A lower one of a work report, or below a heading that tells its mood, must say so plainly:
    below 存在的差距 the heading 招商措施不多 opens no plan.
    """
    if section.is_item:
        return titled(section.mark)
    if is_under_told or (is_work and section.level > 1):
        if _PROPOSAL_TITLE.search(section.title):
            return Mood.PLAN
        shortfall = _SHORTFALL_TITLE if is_work else _LOWER_SHORTFALL
        is_gap = shortfall.search(section.title) and not _MENDS.match(section.title)
        return Mood.GAP if is_gap else None
    return titled(section.title)


def _following(before: Mood, usual: Mood, *, is_work: bool) -> Mood:
    """The mood of a part that does not tell it, from the part before it.

    A work report tells first and plans then, a study report goes from shortfall to remedy.
    """
    if before is Mood.GAP:
        return Mood.PLAN
    return before if is_work else usual


def _weighed(text: str) -> Iterator[tuple[int, Mood]]:
    """The moods of a text without telling headings, by the words of time that prevail.

    A paragraph that leans to neither side goes on in the mood before it.
    """
    mood = Mood.PLAN if _lean(text, 0, len(text)) > _FUTURE_LEAD else Mood.TOLD
    for match in _PARAGRAPH.finditer(text):
        lean = _lean(text, *match.span())
        if lean > _FUTURE_LEAD:
            mood = Mood.PLAN
        elif lean < -_FUTURE_LEAD:
            mood = Mood.TOLD
        yield match.start(), mood


def _lean(text: str, start: int, end: int) -> int:
    """By how many words a passage speaks more of the future than of the past."""
    past = sum(1 for _ in _PAST.finditer(text, start, end))
    return sum(1 for _ in _FUTURE.finditer(text, start, end)) - past


def _inside(
    text: str,
    sections: tuple[Section, ...],
    base: list[tuple[int, Mood]],
    *,
    is_work: bool,
    is_weighed: bool,
) -> Iterator[tuple[int, int, Mood]]:
    """Stretches opened inside a section: start, end, mood; later ones cut earlier ones."""
    ends = _Ends(sections, len(text))
    on_visit = not is_work and is_visit(text)
    starts = [start for start, _ in base]
    until = advised = 0
    opened = _openings(text, is_work=is_work, is_weighed=is_weighed)
    for start, kind in sorted([*opened, *(() if is_work else _advice(text, sections))]):
        mood = Mood.GAP if kind in ("gap", "own", "turn") else Mood.PLAN
        under = base[bisect_right(starts, start) - 1][1]
        if mood is Mood.GAP and start < until:
            continue
        if under is mood or (is_work and kind == "vow"):
            continue
        if is_work and under is Mood.PLAN and not is_weighed:
            continue
        end = ends.at(start, text)
        if (kind == "own" and is_work) or (
            on_visit and kind == "vow" and text[start] == "要" and start != advised
        ):
            continue
        if kind == "gap":
            until = end = _resolved(text, start + 1, end, is_work=is_work)
        elif kind in ("vow", "own", "turn", "ought"):
            stop = _STOP.search(text, start, min(end, start + VOW_LIMIT))
            end = stop.end() if stop else min(end, start + VOW_LIMIT)
            advised = end if kind in ("vow", "ought") else advised
        else:
            until = 0
        yield start, end, mood


class _Ends:
    """Where the innermost section that holds an offset ends."""

    def __init__(self, sections: tuple[Section, ...], length: int) -> None:
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._parents: list[int] = []
        self._first = next((s.start for s in sections if not s.is_item), length)
        above: list[int] = []
        for i, section in enumerate(sections):
            del above[section.level - 1 :]
            self._parents.append(above[-1] if above else -1)
            above.append(i)

    def at(self, offset: int, text: str) -> int:
        """The end of the section that holds ``offset``, or of the list that is announced there."""
        i = bisect_right(self._starts, offset) - 1
        j = i + 1
        while i >= 0 and self._sections[i].end <= offset:
            i = self._parents[i]
        end = self._sections[i].end if i >= 0 else self._first
        if j < len(self._sections) and self._starts[j] == end and self._sections[j].is_first:
            announced = _LIST_FOLLOWS.search(text, max(offset, end - LIST_REACH), end)
            return self._end_of_list(j) if announced else end
        return end

    def _end_of_list(self, first: int) -> int:
        """Where the list ends whose first item is a section: at what stands above it, or anew."""
        level, mark = self._sections[first].level, self._sections[first].mark
        end = self._sections[first].end
        for section in self._sections[first + 1 : first + LIST_MOST]:
            if section.level < level or section.start > end or section.mark == mark:
                break
            end = max(end, section.end)
        return end


def _openings(text: str, *, is_work: bool, is_weighed: bool) -> Iterator[tuple[int, str]]:
    """Where something opens a stretch, and whether it is a gap, a plan or a vow."""
    first = _AT_START.match(text)
    for match in chain([first] if first else [], _OPENS.finditer(text)):
        kind = match.lastgroup or "gap"
        yield match.start(kind), kind
    for start in _turns(text):
        yield start, "turn"
    for match in _AIMS.finditer(text) if is_weighed else ():
        begin = _beginning(text, match.start())
        if begin is not None and _AHEAD.match(text, begin, match.end()):
            yield begin, "plan"
    admits = _ADMITS_UNTITLED if is_weighed else _ADMITS_AT_WORK if is_work else _ADMITS
    for match in admits.finditer(text):
        begin = _beginning(text, match.start())
        if begin is not None:
            yield begin, "gap"


def _advice(text: str, sections: tuple[Section, ...]) -> Iterator[tuple[int, str]]:
    """Where a sentence of a paper says what ought to be done, but not what others do."""
    doings = [
        (s.start, s.end)
        for s in sections
        if _DOINGS.search(s.title) and not _LESSONS.search(s.title)
    ]
    for match in _OUGHT.finditer(text):
        at = match.start()
        begin = _STOP.split(text[max(0, at - OUGHT_REACH) : at])[-1]
        if _BY_OTHERS.search(begin) or any(a <= at < b for a, b in doings):
            continue
        before, comma, clause = begin.replace(",", "，").rpartition("，")
        topic = _TOPIC.search(before.rpartition("，")[2]) if comma else None
        taken = topic.group() + comma if topic and not match.group().startswith("就应") else ""
        yield at - len(clause) - len(taken), "ought"


def _turns(text: str) -> Iterator[int]:
    """Where the writer turns to what falls short, by summing up or beside his betters."""
    for turn in _TURNS:
        yield from (match.start() for match in turn.finditer(text))
    for match in _BESIDE.finditer(text):
        betters = _BETTERS.search(text, max(0, match.start() - ADMIT_REACH), match.start())
        if betters:
            yield betters.start()


def _beginning(text: str, offset: int) -> int | None:
    """Where the sentence begins that holds ``offset``, if that is near."""
    left = max(0, offset - ADMIT_REACH)
    before = _SENTENCE.search(text, left, offset)
    if before:
        return before.start() + 1
    return 0 if left == 0 else None


def _resolved(text: str, after: int, end: int, *, is_work: bool) -> int:
    """Where a shortfall told inside a section is over."""
    found = _RESOLVE.search(text, after, end)
    if found:
        end = found.start()
    if is_work:
        line = text.find("\n", after, end)
        end = line if line >= 0 else end
    return end


def _overlay(
    base: list[tuple[int, Mood]], inside: Iterator[tuple[int, int, Mood]]
) -> list[tuple[int, Mood]]:
    """The base moods with the stretches opened inside laid over them."""
    starts = [start for start, _ in base]
    marks = dict(base)
    close: dict[int, Mood] = {}
    stretches = list(inside)
    for i, (start, end, mood) in enumerate(stretches):
        if i + 1 < len(stretches):
            end = min(end, stretches[i + 1][0])
        for covered in starts[bisect_right(starts, start) : bisect_right(starts, end - 1)]:
            marks.pop(covered, None)
        marks[start] = mood
        close[end] = base[bisect_right(starts, end) - 1][1]
    return sorted({**close, **marks}.items())
