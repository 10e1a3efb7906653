"""Things named together and told apart by their values: 产值、利税分别增长9%、8%."""

from __future__ import annotations

import re

from tashan.reading.numbers.changes import change
from tashan.reading.numbers.wording import any_of, is_period

_SPLITS = (re.compile("、"), re.compile("[、和与]|(?<![普惠涉以])及"))
_TAIL = re.compile("对|占|的|较|比|同比|年均|分别")
_MEASURE = re.compile(
    "(?:"
    + any_of("""
    普及率 覆盖率 完成率 合格率 利用率 治理率 达标率 参保率 入学率 满意率 增加值 总产值 产值 产量
    收入 利润 出口 进口 进出口 投资 增速 增幅 占比 比重 零售额 交易额 销售额 成交额 营业额 数量
    人数 户数 标准 规模 面积 总量 客运量 货运量 吞吐量 里程 装机 装机容量 余额 存款 贷款 税收 销量
    总额
    """)
    + ")$"
)
_MEASURED = frozenset("率额量值比速数幅")


def things(name: str, values: int, *, told_apart: bool) -> list[str]:
    """One name for each of the ``values``; none where the name does not hold as many.

    ``told_apart`` is whether the text says 分别: then 和 parts things too.
    """
    if values < 2:
        return []
    for splits in _SPLITS if told_apart else _SPLITS[:1]:
        marks = [mark.start() for mark in splits.finditer(name)]
        if not marks:
            continue
        at = _end_of_things(name, marks[-1])
        parts = [part for part in splits.split(name[:at]) if part]
        if len(parts) == values:
            return _completed(parts, name[at:].removeprefix("分别"))
    return []


def _end_of_things(name: str, last: int) -> int:
    grows, tail = change(name), _TAIL.search(name, last)
    end = len(grows.subject) if grows else len(name)
    return min(tail.start(), end) if tail else end


def _completed(parts: list[str], rest: str) -> list[str]:
    """Each of the parts with what only the last of them says: 苹果、梨产量增长."""
    if all(is_period(part) for part in parts[:-1]):  # 上半年和全年出口增速分别为…
        return []
    measure = _MEASURE.search(parts[-1])
    if measure and measure.start() and not any(map(_measures, parts[:-1])):
        parts = [*(part + measure[0] for part in parts[:-1]), parts[-1]]
    return [part + rest for part in parts]


def _measures(part: str) -> bool:
    measure = _MEASURE.search(part)
    return part[-1] in _MEASURED or (measure is not None and measure.start() > 0)
