"""Which type an indicator is of: level, growth, share, rank, count, target or duration."""

from __future__ import annotations

import re

from tashan.reading.findings import IndicatorType
from tashan.reading.numbers.amounts import Form, Quantity
from tashan.reading.numbers.statements import Statement
from tashan.reading.numbers.units import COUNT_UNITS, TIME_UNITS

_GROWTH = re.compile(
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少|回落|增速|增幅|涨幅|降幅|上涨|压减|压缩|精简|翻"
    r"|递增|快于|高于|低于"
    r"|拉动|改善|[增降升涨减])[了约近超]?$"
)
_RATE_OF_GROWTH = re.compile(
    r"(?:增幅|涨幅|降幅|跌幅|增速|增长率)(?:分别|均|也|仅|只|高达|达到?|为|至|到|约|近|超过?|有)*$"
)
_REACHED = re.compile(r"(?:[至到在为]|达到?)[约近超]?$")
_SIZED = re.compile("人口|每(?![年月季周天日])|平均|[日人户亩年月]均")
# A plan that counts what stands already: 推进甲、乙等5个项目建设.
_STANDING = ("等", "抓好")
_NEAR = 12  # characters before a number that tell of its growth
_RANKING = re.compile(r"(?:排名|位次|名次|排位)[^,。;]{0,10}$")
_ASSUMED = re.compile(
    r"将(?!近)|力争|预计|预期(?!寿命)|有望|计划|规划(?=[一-鿿]{2})|拟|确保"
    r"|到20(?:2[6-9]"
    r"|3\\d)年"
)
# An enum looks a member up each time; these are asked for at every number.
_RANK, _PARTS = Form.RANK, frozenset([Form.FRACTION, Form.RATIO])


def graded(quantity: Quantity, statement: Statement, *, planned: bool) -> tuple[IndicatorType, str]:
    """The type of the indicator and the rule that decided; ``planned`` is the mood of the zone."""
    standing = statement.before.endswith(_STANDING)
    if (planned and not standing) or _ASSUMED.search(statement.before):
        return IndicatorType.TARGET, "type:target"
    return _measured(quantity, statement)


def _measured(quantity: Quantity, statement: Statement) -> tuple[IndicatorType, str]:
    before = statement.before
    if quantity.form is _RANK or (quantity.word == "位" and _RANKING.search(before)):
        return IndicatorType.RANK, "type:rank"
    if quantity.word in TIME_UNITS and quantity.word != "岁":
        return IndicatorType.DURATION, "type:duration"
    if quantity.word in {"个百分点", "百分点", "倍", "番"}:
        return IndicatorType.GROWTH, "type:growth"
    if quantity.word in {"%", "‰"} or quantity.form in _PARTS:
        return (IndicatorType.GROWTH if _grows(before) else IndicatorType.SHARE), "type:rate"
    if quantity.word in COUNT_UNITS and not _is_size(quantity, before):
        return IndicatorType.COUNT, "type:count"
    return IndicatorType.LEVEL, "type:level"


def _is_size(quantity: Quantity, before: str) -> bool:
    """Populations, storeys, averages and huge flows are sizes, not counts."""
    if quantity.word == "层" or _SIZED.search(before) or (quantity.unit or "").startswith("亿"):
        return True
    value = quantity.value or 0.0
    return quantity.unit == quantity.word and value != int(value)


def _grows(before: str) -> bool:
    """增长8% and 增幅达8% tell a growth; 提高到8% tells what was reached."""
    if "增幅" in before:
        return True
    end = before[-_NEAR:]
    if _RATE_OF_GROWTH.search(end):
        return True
    return _GROWTH.search(end) is not None and _REACHED.search(end) is None
