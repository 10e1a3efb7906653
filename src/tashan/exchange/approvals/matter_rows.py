"""The matters of a case: how they stand, every change of state, results, special procedures."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from tashan.casework.kinds import Sort
from tashan.casework.models import Case, Matter
from tashan.exchange.approvals import tables
from tashan.exchange.approvals.flow_rows import flow_code
from tashan.exchange.approvals.gathered import Gathered, code_of
from tashan.exchange.approvals.table import Row
from tashan.exchange.approvals.work_rows import day
from tashan.mechanisms.procedure import StopsClock
from tashan.record.models import Event

# what the standard has states of its own for is no special procedure
_OWN_STATES = (StopsClock.SUPPLEMENT, StopsClock.WITHDRAWAL)
_SPECIALS = {
    StopsClock.HEARING: "听证",
    StopsClock.TENDER: "招标",
    StopsClock.AUCTION: "拍卖",
    StopsClock.TESTING: "检验检测检疫鉴定",
    StopsClock.EXPERT_REVIEW: "专家评审",
    StopsClock.SITE_INSPECTION: "现场勘察",
    StopsClock.PUBLIC_NOTICE: "公示",
    StopsClock.HIGHER_AUTHORITY: "上报上级",
}


def instance_of(matter: Matter, case: Case) -> str:
    """How the exchange names one matter of one case."""
    return f"{case.number}-{matter.position:02}"


def matter_rows(found: Gathered, case: Case) -> Iterator[tuple[str, Row]]:
    """The rows of one case, under its first work, each with the code of its table."""
    key = {"项目代码": case.project_code, "工程代码": found.works_of(case)[0][0]}
    for matter in found.matters.get(case.pk, ()):
        own = key | {"审批事项实例编码": instance_of(matter, case)}
        if matter.sort == Sort.INTERMEDIARY:
            yield tables.INTERMEDIARIES.code, own | _service(found, matter)
            continue
        yield tables.MATTERS.code, own | _stands(found, case, matter)
        for row in _changes(found, case, matter):
            yield tables.CHANGES.code, own | row
        if matter.outcome.get("document"):
            yield tables.RESULTS.code, own | _result(matter)
        for row in _specials(found, matter):
            yield tables.SPECIALS.code, own | row
    for row in _attachments(found, case):
        yield tables.ATTACHMENTS.code, key | row


def _stands(found: Gathered, case: Case, matter: Matter) -> dict[str, str]:
    return {
        "并联审批实例编码": case.number,
        "审批流程编码": flow_code(case),
        "审批流程版本号": str(case.version.number),
        "审批阶段序号": found.stages(case).get(matter.stage, ""),
        "审批事项编码": matter.item or matter.code,
        "审批事项名称": matter.title.get("zh", matter.code),
        "审批部门": found.names.get(matter.office_id or 0, ""),
        "审批部门代码": code_of(matter.office),
        "办理方式": matter.mode,
        "接件日期": day(matter.received_on),
        "受理日期": day(matter.accepted_on),
        "承诺办结日期": day(matter.promised_on),
        "法定办结日期": day(matter.statutory_on),
        "是否容缺受理": "1" if matter.tolerated_until else "0",
        "容缺时限": day(matter.tolerated_until),
        "当前状态": str(matter.state),
        "办结日期": day(matter.ended_on),
    }


def _changes(found: Gathered, case: Case, matter: Matter) -> Iterator[dict[str, str]]:
    """One row a change of state, from the events of the case."""
    number = 0
    for event in found.events.get(case.stream, ()):
        for state in states_in(event, matter.code):
            number += 1
            yield {
                "序号": str(number),
                "办理状态": str(state),
                "办理日期": event.occurred_on.isoformat(),
                "办理人": event.actor.display_name if event.actor else "系统自动",
                "办理意见": str(event.payload.get("says", "")),
                "录入时间": timezone.localtime(event.recorded_at).isoformat(timespec="seconds"),
            }


def states_in(event: Event, code: str) -> list[int]:
    """The states of the standard into which an event took the matter of a code."""
    said = event.payload
    if said.get("matter") != code or said.get("from") == said.get("to"):
        return []
    return [said["to"]] if said.get("to") else []


def _result(matter: Matter) -> dict[str, str]:
    file = matter.result
    return {
        "批复文号": matter.outcome["document"],
        "批复日期": day(matter.ended_on),
        "批复结论": str(matter.outcome.get("conclusion", "")),
        "附件名称": file.name if file else "",
        "附件校验值": file.sha256 if file else "",
    }


def _specials(found: Gathered, matter: Matter) -> Iterator[dict[str, str]]:
    for stop in found.stops.get(matter.pk, ()):
        if stop.reason in _OWN_STATES:
            continue
        yield {
            "特别程序类型": _SPECIALS[StopsClock(stop.reason)],
            "特别程序原因": stop.says,
            "开始日期": day(stop.stopped_on),
            "结束日期": day(stop.resumed_on),
            "预计办理天数": "" if stop.expected_days is None else str(stop.expected_days),
            "依据": stop.basis,
            "批准人": stop.approved_by.display_name if stop.approved_by else "",
            "文书": stop.document,
        }


def _service(found: Gathered, matter: Matter) -> dict[str, str]:
    return {
        "服务事项名称": matter.title.get("zh", matter.code),
        "服务机构": found.names.get(matter.office_id or 0, ""),
        "委托日期": day(matter.received_on),
        "约定完成日期": day(matter.promised_on),
        "完成日期": day(matter.ended_on),
        "当前状态": str(matter.state),
    }


def _attachments(found: Gathered, case: Case) -> Iterator[dict[str, str]]:
    for material in found.materials.get(case.pk, ()):
        assert material.file is not None  # only such are gathered
        yield {
            "附件类型": material.title.get("zh", material.code),
            "附件名称": material.file.name,
            "附件校验值": material.file.sha256,
            "上传日期": day(material.given_on),
        }
