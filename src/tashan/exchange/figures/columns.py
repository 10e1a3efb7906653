"""The columns of figures: of a table with one figure a row, and of a table of figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tashan.exchange.figures import written
from tashan.exchange.options import Options
from tashan.exchange.registers.columns import choices, text
from tashan.indicators.models import Holder, Measure, Vintage
from tashan.mechanisms.library import library
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import Header, HeaderColumn

_MARK = "|"


@dataclass(frozen=True, slots=True)
class Told:
    """What the head of a column says of the figures under it; "" is left to row or options."""

    indicator: str = ""
    measure: str = ""
    period: str = ""

    @property
    def code(self) -> str:
        return _MARK.join((self.indicator, self.measure, self.period))

    @classmethod
    def of(cls, code: str) -> Told:
        return cls(*code.split(_MARK))


def is_value(code: str) -> bool:
    """Whether a field holds figures, and is none of those that say what they are about."""
    return code == "value" or _MARK in code


@cache
def _about() -> tuple[Field, ...]:
    return (
        text("subject", "对象", "地区", "区县", "乡镇", "单位名称", "企业名称", "统一社会信用代码",
             "园区", "名称", "对象代码", help="代码或全称"),
        text("indicator", "指标", "指标名称", "指标代码", help="指标代码或名称"),
        text("period", "时期", "时间", "月份", "年份", "期别", "报告期",
             help="如 2026-09、2026-01/2026-09、2026年1—9月、2026Q3"),
        text("unit", "计量单位", "单位"),
    )  # fmt: skip


@cache
def long_fields() -> tuple[Field, ...]:
    """One figure a row."""
    subject, indicator, period, unit = _about()
    return (
        subject,
        indicator,
        Field("measure", ("数据类型", "类别", "量或增速"), CellType.CHOICE, choices=choices(
            Measure, {"level": ("总量", "绝对量", "累计"), "growth": ("增速", "同比")})),
        period,
        text("value", "数值", "值", "数据", "金额", required=True),
        unit,
        Field("vintage", ("数据版次", "版次", "数据性质"), CellType.CHOICE, choices=choices(
            Vintage, {"verified": ("最终核实数", "核实数"), "flash": ("快报数",),
                      "preliminary": ("初步核算数", "初步数")})),
        Field("holder", ("数据来源", "来源", "提供单位"), CellType.CHOICE, choices=choices(
            Holder, {"statistics": ("统计", "统计局"), "office": ("部门", "主管部门")})),
        text("scope", "口径", "统计口径"),
        text("approximate", "约数", "约数用词"),
    )  # fmt: skip


def told_by(column: HeaderColumn) -> Told | None:
    """规上工业增加值/增速 and 2026年1-9月 say what stands below; None for any other name."""
    indicator = measure = period = ""
    for part in (*column.parts, "".join(column.parts)):
        if not period and written.is_period(part):
            period = written.period_code(part)
        elif not indicator and (found := written.indicator_and_measure(part)):
            indicator, measure = found[0], measure or (found[1] or "")
        elif word := written.measure_word(part):
            measure = measure or word
    told = Told(indicator, measure, period)
    return told if any((indicator, measure, period)) else None


def wide_proposed(options: Options, header: Header | None) -> tuple[Field, ...]:
    """What the head says; without a head, the columns of a template."""
    if header is None:
        return _wide_template(options)
    found: dict[str, Field] = {}
    for column, told in _named(header):
        found.setdefault(told.code, Field(told.code, (column.name,)))
    return (*_about(), *found.values())


def _named(header: Header) -> Iterator[tuple[HeaderColumn, Told]]:
    for column in header.columns:
        if told := told_by(column):
            yield column, told


def wide_fields(options: Options, header: Header | None) -> tuple[Field, ...]:
    """What may be chosen for a column: what the head says, and every indicator."""
    proposed = wide_proposed(options, header)
    if header is None:
        return proposed
    known = {field.code for field in proposed}
    every = (
        Field(Told(code, measure).code, (f"{written.title_of(code)}{ending}",))
        for code in library().indicators
        for measure, ending in ((Measure.LEVEL, ""), (Measure.GROWTH, "（增速）"))
    )
    return (*proposed, *(field for field in every if field.code not in known))


_TEMPLATE = ("grp", "industrial_value_added", "fixed_asset_investment", "retail_sales",
             "general_budget_revenue")  # fmt: skip


def _wide_template(options: Options) -> tuple[Field, ...]:
    known = library().indicators
    codes = [code for code in _TEMPLATE if code in known]
    return (
        _about()[0],
        *(Field(Told(code).code, (known[code].title.zh,), CellType.DECIMAL, known[code].unit)
          for code in codes),
    )  # fmt: skip
