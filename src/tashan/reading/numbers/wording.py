"""The words around a number that are not its name: when, where, and how it is reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter


def any_of(words: str) -> str:
    """An alternation of words, the longer before the shorter, for a pattern.

    Words with the same first sign share a branch, so that the matcher tries far fewer of them.
    """
    every = sorted(set(words.split()))
    return "|".join(_branch(first, list(group)) for first, group in groupby(every, itemgetter(0)))


def _branch(first: str, group: list[str]) -> str:
    rests = sorted((word[1:] for word in group), key=len, reverse=True)
    return first if rests == [""] else f"{first}(?:{'|'.join(rests)})"


_OPENING_WORDS = """
    共计 总计 合计 其中 其余 同时 此外 另外 平均 先后 现有 现 共 累计 的 , 也 还 已 仅 又 就 使
    让 把
    将 且 而
    均 如 比如
    预计 力争 争取 确保 推动 促进 实现 完成 达到 为 有 最终 促成 成功 顺利 我们 今后 全力 努力
    进一步 即 了
    通过 使得 用于 : 是 由 到 至 与 和 及 及其 以及 以 其 之 从 对 等 约 近 超 只 仍 都 再 更
"""
_OPENING = any_of(_OPENING_WORDS)
_NUMERAL = "一二三四五六七八九十两0-9"
_OPENER = (
    rf"(?:(?:到|至|自|从|截至)?(?:(?:19|20)[0-9xX]{{2}}(?:[-—~至](?:19|20)?[0-9xX]{{2}})?"
    rf"|[=*]{{2,4}})年"
    rf"(?:\d{{1,2}}月)?(?:(?:前|上|下|[{_NUMERAL}])(?:半年|季度))?(?:底|末|初|以来|至今|起|前)?"
    r"|(?:今|去|前|明|上|当|全|近|本|每)年(?:以来|底|初|末|内|度)?"
    r"|\d{1,2}[-—]\d{1,2}月份?|前?\d{1,2}个?月份?|[前一二三四]{1,2}个?季度|上半年|下半年|目前"
    r"|至今|截至目前|当前|近期|日前"
    rf"|(?:近|过去|这|未来|前|后|第)?[{_NUMERAL}]+(?:多|余)?年(?:来|间|以来|内|时间)?"
    rf"|多年来|连续[{_NUMERAL}]+(?:年|个月|个?季度)|“十[一二三四五六]五”(?:期间|时期|以来|末|规划)?"
    rf"|基本(?![建农养医公])|并(?![网购联轨])|在(?![建岗园校册线职营产])|截至[^,]{{1,8}}"
    rf"|{_OPENING})+"
)
_PERIOD = re.compile(rf"{_OPENER}(?:[、和及]{_OPENER})*")
# What a period, a place of the writer's own or an opening word can begin with.
_OPENS = frozenset(
    "0123456789到至自从截今去前明上下当全近本每目日过这未后第多连“我xX*=并在基甲乙丙丁某"
)
_OPENS |= set(_NUMERAL) | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_OPENS |= {word[0] for word in _OPENING_WORDS.split()}
_OWN = re.compile(
    r"(?:全[省市县区州国旗盟]|[我本][省市县区州国]|[xX*]{2}[省市县区镇]"
    r"|[A-Z甲乙丙丁某][省市县区州镇乡])(?!级|外|内|域|直|份)的?"
)
_REACH_WORDS = """
    每人每月 每月 每年 每人 户均 为 是 有 至 到 了 达 在 等 的 于 以 约 近 超 逾 过 共 已 就 也
    仅 只 均 分别 平均 从 由 达到
    超过 接近 至少
    累计 总计 合计 共计 总共 突破 低于 高于 不低于 不高于 不少于 不足 不少 力争 确保 争取 预计 将
    要 还 都 又 再 不
    控制 保持 稳定
    将近 逼近 大约 大概 维持 年均 超出 多达 高达 已有 拥有 共有 不低 不高 不超 不到 仍 各 仅为
    成功 全部 有望 左右
"""
_REACHES = any_of(_REACH_WORDS)
_REACHED = re.compile(f"(?:{_REACHES})+$")
_REACH_ENDS = frozenset(word[-1] for word in _REACH_WORDS.split())
_PERIOD_ENDS = frozenset("年底末前在")
_NOT_NAMES = "0123456789(=*"
_LATE_ENDS = _REACH_ENDS | _PERIOD_ENDS | frozenset(_NOT_NAMES)
_FAR = 14  # what says how a number is reached is no longer
_LATE_PERIOD = re.compile(r"(?:到|至)?(?:20\d\d年(?:底|末)?|[今去明]年|目前|现在)$")


def trimmed(text: str, start: int, end: int, *, named: Mapping[int, int]) -> str:
    """``text[start:end]`` without the periods, places and verbs that open it.

    ``named`` tells where a place name that begins at an offset ends.
    """
    while start < end:
        after = named.get(start, start)
        if after > start and text[after] in "、和与及级":
            break
        if text[start] in _OPENS:
            opening = _PERIOD.match(text, start, end) or _OWN.match(text, start, end)
            after = opening.end() if opening else after
        if after == start or after > end:
            break
        start = after
    return text[start:end]


def is_period(words: str) -> bool:
    """Whether the words name nothing but a period."""
    return _PERIOD.fullmatch(words) is not None


def unreached(words: str) -> str:
    """``words`` without what says how a number is reached: 入驻率达到 → 入驻率."""
    while words[-1:] in _LATE_ENDS:
        shorter = _shorter(words.rstrip(_NOT_NAMES))
        if shorter == words:
            break
        words = shorter
    return words


def _shorter(words: str) -> str:
    if words[-1:] in _REACH_ENDS:
        reached = _REACHED.search(words, len(words) - _FAR)
        words = words[: reached.start()] if reached else words
    if words[-1:] in _PERIOD_ENDS:
        late = _LATE_PERIOD.search(words, len(words) - _FAR)
        words = words[: late.start()] if late else words
    return words
