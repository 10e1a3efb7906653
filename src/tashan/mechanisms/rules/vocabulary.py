"""The fields that rules may name, by kind of subject: what each is and who keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tashan.mechanisms.fields import Text
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.project_stages import STAGES
from tashan.mechanisms.register import FieldType, RegisterField
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.mechanisms.rules.units import measure, number_column


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a subject. ``choices`` are the only words it can hold, where there are any.

    A set is asked with ``in``: ``'srdi' in labels``. ``holder`` is the office that knows it.
    """

    code: str
    sort: Sort
    title: Text
    holder: Text
    unit: str = ""
    choices: tuple[str, ...] = ()
    is_set: bool = False

    @property
    def column(self) -> Column:
        return column(self.code, self.sort, self.unit)


def column(key: str, sort: Sort, unit: str = "") -> Column:
    if sort is Sort.NUMBER:
        return number_column(key, measure(unit))
    return Column(key, sort)


AS_OF = "as_of"
SCALES = ("large", "medium", "small", "micro")
STANDINGS = ("operating", "suspended", "revoked", "closed")
PROJECT_TYPES = ("construction", "renewal", "purchase", "information", "other")
ROUTES = ("approval", "ratification", "filing")
FUNDINGS = ("government", "enterprise", "other")
PLACE_LEVELS = ("province", "prefecture", "county", "zone", "town", "village")
PARK_LEVELS = ("national", "provincial", "municipal", "county")

_MARKET = Text(zh="市场监管局", en="Market supervision")
_STATISTICS = Text(zh="统计局", en="Statistics")
_REFORM = Text(zh="发展改革局", en="Development and reform")
_PARKS = Text(zh="园区管委会", en="Park committee")
_CREDIT = Text(zh="信用主管部门", en="Credit office")
_OFFICE = Text(zh="本单位", en="This office")


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


_LABELS = Field("labels", Sort.WORDS, _text("标签", "Labels"), _OFFICE, is_set=True)
_ENTERPRISE = (
    Field("industry", Sort.CODE, _text("所属行业", "Industry"), _STATISTICS),
    Field("place", Sort.CODE, _text("所在地", "Place"), _MARKET),
    Field("scale", Sort.WORDS, _text("企业规模", "Scale"), _STATISTICS, choices=SCALES),
    Field("standing", Sort.WORDS, _text("经营状态", "Standing"), _MARKET, choices=STANDINGS),
    Field("above_scale", Sort.TRUTH, _text("规模以上", "Above designated scale"), _STATISTICS),
    Field("in_park", Sort.TRUTH, _text("在园区内", "In a park"), _PARKS),
    Field(
        "registered_capital", Sort.NUMBER, _text("注册资本", "Registered capital"), _MARKET, "元"
    ),
    Field("established_on", Sort.DATE, _text("成立日期", "Established on"), _MARKET),
    Field("operates_here", Sort.TRUTH, _text("在本地经营", "Operates here"), _MARKET),
    Field("dishonest", Sort.TRUTH, _text("严重失信", "Seriously dishonest"), _CREDIT),
    Field("credit", Sort.WORDS, _text("信用事件", "Credit events"), _CREDIT, is_set=True),
    _LABELS,
)
_PROJECT = (
    Field("type", Sort.WORDS, _text("项目类型", "Type"), _REFORM, choices=PROJECT_TYPES),
    Field("route", Sort.WORDS, _text("审批类型", "Route"), _REFORM, choices=ROUTES),
    Field("stage", Sort.WORDS, _text("项目阶段", "Stage"), _REFORM, choices=STAGES),
    Field("funding", Sort.WORDS, _text("资金来源", "Funding"), _REFORM, choices=FUNDINGS),
    Field("industry", Sort.CODE, _text("所属行业", "Industry"), _REFORM),
    Field("place", Sort.CODE, _text("建设地点", "Place"), _REFORM),
    Field("in_park", Sort.TRUTH, _text("在园区内", "In a park"), _PARKS),
    Field("investment", Sort.NUMBER, _text("总投资", "Investment"), _REFORM, "元"),
    Field("land_mu", Sort.NUMBER, _text("用地面积", "Land"), _REFORM, "亩"),
    Field("floor_area", Sort.NUMBER, _text("建筑面积", "Floor area"), _REFORM, "平方米"),
    Field("planned_start", Sort.DATE, _text("计划开工", "Planned start"), _REFORM),
    Field("planned_finish", Sort.DATE, _text("计划竣工", "Planned finish"), _REFORM),
    Field("started_on", Sort.DATE, _text("实际开工", "Started on"), _REFORM),
    Field("finished_on", Sort.DATE, _text("实际竣工", "Finished on"), _REFORM),
    Field("is_key", Sort.TRUTH, _text("重点项目", "Key project"), _REFORM),
    _LABELS,
)
_PLACE = (
    Field("place", Sort.CODE, _text("区划代码", "Division code"), _STATISTICS),
    Field("level", Sort.WORDS, _text("级别", "Level"), _STATISTICS, choices=PLACE_LEVELS),
    _LABELS,
)
_PARK = (
    Field("place", Sort.CODE, _text("所在地", "Place"), _PARKS),
    Field("level", Sort.WORDS, _text("级别", "Level"), _PARKS, choices=PARK_LEVELS),
    Field("planned_mu", Sort.NUMBER, _text("规划面积", "Planned area"), _PARKS, "亩"),
    Field("developed_mu", Sort.NUMBER, _text("已开发面积", "Developed area"), _PARKS, "亩"),
    _LABELS,
)
_FIELDS: Mapping[Subject, tuple[Field, ...]] = {
    Subject.ENTERPRISE: _ENTERPRISE,
    Subject.PROJECT: _PROJECT,
    Subject.PLACE: _PLACE,
    Subject.OFFICE: (_LABELS,),
    Subject.PARK: _PARK,
}
_SORTS = {
    FieldType.WORDS: Sort.WORDS,
    FieldType.NUMBER: Sort.NUMBER,
    FieldType.WHOLE: Sort.NUMBER,
    FieldType.MONEY: Sort.NUMBER,
    FieldType.DATE: Sort.DATE,
    FieldType.YES_NO: Sort.TRUTH,
    FieldType.CHOICE: Sort.WORDS,
}


@cache
def fields_of(subject: Subject) -> Mapping[str, Field]:
    """The fields of a kind of subject, by code; ``as_of`` is of all and stands in none."""
    return {field.code: field for field in _FIELDS[subject]}


def field_of_register(register: str, name: str, found: RegisterField) -> Field:
    """A register's field as rules name it: ``park_tenant.entered_on``."""
    is_money = found.type is FieldType.MONEY
    return Field(
        code=f"extra:{register}.{name}",
        sort=_SORTS[found.type],
        title=found.title,
        holder=_text(found.source, found.source) if found.source else _OFFICE,
        unit=found.unit or ("元" if is_money else ""),
        choices=tuple(option.code for option in found.options),
    )
