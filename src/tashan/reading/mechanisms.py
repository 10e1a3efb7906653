"""Mechanisms: named schemes, systems, platforms, policy tools and ways of working."""

from __future__ import annotations

import re

from tashan.reading.findings import Finding, Kind
from tashan.reading.normalise import Normal
from tashan.reading.sections import Section
from tashan.reading.zones import Zones

NAME_LIMIT = 24
LEFT_REACH = 44

# Ways of working that carry their name without a word for "scheme".
_KNOWN = (
    "并联审批|容缺(?:受理|审批|办理)|公平竞争审查|告知承诺制?|首[接问](?:负责|闭环)制?(?:、首[接问](?:负责|闭环)制?)*|首席服务员"
    "|[链河林湖田街路片]长制|专人督办|一[窗网门](?:通办|统管|受理)|跨[省域]通办|一站式(?:服务|办理|审批)|全程(?:代办|帮办)|帮办代办|当[天日场]办结"
    "|限时办结|[拿交]地即开工|亩均论英雄|揭榜挂帅|免申即享|即申即享|[一][企项链县园]一[策档专]|负面清单|以旧换新|双随机、一公开"
    "|多[规评测验]合一|证照分离|零基预算|以工代赈|服务链条|最多跑一次|一次办好|高效办成一件事|放管服|工作专班|联席会议"
)
_HEADS = (
    "机制|制度|体制|办法|模式|工作法|工作制|专项行动|行动(?:计划|方案)?|计划|工程|基金|专项资金|应急资金|资金池|试点(?:城市|示范区|县|区)?"
    "|实施方案|政策措施|政策|清单|白名单|储备库|项目库|项目中心|平台|经验|服务|产品|考核|总体目标|发展战略|内设机构"
)
# What follows a head that is only part of another word.
_PART = (
    r"(?!新|性|型|化|创新|改革|转换|障碍|优势|机遇|红利|环境|支持|支撑|保障|思维|转变|体系|机制|措施"
    r"|研究|宣传|落实|要求|层面|法)"
)
_HIT = re.compile(rf"(?P<known>“?(?:{_KNOWN})”?)|(?P<head>{_HEADS}){_PART}|(?P<close>”)")
_HEAD_AFTER = re.compile(rf"的?[^，,。；;：:、“和与等]{{0,8}}?(?:{_HEADS})")
_STOP = re.compile(r"[，,。；;：:！？!?\n]")
# The word before a name: what is done with the mechanism.
_INTRO = re.compile(
    r"(?:实施(?!方案)|推行|建立|试行(?!办法)|设立|形成|创新|探索|构建|打造|采取|实行|制定|制订|成立|组建|印发|编制好?|推出|启动|开展|健全|完善|落实|发挥好?"
    r"|深化|建成|建好|用好|建设好|搭建|优化提升|强化|充实|推动|支持|运用|执行|优化|推广|推进|出台|创设|创建|争取|纳入|实践|运行|引入|设置|升级迭代|迭代升级"
    r"|提出|按照|通过|利用|依托|围绕|列入|获批|入选|作为|坚持|开发|办好|抓好|加强|加快|拓展|组织)(?:了|并|和|好|的|出)?"
)
_LINK = re.compile(
    r"^(?:以?及|和|与|、|或|的|了|其|对|在|将|把|向(?!.{2,8}派驻)|并|等|到|为|是|以|用好?|好|全面|深入|纵深|大力|持续|关于|全县|全市|全省|全区|一批|一系列|一个|各项|相关|有关|这些|多种|重点领域|国家)+"
)
_GENERIC = re.compile(
    r"^(?:新|各项|相关|有关|长效|重大|重点|一批|系列|这些|多种|体制|工作|管理|发展|建设|服务|运行|改革|创新|政策|国家|省级|市级|优惠|支持|专项|示范"
    r"|激励|保障|协调|长效|常态化|体系|配套|产业|财政|货币|宏观|惠企|普惠|扶持|年度|规划|项目|重点|重大|开放|的|等|和|与)*$"
)
_PROGRAMME = re.compile(
    r"(?:”|提升|培育|倍增|惠民|攻坚|振兴|培养|专项|示范|育人|促进|创新|富民|暖心|安居|提质|增效|赋能|强基|引领|强县|强链|人才|素质|梯度|领航|整治|普惠|扩能)$"
)
_PLATFORM = re.compile(
    r"(?:”|服务|监管|交易|信息|政务|共享|融资|智能|数字|云|综合|一体化|管理|对接)$"
)
_MARKED = re.compile(r"”的?[^，。；]{0,6}$")
_QUOTED = re.compile(
    r"“[^“”]{2,14}(?:工作法|工作制|制|行动|计划|工程|之家|贷|码|卡|一张网|一件事|合一|一体化|链长制|模式|经验|机制|体制|办法|联动|通办|清单|直通车)”$"
)
# Words of a sentence that never stand in a name.
_TALK = re.compile(
    r"我们|他们|始终|存在|导致|一些|有些|但|而且|进一步|以及|近几年|不断|各种|什么|如何|没有|这|那|；|积极|享受|并参与|是|了|《[^》]*$|“[^”]*$"
)
# Heads that count only after a word that makes them a scheme of the office, not a thing built.
_NEEDS = {
    "工程": _PROGRAMME,
    "平台": _PLATFORM,
    "经验": _MARKED,
    "服务": re.compile(r"”$"),
    "产品": _MARKED,
    "考核": _MARKED,
    "总体目标": _MARKED,
    "内设机构": _MARKED,
    "体制": _MARKED,
    "政策": re.compile(r"(?:”|差别化|差异化)$"),
    "办法": re.compile(r"(?:”|管理|试行|实施|考核|激励|评价|担保|奖励)$"),
    "发展战略": re.compile(r"(?:集群|.{4})$"),
    "基金": re.compile(
        r"(?:引导|产业|投资|创投|互助|孵化|应急|发展|担保|母|科创|并购|补偿|专项|帮扶)$"
    ),
    "计划": re.compile(
        r"(?:”|行动|倍增|培育|提升|引才|人才|攻坚|三年|五年|振兴|支持|领航|拓展|培养|专项|创新)$"
    ),
    "行动": re.compile(
        r"(?:”|专项|提升|培育|攻坚|改革|整治|促进|倍增|扩容|提质|创建|建设|赋能|保护|改造|升级|帮扶|惠民"
        r"|共富|推广|三年|关爱|强基|焕新|治理|领航|培养)$"
    ),
}
_NAMED_BY_HEAD = frozenset({"储备库", "项目库", "项目中心", "工作法", "工作制"})


def read_mechanisms(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every mechanism at its first mention, in the order of the text."""
    text = normal.text
    findings: list[Finding] = []
    seen: set[str] = set()
    edge = 0
    for match in _HIT.finditer(text):
        start = _start(text, edge, match)
        if start is None:
            continue
        end = match.end()
        name = text[start:end]
        edge = end
        if name in seen:
            continue
        seen.add(name)
        findings.append(_finding(normal, start, end, name))
    return findings


def _finding(normal: Normal, start: int, end: int, name: str) -> Finding:
    first, last = normal.span(start, end)
    return Finding(
        Kind.MECHANISM,
        first,
        last,
        normal.original[first:last],
        name=name,
        confidence=0.7,
        rules=["mechanism.head"],
    )


def _start(text: str, edge: int, match: re.Match[str]) -> int | None:
    """Where the name begins whose last word was hit, or None where no name stands there."""
    kind = match.lastgroup
    if kind == "known":
        return match.start()
    if kind == "close":
        if _HEAD_AFTER.match(text, match.end()):
            return None
        found = _QUOTED.search(text, max(edge, match.end() - 24), match.end())
        return found.start() if found else None
    return _before_head(text, edge, match)


def _before_head(text: str, edge: int, match: re.Match[str]) -> int | None:
    head, at = match.group(), match.start()
    left = max(edge, at - LEFT_REACH)
    for stop in _STOP.finditer(text, left, at):
        left = stop.end()
    need = _NEEDS.get(head)
    if text[at - 1] == "的" or (need and not need.search(text, max(left, at - 16), at)):
        return None
    start, introduced = _after_intro(text, left, at)
    if at - start > NAME_LIMIT or (not introduced and "、" in text[start:at]):
        start = _from_quote(text, left, at)
    name = text[start:at]
    if len(name) < 2 or len(name) > NAME_LIMIT or _TALK.search(name):
        return None
    if _GENERIC.match(name) and head not in _NAMED_BY_HEAD:
        return None
    return start


def _after_intro(text: str, left: int, at: int) -> tuple[int, bool]:
    """Where the words after the last verb before a head begin; whether a verb stands there."""
    start = left
    introduced = False
    for intro in _INTRO.finditer(text, left, at):
        if at - intro.end() >= 2 and _balanced(text, intro.end(), at):
            start, introduced = intro.end(), True
    de = text.rfind("的", start, at - 2)
    if de >= 0 and _balanced(text, de, at) and text[de - 1] != "”":
        start = de + 1
    link = _LINK.match(text[start:at])
    return (start + link.end() if link and link.end() < at - start else start), introduced


def _from_quote(text: str, left: int, at: int) -> int:
    """Where the last quoted words before a head begin, with the short word before them."""
    quote = text.rfind("“", left, at)
    if quote < 0:
        return at
    start = max(text.rfind("、", left, quote) + 1, left)
    if quote > left and text[quote - 1] == "、":
        return quote
    return start if quote - start <= 6 else quote


def _balanced(text: str, start: int, end: int) -> bool:
    return text.count("“", start, end) == text.count("”", start, end)
