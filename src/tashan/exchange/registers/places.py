"""Towns and villages, households, offices, parks and projects as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.exchange.registers.book import Book
from tashan.exchange.registers.columns import (
    INDUSTRY,
    NAME,
    PARK,
    PLACE,
    SHORT,
    choices,
    day,
    number,
    text,
)
from tashan.exchange.registers.enterprises import refused_industry, with_letter
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.registry.kinds import (
    Funding,
    Kind,
    ParkLevel,
    PlaceLevel,
    ProjectStage,
    ProjectType,
    Route,
)


@cache
def places() -> Book:
    """Places below the county mostly: towns and villages by their 9 and 12 digits."""
    return Book(
        Kind.PLACE,
        (
            NAME,
            text("code", "区划代码", "代码", "行政区划代码", "统计用区划代码", required=True),
            SHORT,
            Field("level", ("层级", "级别", "区划级别"), CellType.CHOICE,
                  choices=choices(PlaceLevel, {"town": ("乡镇", "街道", "乡", "镇"),
                                               "village": ("行政村", "村", "社区")})),
            text("parent", "上级", "上级区划", "所属乡镇", "所属", help="区划代码或全称"),
        ),
        {"level": "level", "parent": "parent"},
        references={"parent": (Kind.PLACE,)},
        needed=("level",),
        has_namesakes=True,
    )  # fmt: skip


@cache
def households() -> Book:
    return Book(
        Kind.HOUSEHOLD,
        (
            Field("name", ("户主", "户主姓名", "姓名"), required=True),
            text("code", "户编号", "户号", "农户编号", required=True),
            text("village", "村", "所在村", "行政村", "村（社区）", help="区划代码或全称"),
            Field("members", ("家庭人口", "人口", "户籍人口数", "家庭人口数"), CellType.INTEGER,
                  "人"),
            number("contracted_mu", "承包地面积", "承包地", "承包面积", unit="亩"),
            number("homestead_area", "宅基地面积", "宅基地", unit="平方米"),
            number("house_area", "房屋面积", "住房面积", "建筑面积", unit="平方米"),
        ),
        {code: code for code in ("village", "members", "contracted_mu", "homestead_area",
                                 "house_area")},
        references={"village": (Kind.PLACE,)},
        needed=("village",),
        has_namesakes=True,
    )  # fmt: skip


@cache
def offices() -> Book:
    return Book(
        Kind.OFFICE,
        (
            Field("name", ("单位名称", "部门名称", "名称", "机构名称"), required=True),
            text("code", "单位代码", "机构代码", "代码"),
            SHORT,
            text("parent", "上级单位", "主管部门", "上级部门"),
            Field("place", ("所在地", "所属地区", "所在区划"), help="区划代码或全称"),
            text("duty", "职责", "主要职责", "职能"),
            text("phone", "电话", "联系电话", "值班电话"),
        ),
        {code: code for code in ("parent", "place", "duty", "phone")},
        references={"parent": (Kind.OFFICE,), "place": (Kind.PLACE,)},
    )  # fmt: skip


@cache
def parks() -> Book:
    return Book(
        Kind.PARK,
        (
            Field("name", ("园区名称", "名称", "开发区名称"), required=True),
            text("code", "园区代码", "代码"),
            SHORT,
            Field("level", ("级别", "园区级别"), CellType.CHOICE,
                  choices=choices(ParkLevel, {"national": ("国家级",), "provincial": ("省级",),
                                              "municipal": ("市级",), "county": ("县级",)})),
            PLACE,
            text("committee", "管委会", "管理机构", "管理单位"),
            number("planned_mu", "规划面积", "规划用地", unit="亩"),
            number("developed_mu", "已开发面积", "建成面积", "开发面积", unit="亩"),
            text("industries", "主导产业", "产业定位"),
        ),
        {code: code for code in ("level", "place", "committee", "planned_mu", "developed_mu",
                                 "industries")},
        references={"place": (Kind.PLACE,), "committee": (Kind.OFFICE,)},
        needed=("level",),
    )  # fmt: skip


def _refused_project(values: Mapping[str, Any]) -> Iterator[tuple[str, UserError]]:
    started, finished = values.get("started_on"), values.get("finished_on")
    if started and finished and finished < started:
        yield (
            "finished_on",
            UserError(
                _("The project was finished before it was started."),
                hint=_("Give a day after it was started."),
            ),
        )
    yield from refused_industry(values)


@cache
def projects() -> Book:
    facts = ("type", "route", "stage", "funding", "industry", "place", "park", "content",
             "investment", "land_mu", "floor_area", "planned_start", "planned_finish",
             "started_on", "finished_on", "is_key")  # fmt: skip
    return Book(
        Kind.PROJECT,
        (
            Field("name", ("项目名称", "名称"), required=True),
            Field("code", ("项目代码", "代码", "在线平台代码"), CellType.PROJECT_CODE),
            Field("type", ("项目类型", "类型"), CellType.CHOICE, choices=choices(
                ProjectType, {"construction": ("基建", "新建"), "renewal": ("技改",)})),
            Field("stage", ("项目阶段", "阶段", "进展阶段", "建设阶段"), CellType.CHOICE,
                  choices=choices(ProjectStage, {"building": ("在建",), "started": ("开工",),
                                                 "completed": ("竣工",), "producing": ("投产",)})),
            Field("route", ("立项方式", "审批类型", "审批方式"), CellType.CHOICE,
                  choices=choices(Route)),
            Field("funding", ("资金性质", "投资类别", "投资性质"), CellType.CHOICE,
                  choices=choices(Funding)),
            INDUSTRY,
            PLACE,
            PARK,
            text("content", "建设内容", "建设规模及内容", "建设内容及规模"),
            Field("investment", ("总投资", "计划总投资", "投资总额"), CellType.MONEY, "万元"),
            number("land_mu", "用地面积", "占地面积", "新增用地", unit="亩"),
            number("floor_area", "建筑面积", "总建筑面积", unit="平方米"),
            day("planned_start", "计划开工日期", "计划开工时间", "计划开工"),
            day("planned_finish", "计划竣工日期", "计划竣工时间", "计划竣工"),
            day("started_on", "开工日期", "实际开工时间", "开工时间"),
            day("finished_on", "竣工日期", "实际竣工时间", "竣工时间"),
            Field("is_key", ("是否重点项目", "重点项目", "是否重点"), CellType.YES_NO),
        ),
        {code: code for code in facts},
        references={"place": (Kind.PLACE,), "park": (Kind.PARK,)},
        needed=("type", "stage"),
        refused=_refused_project,
        derived=with_letter,
    )  # fmt: skip
