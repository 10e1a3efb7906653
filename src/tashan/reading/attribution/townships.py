"""Towns, townships and villages, which no table holds: told by their ending and what is around it.

港口镇 counts at the head of a clause or behind its county, and there only with a predicate behind
it or where the text names it again; 特色镇 and 空壳村 are kinds of towns and never names.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

_ENDING = re.compile(
    "(?:镇(?![村域区街级长静压守痛江海住])|乡(?![镇村亲土愁音贤风情])|街道(?![办上])"
    "|村(?![庄民级镇委容集史办里干口务卫小校两支医]))(?<=[一-龥]{3})"
)
_NO_NAME = re.compile(
    "[的了个至百千]|^[全各本两该每多些最驻在和与是有为对把将向从到等我]|^新增|[县区大小强弱名城集古老新好][镇乡村]|城[中边]村"
    "|[乡镇村农][镇乡村]|[家故老同返回下侨水之异]乡|[小大渔]山?村|建制|中心|重点|特色|示范|文明|卫生|历史|文化|旅游|工业|商贸"
    "|经济|专业|行政|自然|空壳|薄弱|传统|美丽|贫困|脱贫|试点|移民|民族|先进|明星|富裕|产业|生态|宜居|偏远|边远|附近"
    "|周边|所有|部分|新型|推进|实施|支持|主要|社区|农业|试验"
    "|改造|新建|建设|建成|创建|打造|整治|发展|壮大|增加|实现|带动|完成|惠及|覆盖|选派|培育|评选"
)
_HEADS = frozenset("\n 。,;:!?、(“")
_RANKED = re.compile("(?:第[一二三四五六七八九十]|最[后前高低末大强])的$")
_PREDICATE = re.compile(
    r"(?:(?:\d{4}|[去今前])年)?(?:,?实现|已?有\d|辖|总[面人投]|仅|只有|财政|面积|人口|地处|位于|区位|达|建成"
    r"|完成|投资|年产|规模|形成|发展|集体|种植|流转|新建|引进|接待|共有|现有|拥有|收入|推行|探索"
    r"|[一-龥]{1,8}?(?:超过|达到?|仅|为|有|突破|增长)?近?\d)"
)
_LONGEST = 3  # characters before the ending


def towns(text: str, ends: Container[int]) -> Iterator[tuple[int, int]]:
    """Where towns are named; ``ends`` are the offsets at which other places end."""
    for ending in _ENDING.finditer(text):
        for length in (2, _LONGEST):
            start = ending.start() - length
            if _is_named(text, start, ending, ends):
                yield start, ending.end()
                break


def _is_named(text: str, start: int, ending: re.Match[str], ends: Container[int]) -> bool:
    if start < 0 or not _can_be_a_name(text[start : ending.end()]):
        return False
    if start in ends or (text[start - 1] == "的" and start - 1 in ends):
        return True
    if not (start == 0 or text[start - 1] in _HEADS or _RANKED.search(text, start - 4, start)):
        return False
    return _PREDICATE.match(text, ending.end()) is not None or _again(text, start, ending.end())


def _can_be_a_name(word: str) -> bool:
    return all("一" <= char <= "龥" for char in word) and _NO_NAME.search(word) is None


def _again(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    return name in text[end:] or text.find(name) < start
