"""The procedures by which cases run, each version once: the flow, its stages, their matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tashan.adoption import current
from tashan.adoption.models import AdoptionVersion
from tashan.base.errors import UserError
from tashan.casework.models import Case
from tashan.exchange.approvals import tables
from tashan.exchange.approvals.table import Row
from tashan.mechanisms.settling import Settled, SettledStep, Terms, settle

# what the name of a stage holds → its code in the standard
STAGE_NAMES = (("并行", "5"), ("竣工", "4"), ("施工", "3"), ("工程建设", "2"), ("用地", "1"),
               ("立项", "1"))  # fmt: skip
UNITS = {"working": "工作日", "calendar": "日", "month": "月"}


def settled_of(case: Case) -> Settled | None:
    """The procedure of a case on the day it was opened; None where its file has none such."""
    try:
        mechanism = current.of_version(case.version).mechanism
        return settle(mechanism, case.part, case.opened_on)
    except UserError:
        return None


def flow_code(case: Case) -> str:
    return f"{case.version.adoption.mechanism}.{case.part}"


def stage_numbers(found: Settled | None) -> dict[str, str]:
    """The number of each stage by its code, from 1 in the order of the file."""
    stages = found.stages if found else {}
    return {code: str(number) for number, code in enumerate(stages, start=1)}


def flow_rows(case: Case, found: Settled, kind: str) -> Iterator[tuple[str, Row]]:
    """``kind`` is the standard's kind of flow."""
    version: AdoptionVersion = case.version
    key = {"审批流程编码": flow_code(case), "审批流程版本号": str(version.number)}
    yield (
        tables.FLOWS.code,
        key
        | {
            "行政区划代码": version.adoption.place,
            "审批流程名称": found.title.zh,
            "审批流程类型": kind,
            "生效日期": version.since.isoformat(),
        },
    )
    numbers = stage_numbers(found)
    for code, stage in found.stages.items():
        yield (
            tables.FLOW_STAGES.code,
            key
            | {
                "审批阶段序号": numbers[code],
                "审批阶段名称": stage.title.zh,
                "标准阶段代码": _standard_code(stage.title.zh),
                "牵头部门": _duty(found, stage.lead),
                "阶段时限": _n(stage.limit),
                "时限单位": _unit(stage.limit),
            },
        )
    for code, step in found.steps.items():
        yield tables.FLOW_ITEMS.code, key | _item(found, code, step, numbers)


def _item(
    found: Settled, code: str, step: SettledStep, numbers: Mapping[str, str]
) -> dict[str, str]:
    limits = {limit["kind"]: limit for limit in step.terms["limits"]}
    promised, statutory = limits.get("promised"), limits.get("statutory")
    return {
        "审批阶段序号": numbers.get(step.stage, ""),
        "审批事项编码": step.item or code,
        "审批事项名称": step.title.zh,
        "事项性质": str(int(step.nature)),
        "审批部门": _duty(found, step.duty),
        "承诺时限": _n(promised),
        "承诺时限单位": _unit(promised),
        "法定时限": _n(statutory),
        "法定时限单位": _unit(statutory),
        "是否里程碑事项": "1" if step.milestone else "0",
    }


def _standard_code(title: str) -> str:
    return next((code for word, code in STAGE_NAMES if word in title), "")


def _duty(found: Settled, code: str) -> str:
    return found.duties[code].zh if code in found.duties else code


def _n(limit: Terms | None) -> str:
    return "" if limit is None else str(limit["n"])


def _unit(limit: Terms | None) -> str:
    return "" if limit is None else UNITS[limit["unit"]]
