"""Numbers that only look like measures: names, thresholds, slogans, periods and ordinals."""

from __future__ import annotations

import re
from string import ascii_letters

from tashan.reading.numbers.amounts import Form, Quantity
from tashan.reading.numbers.units import COUNT_UNITS, MONEY_UNITS, RATE_UNITS, TIME_UNITS
from tashan.reading.numbers.wording import any_of

# What makes a label of the number before it: 5万吨级码头, 两位数, 80周年, 第26届, 50米内换乘.
_AFTER = re.compile(
    r"级|(?<=个)方面|年来|以?内(?=[一-鿿])|型(?!号)|周年|位数|届|版|制(?![造度定])|[A-Za-z_×+]"
    r"|[”\"」』](?![,。;、])"
)
_AFTER_BEGINS = frozenset('级方年以内型周位届版制”"」』_×+' + ascii_letters)
_OPEN = re.compile(r"[“《「『\"][^“”《》「」』\"\n,。;]{0,12}$")
_CLOSE = re.compile(r"[^“《「『\n。]{0,14}[”》」』\"]")
# 前8个月, 前50名, 第3次, 每10万人, 连续6年 number or name something.
_ORDINAL = re.compile("(?:第|(?<![提之以目])前|每|连续|接连)$")
_ORDINAL_ENDS = frozenset("第前每续连")
_CUT_OFF = re.compile(r"前[0-9]{1,3}名[或至到、]$")
# What follows a threshold: a noun, not what came of the sum.
_COUNTED = re.compile(
    "(?=的?[一-鿿])(?!的?(?:" + any_of("带动 占 比 同比 增长 其中 左右 以 并 且 和 或 及") + "))"
)
_GROUPS = any_of("企业 项目 产业 集群 园区 工程")
_GROUP = re.compile(
    "(?:"
    + any_of("""
    企业 项目 产业 集群 园区 工程 单位 商户 品种 品牌 产品 县 镇 乡 村 市 区 城市 街区 楼宇 大户
    经营主体
    """)
    + rf"|[^,。;、\n]{{1,8}}(?:{_GROUPS})[0-9])|的[^,。;、\n]{{1,8}}[0-9]"
)
_LEVEL = re.compile("(?:超过?|过|破|达到?|上|近|逾)$")
_STREAK = re.compile(
    "(?:"
    + any_of("连续 接连 连 每隔 每 过去 过去的 未来 今后 近 最近 再过 再延长")
    + "|(?<![提之以])前)(?:了|约|近)?$"
)
_TAKEN = re.compile(
    "(?:"
    + any_of("""
    用 时间 历时 不足 不到 超过 缩短 压缩 压减 提前 减少 延长 降 为 至 到 达 数 均 增加 多 寿命
    工期 期限 周期
    时长 耗时 仅 只 需 限 快 省 少 短 过
    """)
    + ")(?:了|约|近)?$"
)
_SINCE = re.compile("(?:" + any_of("建设 成立 运营 开工 建成 投产 施工") + ")(?:了|近|约)?$")
_ENDS = re.compile(r"[,。;、)!?:\n]|$|的?时间|左右|以上[,。;、]")
_INDEX = re.compile(
    "(?:"
    + any_of("比 指数 系数 满意度 得分 评分 值 率 差 强度 密度 水平 总分 分值")
    + r")[^,。;\n]{0,14}$"
)
_REACHES = re.compile("(?:为|达到?|[至到]|由|从|是)$")
# An enum looks a member up each time; these are asked for at every number.
_AMOUNT, _RATIO, _BARE = Form.AMOUNT, Form.RATIO, Form.BARE


def is_label(text: str, quantity: Quantity) -> bool:
    """Whether the number is part of a name, a threshold, an ordinal or a period."""
    start, end = quantity.start, quantity.end
    if text[end : end + 1] in _AFTER_BEGINS and _AFTER.match(text, end):
        return True
    if _is_quoted(text, start, end) or _is_ordinal(text, start):
        return True
    if quantity.word in TIME_UNITS:
        return not _measures_time(text, quantity)
    if quantity.form is _AMOUNT:
        return _is_threshold(text, quantity)
    if quantity.form is _RATIO:
        return "比" not in text[max(0, start - 24) : start]
    return quantity.form is _BARE and not _is_index(text, quantity)


def _is_ordinal(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if before in _ORDINAL_ENDS:
        return _ORDINAL.search(text, start - 2, start) is not None
    return (
        text[start - 2 : start - 1] == ("名")
        and _CUT_OFF.search(text, start - 6, start) is not None
    )


def _is_quoted(text: str, start: int, end: int) -> bool:
    """A number in a short quotation is a slogan or a name: “3个100”, “15分钟生活圈”."""
    opened = _OPEN.search(text, start - 13, start)
    return opened is not None and _CLOSE.match(text, end) is not None


def _is_threshold(text: str, quantity: Quantity) -> bool:
    """10亿元以上项目, 超百亿元企业: the number says which ones are counted."""
    if quantity.word in COUNT_UNITS or quantity.word in RATE_UNITS:
        return False
    start, end = quantity.start, quantity.end
    if quantity.approximate in {"以上", "以下"} and text[end - 1] in "上下内":
        return _COUNTED.match(text, end) is not None
    if quantity.word not in MONEY_UNITS and quantity.word:
        return False
    return _LEVEL.search(text, start - 3, start) is not None and _GROUP.match(text, end) is not None


def _measures_time(text: str, quantity: Quantity) -> bool:
    start, end = quantity.start, quantity.end
    before = start - 6
    if _STREAK.search(text, before, start):
        return False
    if quantity.word == "岁":
        return _ENDS.match(text, end) is not None or text.startswith("提", end)
    if quantity.word in {"年", "周", "个月"}:
        return _lasts(text, start, end)
    if _ENDS.match(text, end):
        return True
    return _TAKEN.search(text, before, start) is not None


def _lasts(text: str, start: int, end: int) -> bool:
    """Years and months mostly name a period; they measure where something took that long."""
    if _TAKEN.search(text, start - 6, start) or text.startswith(("的时间", "时间"), end):
        return True
    return text.startswith("的", end) and _SINCE.search(text, start - 3, start) is not None


def _is_index(text: str, quantity: Quantity) -> bool:
    """城乡收入比缩小至2.12: a number without a unit counts where an index or a score stands."""
    start = quantity.start
    if text[quantity.end : quantity.end + 1] in {"/", ":", "-"}:
        return False
    if _REACHES.search(text, start - 2, start) is None:
        return False
    return _INDEX.search(text, start - 20, start) is not None
