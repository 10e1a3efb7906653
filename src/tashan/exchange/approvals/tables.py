"""The eleven tables by the names of the national exchange standard, in the order of sending."""

from __future__ import annotations

from collections.abc import Iterable

from tashan.exchange.approvals.table import Column, Link, Table

_FLOW = ("审批流程编码", "审批流程版本号")
_WORK = ("项目代码", "工程代码")
_INSTANCE = "审批事项实例编码"
FLOW_KINDS = frozenset(map(str, range(1, 11)))  # 审批流程类型
STAGES = frozenset(map(str, range(1, 6)))  # 标准阶段代码
STATES = frozenset(map(str, range(1, 17)))


def _columns(
    must: Iterable[str], may: Iterable[str] = (), **codes: frozenset[str]
) -> tuple[Column, ...]:
    """Those that must be filled come first; ``codes`` are by the name of the column."""
    none: frozenset[str] = frozenset()
    filled = [Column(name, must=True, codes=codes.get(name, none)) for name in must]
    return (*filled, *(Column(name, codes=codes.get(name, none)) for name in may))


FLOWS = Table(
    "flows",
    "地方项目审批流程信息",
    _columns(
        ("行政区划代码", *_FLOW, "审批流程名称", "审批流程类型", "生效日期"),
        审批流程类型=FLOW_KINDS,
    ),
    _FLOW,
)
FLOW_STAGES = Table(
    "flow_stages",
    "地方项目审批流程阶段信息",
    _columns(
        (*_FLOW, "审批阶段序号", "审批阶段名称", "标准阶段代码"),
        ("牵头部门", "阶段时限", "时限单位"),
        标准阶段代码=STAGES,
    ),
    (*_FLOW, "审批阶段序号"),
    (Link("审批流程编码", "flows", "审批流程编码"),),
)
FLOW_ITEMS = Table(
    "flow_items",
    "地方项目审批流程阶段事项信息",
    _columns(
        (*_FLOW, "审批阶段序号", "审批事项编码", "审批事项名称", "事项性质", "审批部门"),
        ("承诺时限", "承诺时限单位", "法定时限", "法定时限单位", "是否里程碑事项"),
    ),
    (*_FLOW, "审批事项编码"),
    (Link("审批流程编码", "flows", "审批流程编码"),),
)
WORKS = Table(
    "SPGL_XMJBXXB",
    "项目基本信息",
    _columns(
        ("行政区划代码", "项目代码", "项目名称", "工程代码", "项目投资来源", "审批流程类型",
         "立项类型", "国标行业", "拟开工时间", "拟建成时间", "总投资额（万元）",
         "建设地点行政区划", "申报时间", "是否完全办结"),
        ("工程范围", "前阶段关联工程代码", "土地获取方式", "土地是否带设计方案",
         "是否完成区域评估", "工程分类", "建设性质", "项目资金属性", "国标行业代码发布年代",
         "建设地点", "X坐标", "Y坐标", "建设规模及内容", "用地面积（平方米）",
         "建筑面积（平方米）"),
        项目投资来源=frozenset("123"), 立项类型=frozenset("123"), 审批流程类型=FLOW_KINDS,
        是否完全办结=frozenset("01"), 是否完成区域评估=frozenset("01"),
    ),
    _WORK,
)  # fmt: skip
_OF_WORK = Link("工程代码", WORKS.code, "工程代码")
UNITS = Table(
    "units",
    "项目单位信息",
    _columns((*_WORK, "单位类型", "单位名称", "统一社会信用代码"), 单位类型=frozenset("123459")),
    (*_WORK, "单位类型", "统一社会信用代码"),
    (_OF_WORK,),
)
MATTERS = Table(
    "matters",
    "项目审批事项办理信息",
    _columns(
        (*_WORK, _INSTANCE, "并联审批实例编码", *_FLOW, "审批事项编码", "审批事项名称",
         "审批部门", "办理方式", "接件日期", "当前状态"),
        ("审批部门代码", "审批阶段序号", "受理日期", "承诺办结日期", "法定办结日期", "是否容缺受理",
         "容缺时限", "办结日期"),
        办理方式=frozenset("ap"), 当前状态=STATES,
    ),
    (_INSTANCE,),
    (_OF_WORK,),
)  # fmt: skip
_OF_MATTER = Link(_INSTANCE, MATTERS.code, _INSTANCE)
CHANGES = Table(
    "changes",
    "项目审批事项办理详细信息",
    _columns(
        (*_WORK, _INSTANCE, "序号", "办理状态", "办理日期", "录入时间"),
        ("办理人", "办理意见"),
        办理状态=STATES,
    ),
    (_INSTANCE, "序号"),
    (_OF_MATTER,),
)
RESULTS = Table(
    "results",
    "项目审批事项批复文件信息",
    _columns((*_WORK, _INSTANCE, "批复文号", "批复日期"), ("批复结论", "附件名称", "附件校验值")),
    (_INSTANCE,),
    (_OF_MATTER,),
)
ATTACHMENTS = Table(
    "attachments",
    "项目其他附件信息",
    _columns((*_WORK, "附件类型", "附件名称", "附件校验值", "上传日期")),
    (*_WORK, "附件类型"),
    (_OF_WORK,),
)
SPECIALS = Table(
    "specials",
    "项目审批事项特别程序信息",
    _columns(
        (*_WORK, _INSTANCE, "特别程序类型", "特别程序原因", "开始日期"),
        ("结束日期", "预计办理天数", "依据", "批准人", "文书"),
    ),
    (_INSTANCE, "开始日期"),
    (_OF_MATTER,),
)
INTERMEDIARIES = Table(
    "intermediaries",
    "项目中介服务办理信息",
    _columns(
        (*_WORK, _INSTANCE, "服务事项名称", "委托日期", "当前状态"),
        ("服务机构", "约定完成日期", "完成日期"),
        当前状态=STATES,
    ),
    (_INSTANCE,),
    (_OF_WORK,),
)
TABLES = (
    FLOWS, FLOW_STAGES, FLOW_ITEMS, WORKS, UNITS, MATTERS, CHANGES, RESULTS, ATTACHMENTS,
    SPECIALS, INTERMEDIARIES,
)  # fmt: skip
