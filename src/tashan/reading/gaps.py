"""Gaps: where a report says that its own place falls short, one finding a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tashan.reading.findings import Finding, Kind
from tashan.reading.normalise import Normal
from tashan.reading.sections import Section
from tashan.reading.sentences import clauses, segments
from tashan.reading.zones import Mood, Zones

ALONE = 16  # a clause from this length on is a statement of its own
ENOUGH = 24  # shorter ones are gathered up to this length

_SHORT = re.compile(
    r"不(?:足|够|强|高|优|多|深|实|新|特|宽|准|力|畅|全|佳|快|大|好|紧|牢|稳|善|敢|愿|会|平衡|充分|均衡|完善|健全|到位|突出|适应|紧密"
    r"|协调|合理|规范|成熟|及预期|明显|思进取|解放|过硬|容忽视|同程度|能(?:完全|满足|适应)|透|上|深不透)"
    r"|不了|缺(?:乏|少|失|位|口)|欠(?:缺|账|佳)|短板|弱项|弱|滞后|落后|缓慢|偏(?:慢|低|小|少|重|高|差|弱)|过(?:死|细|少|多|慢)|差距"
    r"|相差|困难|艰巨|繁重|较(?:重|差|小|少|低|慢)|严(?:峻|重)|矛盾|压力|隐患|堵点|卡点|痛点|难点|瓶颈|制约|障碍|有待|亟待|亟需|尚(?:未|需|待)|仍[须需]"
    r"|还[需须要]|还(?:不|没|未|有)|存在|形式主义|官僚主义|任重道远|难度|攻坚期|爬坡|没有|没|未[能得有]|无(?!形|限|愧)|忽视|懈怠|慢|怕|保守"
    r"|因循守旧|墨守成规|得过且过|被动|疑虑|争论|推诿|畏难|回避|就事论事|以偏概全|坐井观天|相形见|远不如|比不上|不如|靠后|拥堵|通报批评|误区"
    r"|少一些|老旧|老化|陈旧|单一|低端|传统.{0,6}为主|惯性思维|思想消极|难以|难(?!得|忘)|[经总]济?[总实]?量?力?小|质量不|效益不|刚刚起步|起步虽|守成|等靠要|仅(?:有|占|为|以)|只有"
    r"|(?:环节|手续|程序|周期|时间|成本|负担)[多长高重]|多推动|落实少|突破少|[少小弱差低]$|风险(?!防)|挑战|后腿|安于|满足于"
)
# Clauses that only lead up to the shortfalls.
_LEAD = re.compile(
    r".*(?:认识|看|意识)到(?:[^，,：:]{0,12})$|主要(?:是|有|表现在|体现在)?(?:以下)?.{0,6}$|等等$|.{0,4}(?:总结|看到|肯定)成绩.*"
    r"|.*(?:主要表现在|主要有以下).*|究其原因$|相比之下$|.*(?:困难|问题|不足|挑战|短板|差距|风险)(?:和.{2,4})?(?:仍然|依然)?(?:不少|很多|较多|并存)?$(?<=[：:])"
)
# Words that begin a statement about something else.
_TOPIC = re.compile(
    r"(?:但|而|且|更|还|也)?(?:在.{2,24}(?:方面|上|中|时|领域|过程)|一些|个别|部分|有的|有些|各级|各部门|干部|企业|同时|更是|特别是|尤其是|“)"
)


def read_gaps(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every shortfall that a stretch of shortfalls states, in the order of the text."""
    text = normal.text
    findings: list[Finding] = []
    heads = {s.start for s in sections}
    for start, end, mood in zones.stretches(len(text)):
        if mood is not Mood.GAP:
            continue
        for a, b in segments(text, start, end):
            if a in heads or a + 1 in heads or b - a < 6:
                continue
            findings += [_finding(normal, *row) for row in _rows(text, a, b)]
    return findings


def _finding(normal: Normal, start: int, end: int) -> Finding:
    first, last = normal.span(start, end)
    return Finding(
        Kind.GAP, first, last, normal.original[first:last], confidence=0.7, rules=["gap.short"]
    )


def _rows(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    """The statements of a sentence: runs of clauses that tell a shortfall."""
    run: list[tuple[int, int]] = []
    for x, y in clauses(text, a, b):
        introduces = text[y : y + 1] in ("：", ":") or _LEAD.match(text, x, y)
        if introduces or not _SHORT.search(text, x, y):
            continue
        if run and _parts(text, run, x, y):
            yield run[0][0], run[-1][1]
            run = []
        run.append((x, y))
    if run:
        yield run[0][0], run[-1][1]


def _parts(text: str, run: list[tuple[int, int]], x: int, y: int) -> bool:
    """Whether the next clause is a statement of its own after those gathered."""
    length = run[-1][1] - run[0][0]
    return length >= ENOUGH and _TOPIC.match(text, x, y) is not None
