"""Verbs of change before a number: 增长8% tells a growth, 提高到8% what was reached."""

from __future__ import annotations

import re
from typing import NamedTuple

from tashan.reading.numbers.wording import any_of

_VERBS = any_of("""
    增长 增加 提高 提升 上升 下降 降低 减少 回落 增速 增幅 涨幅 降幅 增 降 升 涨 减 压减 压缩
    精简 缩短 缩减 新增 扩大 收窄 翻 改善 提速 递增 快于 高于 低于 拉动 下浮 上浮 上涨 回升 攀升
    净增 激增 猛增 剧增 缩小 优于 跃升 增至 降至 升至
""")
_SIGN = re.compile("[增激猛剧提上下降减回涨升压精缩扩收翻改递快高低拉净优跃新]")
_VERB = re.compile(
    rf"(?P<verb>{_VERBS})(?P<reach>(?:了|约|近|超过?|逾|不低于|有望|达到?|[为到至在])*)$"
)
_MANNER = re.compile(
    "(?:"
    + any_of("""
    年均 同比 环比 平均 实际 名义 累计 又 再 分别 均 约 近 超 超过 逾 各 将 力争 也 还 仅 只 首次
    双双 大幅 持续 稳步
    """)
    + "|(?:较|比(?![例重率值]))[^,。;、]{2,9})+$"
)
_NEAR = 14  # neither verb nor manner is longer
_REACHED = ("到", "至", "为", "在")


class Change(NamedTuple):
    """What changed, and how; ``reached`` where the number is what it came to."""

    subject: str
    verb: str
    reached: bool


def change(words: str) -> Change | None:
    """The verb of change at the end of ``words``, taken off with the manner before it."""
    if _SIGN.search(words, len(words) - 8) is None:
        return None
    found = _VERB.search(words, len(words) - _NEAR)  # before the first sign is at it
    if found is None:
        return None
    verb, reach = found.group("verb", "reach")
    at = found.start()
    manner = _MANNER.search(words, at - _NEAR, at)
    subject = words[: manner.start() if manner else at]
    if subject.endswith("不"):  # 不低于 says how a number is reached
        return None
    return Change(subject, verb, reach.endswith(_REACHED) or verb.endswith("至"))
